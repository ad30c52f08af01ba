import { expect, test } from 'vitest';
import { baseNames, type Arguments } from '../../src/dockerfile/base-names.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];
const argument: Arguments = (name, automatic) =>
  ({ BASE: 'debian', ML: `ml-${automatic('TARGETARCH') ?? ''}` })[name];

const names = (word: string, platforms = PLATFORMS): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(baseNames(word, platforms, argument).names);

test.each<[string, Readonly<Record<string, readonly string[]>>]>([
  ['${BASE}:12', { 'debian:12': PLATFORMS }],
  ['debian:12', { 'debian:12': PLATFORMS }],
  ['ml_$TARGETARCH', { ml_amd64: ['linux/amd64'], ml_arm64: ['linux/arm64'], ml_arm: ['linux/arm/v7'] }],
  [
    'ml-${TARGETARCH}${TARGETVARIANT:+-$TARGETVARIANT}',
    { 'ml-amd64': ['linux/amd64'], 'ml-arm64': ['linux/arm64'], 'ml-arm-v7': ['linux/arm/v7'] },
  ],
  ['x-$TARGETOS', { 'x-linux': PLATFORMS }],
  ['${ML}', { 'ml-amd64': ['linux/amd64'], 'ml-arm64': ['linux/arm64'], 'ml-arm': ['linux/arm/v7'] }],
  ['$TARGETSTAGE', {}],
])('%s', (word, expected) => {
  expect(names(word)).toEqual(expected);
});

test('a name that depends on the machine that builds has one for each machine there is', () => {
  const found = baseNames('go-$BUILDARCH', ['linux/amd64'], argument);
  expect(found.ofBuilder).toBe(true);
  expect([...found.names.keys()]).toEqual(expect.arrayContaining(['go-amd64', 'go-arm64', 'go-s390x']));
  expect(baseNames('go-$TARGETARCH', PLATFORMS, argument).ofBuilder).toBe(false);
});

test('what has no value is named once', () => {
  expect(baseNames('$A-$TARGETARCH$A$B', PLATFORMS, argument)).toMatchObject({ missing: ['A', 'B'] });
});
