import { describe, expect, it } from 'vitest';
import {
  isHigher,
  isOfPrerelease,
  readAnyVersion,
  readPep440,
  readSemver,
} from '../../src/version/release.ts';

const READERS = { semver: readSemver, pep440: readPep440, any: readAnyVersion };
type Scheme = keyof typeof READERS;

const read = (scheme: Scheme, text: string) => {
  const version = READERS[scheme](text);
  if (version === undefined) throw new Error(`"${text}" is no version`);
  return version;
};

describe('reading a version', () => {
  it.each<[Scheme, string, string, readonly string[], boolean]>([
    ['semver', 'v1.2.3', '1.2.3', ['1', '2', '3'], true],
    ['semver', ' 1.2.3+build.5 ', '1.2.3', ['1', '2', '3'], true],
    ['semver', '2.0.8-beta.67', '2.0.8-beta.67', ['2', '0', '8'], false],
    ['semver', '0.0.0-0', '0.0.0-0', ['0', '0', '0'], false],
    ['pep440', 'v1', '1', ['1', '0', '0'], true],
    ['pep440', '01.02', '1.2', ['1', '2', '0'], true],
    ['pep440', '2!1.2.3.4', '2!1.2.3.4', ['1', '2', '3'], true],
    ['pep440', '1.0-Alpha_2', '1.0a2', ['1', '0', '0'], false],
    ['pep440', '1.0.preview', '1.0rc0', ['1', '0', '0'], false],
    ['pep440', '1.0-3', '1.0.post3', ['1', '0', '0'], false],
    ['pep440', '1.0r4.dev', '1.0.post4.dev0', ['1', '0', '0'], false],
    ['pep440', '1.0+Ubuntu-01_1e5', '1.0+ubuntu.1.1e5', ['1', '0', '0'], true],
    ['any', 'v1.2', '1.2', ['1', '2', '0'], true],
    ['any', '1.2-rc1', '1.2-rc1', ['1', '2', '1'], false],
  ])('%s: %j is %s', (scheme, text, version, numbers, stable) => {
    const read = READERS[scheme](text);
    expect(read).toMatchObject({ version, stable });
    expect([read?.major, read?.minor, read?.patch]).toEqual(numbers);
  });

  it.each<[Scheme, string]>([
    ['semver', '1.2'],
    ['semver', '=1.2.3'],
    ['semver', '01.2.3'],
    ['semver', '1.2.3-01'],
    ['semver', '1.2.9007199254740992'],
    ['pep440', '=1.0'],
    ['pep440', '1.0-x'],
    ['pep440', '1.0+'],
    // A floating-point number does not hold it.
    ['pep440', '1.0.9007199254740992'],
    ['pep440', '1.0.dev20250101123456789'],
    ['any', 'main'],
  ])('%s: %j is no version', (scheme, text) => {
    expect(READERS[scheme](text)).toBeUndefined();
  });

  it('takes the largest numbers that are exact', () => {
    expect(read('semver', '1.2.9007199254740991').patch).toBe('9007199254740991');
    expect(read('pep440', '1.2.9007199254740991').version).toBe('1.2.9007199254740991');
  });
});

describe('isHigher', () => {
  it.each<[Scheme, string, string]>([
    ['semver', '1.10.0', '1.9.0'],
    ['semver', '2.0.0', '2.0.0-rc.1'],
    ['semver', '2.0.0-rc.10', '2.0.0-rc.9'],
    ['pep440', '1.10', '1.9.9'],
    ['pep440', '1!0.1', '2024.1'],
    ['any', '1.10', '1.9'],
  ])('%s: %s is higher than %s', (scheme, high, low) => {
    expect(isHigher(read(scheme, high), read(scheme, low))).toBe(true);
    expect(isHigher(read(scheme, low), read(scheme, high))).toBe(false);
  });

  it.each<[Scheme, string, string]>([
    ['semver', '1.2.3+b', '1.2.3+a'],
    ['pep440', '1.0', '1.0.0'],
    // A local version (after +) is the same release.
    ['pep440', '1.0+ubuntu.1', '1.0'],
  ])('%s: %s is as high as %s', (scheme, one, other) => {
    expect(isHigher(read(scheme, one), read(scheme, other))).toBe(false);
    expect(isHigher(read(scheme, other), read(scheme, one))).toBe(false);
  });
});

describe('a Git tag is of a prerelease', () => {
  it.each([
    'v1.2.3-rc.1',
    'v1.2.3-0.3.7',
    'foo/v1.2.3-rc.1',
    'app-1.2rc1',
    'V2.0.dev4',
    'app@2.0.0-0',
    'release-2020-RC2',
  ])('%s', (tag) => expect(isOfPrerelease(tag)).toBe(true));
  it.each([
    'v1.2.3',
    'foo/v1.2.3',
    'cuda12-1.2.3',
    '2024-01-15',
    'nightly',
    '1.0.post1',
    'rc-1',
    'v1.2.3-rc.1/notes',
  ])('but not %s', (tag) => expect(isOfPrerelease(tag)).toBe(false));
});
