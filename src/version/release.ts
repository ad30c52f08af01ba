/** Reads the version that tags are made from: by semver, by PEP 440, or without knowing which. */

import { explain as explainPep440 } from '@renovatebot/pep440/lib/version.js';
import parseSemver from 'semver/functions/parse.js';
import { compareNumbers, compareRead, readVersion, type Version } from './order.ts';
import { remembered } from './remembered.ts';

/** A version that a tag is made from, read by the rules of one scheme. */
export interface ReleaseVersion {
  /** Without a leading "v", and spelt as its scheme does: `2.0.8-beta.67`, `1.2.3rc2`. */
  readonly version: string;
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** Whether rolling tags may follow it: no prerelease; by PEP 440 no post or dev release either. */
  readonly stable: boolean;
  /** What versions of the scheme are put in order by. */
  readonly parts: Parts;
}

type Parts =
  | { readonly scheme: 'semver'; readonly read: NonNullable<ReturnType<typeof parseSemver>> }
  | { readonly scheme: 'pep440'; readonly numbers: readonly number[] }
  | { readonly scheme: 'any'; readonly read: Version };

/** Reads a version by the rules of one scheme. Gives nothing for a text that is no version by them. */
export type ReadVersion = (text: string) => ReleaseVersion | undefined;

/** Reads whatever looks like a version, for texts whose scheme is not known. */
export const readAnyVersion: ReadVersion = remembered((text) => {
  const trimmed = text.trim();
  const read = readVersion(trimmed);
  if (!read) return undefined;
  const version = trimmed.replace(/^v(?=\d)/, '');
  const [major = '0', minor = '0', patch = '0'] = version.match(/\d+/g) ?? [];
  return { version, major, minor, patch, stable: read.rank >= 0, parts: { scheme: 'any', read } };
});

/** Reads a version by the rules of semver.org. */
export const readSemver: ReadVersion = remembered((text) => {
  const read = parseSemver(text.trim());
  if (read === null) return undefined;
  // `version` of the package has no build metadata (`+…`), which a tag could not hold anyway.
  const { version, major, minor, patch, prerelease } = read;
  return {
    version,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    stable: prerelease.length === 0,
    parts: { scheme: 'semver', read },
  };
});

/** Reads a version by the rules of PEP 440, Python's. */
export const readPep440: ReadVersion = remembered((text) => {
  const trimmed = text.trim();
  const read = explainPep440(trimmed);
  const [publicPart = '', local] = trimmed.split('+');
  // The package reads numbers as floating point: a large one would be rounded, and the tag name another version.
  const isExact = (publicPart.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
  if (read === null || !isExact) return undefined;
  const [major = 0, minor = 0, patch = 0] = read.release;
  return {
    version: `${read.public}${local === undefined ? '' : `+${localVersion(local)}`}`,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    stable: !read.is_prerelease && !read.is_postrelease && !read.is_devrelease,
    // Only final releases are put in order. Without the local version (`+…`): that is the same one, built by others.
    parts: { scheme: 'pep440', numbers: [read.epoch, ...read.release] },
  };
});

/**
 * Whether a Git tag is one of a prerelease, whatever stands before its version: `v1.2.3-0.3.7`, `app/v1.2.3-rc.1`,
 * `app-1.2rc1`. The version begins where a number does, and goes on to the end.
 */
export function isOfPrerelease(tag: string): boolean {
  for (const { index } of tag.matchAll(/(?<![a-z0-9.])v?\d/gi)) {
    const rest = tag.slice(index);
    const version = readSemver(rest) ?? readAnyVersion(rest);
    if (version) return !version.stable;
  }
  return false;
}

/** A local version as PEP 440 spells it. The package would join its parts with commas, and read `1e5` as a number. */
function localVersion(text: string): string {
  return text
    .toLowerCase()
    .split(/[-_.]/)
    .map((part) => part.replace(/^0+(?=\d+$)/, ''))
    .join('.');
}

/** Whether the first version comes after the second, which is of the same scheme. */
export function isHigher({ parts: a }: ReleaseVersion, { parts: b }: ReleaseVersion): boolean {
  if (a.scheme === 'semver' && b.scheme === 'semver') return a.read.compare(b.read) > 0;
  if (a.scheme === 'pep440' && b.scheme === 'pep440') return compareNumbers(a.numbers, b.numbers) > 0;
  return a.scheme === 'any' && b.scheme === 'any' && compareRead(a.read, b.read) > 0;
}
