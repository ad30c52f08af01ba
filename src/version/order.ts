/** Words that order before or after the release they stand behind (PEP 440; semver's words fall between). */
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

interface Version {
  readonly release: readonly number[];
  /** 0 for a plain release, negative before it, positive after it. */
  readonly rank: number;
  readonly suffix: readonly (string | number)[];
}

/** Reads `3.12`, `v1.2.3-rc.1`, `3.13.0b2`, `1.0.post1`; nothing else. Build metadata (`+…`) does not order. */
function readVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?:[-._]?([a-z][0-9a-z.-]*))?(?:\+.*)?$/i.exec(text.trim());
  if (!match?.[1]) return undefined;
  const suffix = (match[2]?.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part) =>
    /^\d/.test(part) ? Number(part) : part,
  );
  const [word] = suffix;
  return {
    release: match[1].split('.').map(Number),
    rank: typeof word === 'string' ? (SUFFIX_RANK[word] ?? -3.5) : 0,
    suffix,
  };
}

/** True when the text can be compared as a version. */
export function isVersion(text: string): boolean {
  return readVersion(text) !== undefined;
}

/** Whether a version comes before the release that it names: `1.2.0-rc.1`, `3.13.0b2`. */
export function isPrerelease(text: string): boolean {
  return (readVersion(text)?.rank ?? 0) < 0;
}

/** Orders two texts as versions when both are (12.10 after 12.5, rc before release), as plain text otherwise. */
export function compareVersions(left: string, right: string): number {
  const a = readVersion(left);
  const b = readVersion(right);
  // What is no version comes after all versions; between them by its text, and not by comparing it with a version's.
  if (!a || !b) return a ? -1 : b ? 1 : left < right ? -1 : left > right ? 1 : 0;
  for (let i = 0; i < Math.max(a.release.length, b.release.length); i++) {
    const x = a.release[i] ?? 0;
    const y = b.release[i] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
  }
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

/** `>=3.11,<3.13` to a test, or nothing when the text is no comparison of versions. */
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
