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
  /** What of it is compared with other versions of the scheme, and how. */
  readonly order: string;
  readonly compare: (a: string, b: string) => number;
}

/** Reads a version by the rules of one scheme; nothing when the text is none by them. */
export type ReadVersion = (text: string) => ReleaseVersion | undefined;

/** Whatever looks like a version: for texts of which nobody says by which rules they are to be read. */
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

/** By the rules of semver.org. */
export function readSemver(text: string): ReleaseVersion | undefined {
  const parsed = parseSemver(text.trim());
  if (parsed === null) return undefined;
  // Build metadata is not part of its version.
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

/** By the rules of PEP 440. */
export function readPep440(text: string): ReleaseVersion | undefined {
  const trimmed = text.trim();
  const parsed = explainPep440(trimmed);
  const [own = '', local] = trimmed.split('+');
  // The package reads numbers as floating point: the tag would be of another version.
  const isExact = (own.match(/\d+/g) ?? []).every((digits) => Number.isSafeInteger(Number(digits)));
  if (parsed === null || !isExact) return undefined;
  const [major = 0, minor = 0, patch = 0] = parsed.release;
  return {
    version: `${parsed.public}${local === undefined ? '' : `+${localVersion(local)}`}`,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    stable: !parsed.is_prerelease && !parsed.is_postrelease && !parsed.is_devrelease,
    // A local version is the same release, built by somebody else.
    order: parsed.base_version,
    compare: comparePep440,
  };
}

/** As PEP 440 spells it. The package joins its parts with commas, and reads `1e5` as a number. */
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
