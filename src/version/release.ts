/** Reads the version that tags are made from: by semver, by PEP 440, or without knowing which. */

import { compare as comparePep440 } from '@renovatebot/pep440/lib/operator.js';
import { explain as explainPep440 } from '@renovatebot/pep440/lib/version.js';
import compareSemver from 'semver/functions/compare.js';
import parseSemver from 'semver/functions/parse.js';
import { compareVersions, isPrerelease, isVersion } from './order.ts';

/** A version that a tag is made from, read by the rules of one scheme. */
export interface ReleaseVersion {
  /** Without a leading "v", and spelt as its scheme does: `2.0.8-beta.67`, `1.2.3rc2`. */
  readonly version: string;
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** Whether rolling tags may follow it: no prerelease; by PEP 440 no post or dev release either. */
  readonly stable: boolean;
  /** The text that `compare` is called with, to put versions of the scheme in order. */
  readonly order: string;
  readonly compare: (a: string, b: string) => number;
}

/** Reads a version by the rules of one scheme. Gives nothing for a text that is no version by them. */
export type ReadVersion = (text: string) => ReleaseVersion | undefined;

/** Reads whatever looks like a version, for texts whose scheme is not known. */
export function readAnyVersion(text: string): ReleaseVersion | undefined {
  const trimmed = text.trim();
  if (!isVersion(trimmed)) return undefined;
  const version = trimmed.replace(/^v(?=\d)/, '');
  const [major = '0', minor = '0', patch = '0'] = version.match(/\d+/g) ?? [];
  return {
    version,
    major,
    minor,
    patch,
    stable: !isPrerelease(version),
    order: version,
    compare: compareVersions,
  };
}

/** Reads a version by the rules of semver.org. */
export function readSemver(text: string): ReleaseVersion | undefined {
  const parsed = parseSemver(text.trim());
  if (parsed === null) return undefined;
  // `version` of the package has no build metadata (`+…`), which a tag could not hold anyway.
  const { version, major, minor, patch, prerelease } = parsed;
  return {
    version,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    stable: prerelease.length === 0,
    order: version,
    compare: compareSemver,
  };
}

/** Reads a version by the rules of PEP 440, Python's. */
export function readPep440(text: string): ReleaseVersion | undefined {
  const trimmed = text.trim();
  const parsed = explainPep440(trimmed);
  const [publicPart = '', local] = trimmed.split('+');
  // The package reads numbers as floating point: a large one would be rounded, and the tag name another version.
  const isExact = (publicPart.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
  if (parsed === null || !isExact) return undefined;
  const [major = 0, minor = 0, patch = 0] = parsed.release;
  return {
    version: `${parsed.public}${local === undefined ? '' : `+${localVersion(local)}`}`,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    stable: !parsed.is_prerelease && !parsed.is_postrelease && !parsed.is_devrelease,
    // Without the local version (`+…`): that is the same release, built by somebody else.
    order: parsed.base_version,
    compare: comparePep440,
  };
}

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
export function isHigher(a: ReleaseVersion, b: ReleaseVersion): boolean {
  return a.compare(a.order, b.order) > 0;
}
