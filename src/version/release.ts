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
  /** For `compareVersions`. */
  readonly order: string;
}

/** Reads a version by the rules of one scheme; nothing when the text is none by them. */
export type ReadVersion = (text: string) => ReleaseVersion | undefined;

const NUMBER = '(0|[1-9]\\d*)';
const PRERELEASE_PART = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
/** https://semver.org/#spec-item-9 to 11, and the "v" that Git tags have in front. */
const SEMVER = new RegExp(
  `^[v=]?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);
/** https://packaging.python.org/en/latest/specifications/version-specifiers/: every spelling it lets a reader take. */
const PEP440 =
  /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>\d+)?)?(?:-(?<implicitPost>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d+)?)?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d+)?)?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const PRE_NAMES: Readonly<Record<string, string>> = {
  alpha: 'a',
  a: 'a',
  beta: 'b',
  b: 'b',
  preview: 'rc',
  pre: 'rc',
  c: 'rc',
  rc: 'rc',
};

/** Whatever can be compared as a version: for texts of which nobody says how they are to be read. */
export function readAnyVersion(text: string): ReleaseVersion | undefined {
  const trimmed = text.trim();
  if (!isVersion(trimmed)) return undefined;
  const version = trimmed.replace(/^v(?=\d)/, '');
  const [major = '0', minor = '0', patch = '0'] = version.match(/\d+/g) ?? [];
  return { version, major, minor, patch, stable: !isPrerelease(version), order: version };
}

/** By the rules of https://semver.org, and a "v" in front. */
export function readSemver(text: string): ReleaseVersion | undefined {
  const [, major, minor, patch, prerelease] = SEMVER.exec(text.trim()) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  const plain = `${major}.${minor}.${patch}`;
  // Build metadata is left out, as semver's own tools do: it does not order.
  return {
    version: prerelease === undefined ? plain : `${plain}-${prerelease}`,
    major,
    minor,
    patch,
    stable: prerelease === undefined,
    order: plain,
  };
}

/** By the rules of PEP 440, in every spelling that they let a reader take. */
export function readPep440(text: string): ReleaseVersion | undefined {
  const groups: Readonly<Record<string, string | undefined>> | undefined = PEP440.exec(text.trim())?.groups;
  if (groups?.['release'] === undefined) return undefined;
  const numeral = (digits: string | undefined): string => (digits ?? '0').replace(/^0+(?=\d)/, '');
  const parts = groups['release'].split('.').map(numeral);
  const epoch = numeral(groups['epoch']);
  const pre =
    groups['pre'] === undefined
      ? ''
      : `${PRE_NAMES[groups['pre'].toLowerCase()] ?? ''}${numeral(groups['preNumber'])}`;
  const isPost = groups['post'] !== undefined || groups['implicitPost'] !== undefined;
  const post = isPost ? `.post${numeral(groups['implicitPost'] ?? groups['postNumber'])}` : '';
  const dev = groups['dev'] === undefined ? '' : `.dev${numeral(groups['devNumber'])}`;
  const local =
    groups['local'] === undefined ? '' : `+${groups['local'].toLowerCase().replace(/[-_]/g, '.')}`;
  const [major = '0', minor = '0', patch = '0'] = parts;
  return {
    version: `${epoch === '0' ? '' : `${epoch}!`}${parts.join('.')}${pre}${post}${dev}${local}`,
    major,
    minor,
    patch,
    stable: !pre && !post && !dev,
    order: `${epoch}.${parts.join('.')}`,
  };
}

/** Whether the first version comes after the second. */
export function isHigher(a: ReleaseVersion, b: ReleaseVersion): boolean {
  return compareVersions(a.order, b.order) > 0;
}
