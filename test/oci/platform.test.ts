import { expect, test } from 'vitest';
import { normalPlatform, PLATFORM_SPELLINGS, PLATFORMS, similarPlatform } from '../../src/oci/platform.ts';

test('platforms are listed in the spelling of BuildKit, and other spellings are of one of them', () => {
  expect(PLATFORMS.map(normalPlatform)).toEqual(PLATFORMS);
  expect(new Set(PLATFORMS).size).toBe(PLATFORMS.length);
  for (const platform of PLATFORM_SPELLINGS) expect(PLATFORMS).toContain(normalPlatform(platform));
});

test.each([
  ['linux/x86_64', 'linux/amd64'],
  ['x86-64', 'linux/amd64'],
  ['Linux/AMD64', 'linux/amd64'],
  ['linux/amd46', 'linux/amd64'],
  ['linux/arm46', 'linux/arm64'],
  ['linux/aarch64', 'linux/arm64'],
  ['linux/armv7l', 'linux/arm/v7'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/arm64v8', 'linux/arm64'],
  ['linux/i686', 'linux/386'],
  ['linux/ppc64el', 'linux/ppc64le'],
  ['linx/amd64', 'linux/amd64'],
  ['windows/x86_64', 'windows/amd64'],
  ['linux/constructor', undefined],
  ['linux/sparc', undefined],
  ['', undefined],
])('%s may mean %s', (written, meant) => {
  expect(similarPlatform(written)).toBe(meant);
});
