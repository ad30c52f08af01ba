/** Puts versions in order (3.9 before 3.10) and reads comparisons such as `>=3.11,<3.13`. */

import { remembered } from './remembered.ts';

/** Words behind a release (PEP 440): those with a negative rank come before it, those with a positive one after it. */
const SUFFIX_RANK: Readonly<Record<string, number>> = {
  dev: -4,
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  pre: -1,
  preview: -1,
  post: 1,
  rev: 1,
  r: 1,
};

/** The rank of any other word, as semver allows: before `alpha`, after `dev`. */
const OTHER_RANK = -3.5;

/** A version whose scheme is not known, taken apart. */
export interface Version {
  readonly release: readonly number[];
  /** 0 for a plain release, negative before it, positive after it. */
  readonly rank: number;
  readonly suffix: readonly (string | number)[];
}

/** Reads texts such as `3.12`, `v1.2.3-rc.1`, `3.13.0b2` and `1.0.post1`. Build metadata (`+…`) is left out. */
export const readVersion = remembered((text: string): Version | undefined => {
  const match = /^v?(\d+(?:\.\d+)*)(?:[-._]?([a-z][0-9a-z.-]*))?(?:\+.*)?$/i.exec(text.trim());
  if (!match?.[1]) return undefined;
  const suffix = (match[2]?.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part) =>
    /^\d/.test(part) ? Number(part) : part,
  );
  const [word] = suffix;
  return {
    release: match[1].split('.').map(Number),
    rank: typeof word === 'string' ? (SUFFIX_RANK[word] ?? OTHER_RANK) : 0,
    suffix,
  };
});

/** True when the text can be compared as a version. */
export function isVersion(text: string): boolean {
  return readVersion(text) !== undefined;
}

/** Orders two texts as versions when both are (12.10 after 12.5, rc before release), as plain text otherwise. */
export function compareVersions(left: string, right: string): number {
  const a = readVersion(left);
  const b = readVersion(right);
  // A text that is no version comes after all versions. Two such texts are in the order of their characters.
  if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : left > right ? 1 : 0;
  return compareRead(a, b);
}

/** Orders numbers such as those of 1.2 and 1.2.0, which are the same. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Orders two versions. */
export function compareRead(a: Version, b: Version): number {
  const order = compareNumbers(a.release, b.release);
  if (order !== 0) return order;
  if (a.rank !== b.rank) return Math.sign(a.rank - b.rank);
  for (let i = 0; i < Math.max(a.suffix.length, b.suffix.length); i++) {
    const x = a.suffix[i] ?? 0;
    const y = b.suffix[i] ?? 0;
    if (x === y) continue;
    if (typeof x === typeof y) return x < y ? -1 : 1;
    return typeof x === 'number' ? -1 : 1;
  }
  return 0;
}

/** The comparison operators of a condition. `~12.4` takes every 12.4.x; `==` and `!=` compare as versions. */
const COMPARISON = /^(>=|<=|==|!=|>|<|~)\s*(\S+)$/;

/** Reads a comparison such as `>=3.11,<3.13`. Gives a test for versions, or nothing for any other text. */
export function versionTest(text: string): ((version: string) => boolean) | undefined {
  const parts = text.split(',').map((part) => COMPARISON.exec(part.trim()));
  if (parts.some((part) => !part || !isVersion(part[2] ?? ''))) return undefined;
  return (version) =>
    isVersion(version) && parts.every((part) => holds(version, part?.[1] ?? '', part?.[2] ?? ''));
}

function holds(version: string, operator: string, bound: string): boolean {
  const order = compareVersions(version, bound);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '~':
      return order >= 0 && `${version}.`.startsWith(`${bound}.`);
    default:
      return order === 0;
  }
}
