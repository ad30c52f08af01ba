import { expect, it } from 'vitest';
import type { Context, Image } from '../../src/plan/image.ts';
import { definitionKey } from '../../src/record/definition-key.ts';
import { NO_CHECKS } from '../rig/placed.ts';

const place = { file: 'matrix.yaml', line: 1, column: 1 };
const folder = (text: string): Context => ({ kind: 'written', text });
const IMAGE: Image = {
  id: 'one',
  target: 'one',
  combination: {},
  platforms: ['linux/amd64'],
  allPlatforms: ['linux/amd64', 'linux/arm64'],
  dockerfile: 'dockerfiles/Dockerfile',
  verbatim: false,
  stage: 'one',
  context: '.',
  contexts: { a: folder('./a'), b: folder('./b') },
  secrets: [{ id: 'x', env: 'X' }, { id: 'y' }],
  output: 'image',
  repository: 'ghcr.io/org/app',
  tags: [{ name: 'one', place, immutable: false }],
  mirrors: [],
  runArgs: {},
  args: { A: '1', B: '2' },
  labels: {},
  cacheFrom: [],
  cacheTo: [],
  checks: NO_CHECKS,
};
const KEY = definitionKey(IMAGE, 'FROM debian\n');

it.each<[string, Partial<Image>]>([
  ['a stage', { stage: 'two' }],
  ['a context', { context: '..' }],
  ['an image for a context', { contexts: { a: folder('./a'), b: { kind: 'image', id: 'b' } } }],
  ['another context', { contexts: { a: folder('./a'), b: folder('./c') } }],
  ['an argument', { args: { A: '1', B: '3' } }],
  ['the name of an argument', { args: { A: '1', C: '2' } }],
  ['a secret', { secrets: [{ id: 'x' }] }],
  ['what is built', { output: 'local' }],
  ['a platform', { allPlatforms: ['linux/amd64'] }],
])('the key changes with %s', (_, over) => {
  expect(definitionKey({ ...IMAGE, ...over }, 'FROM debian\n')).not.toBe(KEY);
});

it('the key changes with the Dockerfile', () => {
  expect(definitionKey(IMAGE, 'FROM debian:12\n')).not.toBe(KEY);
});

it.each<[string, Partial<Image>]>([
  ['tags', { tags: [{ name: '1.2', place, immutable: true }] }],
  ['labels', { labels: { 'org.opencontainers.image.revision': 'abc' } }],
  ['caches', { cacheFrom: ['ghcr.io/org/app-cache:one'], cacheTo: ['ghcr.io/org/app-cache:one'] }],
  ['the platforms of one run', { platforms: ['linux/arm64'] }],
  ['where a secret is found', { secrets: [{ id: 'y', file: '.y' }, { id: 'x' }] }],
  ['the order of keys', { args: { B: '2', A: '1' }, contexts: { b: folder('./b'), a: folder('./a') } }],
])('the key does not change with %s', (_, over) => {
  expect(definitionKey({ ...IMAGE, ...over }, 'FROM debian\n')).toBe(KEY);
});
