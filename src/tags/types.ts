import { error, ProblemsFound } from '../problem/problem.ts';
import { readExpression, rememberedMatch } from '../pattern/bounded-match.ts';
import type { RunFacts } from './run-facts.ts';
import { isHigher, readReleaseVersion, type ReleaseVersion, type Scheme } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import { atRelease, releaseTag, SHORT_SHA } from './tag-facts.ts';

/** What a type makes of a run, before prefix and suffix; or why it makes nothing of it. */
export type TypeResult =
  | {
      readonly body: string;
      /** What stands before it where neither the tag nor the flavor says. */
      readonly prefix?: string;
      /** Whether the run is a release that `latest` may follow (`flavor.latest: auto`); absent for texts, which do not decide. */
      readonly release?: boolean;
    }
  | { readonly none: string; /** The user will want to know in any case. */ readonly warn?: true };

/** Renders one key of an entry; gives why not, when the run lacks a fact. `more` are names for this text alone. */
export type Render = (
  key: 'value' | 'pattern',
  facts: RunFacts,
  more?: Readonly<Record<string, string>>,
  text?: string,
) => string | { readonly none: string };

/** The text of a tag by its type. The types are those of docker/metadata-action; docs/tags.md lists what differs. */
export function typeResult(entry: TagEntry, facts: RunFacts, render: Render): TypeResult {
  const { type, keys } = entry;
  const tag = releaseTag(facts);
  switch (type) {
    case 'pattern':
    case 'raw': {
      const body = render('value', facts);
      return typeof body === 'string' ? { body } : body;
    }
    case 'semver':
    case 'pep440':
      return versionResult(type, entry, facts, render);
    case 'match': {
      const text = sourceText(entry, facts, render);
      if (typeof text !== 'string') return text;
      const found = search(entry, 'pattern', text);
      if ('none' in found) return found;
      const group = found.groups[Number(keys.group ?? '0')];
      return group === undefined
        ? { none: `"${keys.pattern ?? ''}" has no group ${keys.group ?? '0'} in "${text}"` }
        : { body: group, release: !isPrerelease(text) };
    }
    case 'edge': {
      // The branch of a pull request is not built under its own name.
      if (facts.branch === undefined || facts.pull !== undefined) return { none: 'not a push to a branch' };
      if (keys.branch === undefined ? facts.isDefaultBranch : facts.branch === keys.branch)
        return { body: 'edge', release: false };
      return { none: `the branch is ${facts.branch}, not ${keys.branch ?? 'the default branch'}` };
    }
    case 'ref':
      if (keys.event === 'pr')
        return facts.pull === undefined
          ? { none: 'not a pull request' }
          : { body: facts.pull, prefix: 'pr-', release: false };
      if (keys.event === 'tag')
        return tag === undefined
          ? { none: 'not a release: the run is of no Git tag' }
          : { body: tag, release: !isPrerelease(tag) };
      return facts.branch === undefined || facts.pull !== undefined
        ? { none: 'not a push to a branch' }
        : { body: facts.branch, release: false };
    case 'schedule': {
      if (facts.event !== 'schedule') return { none: 'not a scheduled run' };
      const body = keys.pattern === undefined ? 'nightly' : render('pattern', facts);
      return typeof body === 'string' ? { body, release: false } : body;
    }
    case 'sha': {
      if (facts.revision === undefined)
        return { none: 'no commit is known here (--set revision=… shows it)' };
      return {
        body: keys.format === 'long' ? facts.revision : facts.revision.slice(0, SHORT_SHA),
        prefix: 'sha-',
        release: false,
      };
    }
  }
}

/** The version that an entry is about, in a run of this Git tag; of a text, that of the run. */
export function entryVersion(
  entry: TagEntry,
  facts: RunFacts,
  render: Render,
): ReleaseVersion | { readonly none: string; readonly warn?: true } {
  const { type, keys } = entry;
  const scheme: Scheme = type === 'semver' || type === 'pep440' ? type : 'any';
  const source =
    scheme === 'any'
      ? (facts.version ?? { none: 'not a release: the run has no version (--set version=1.2.3 shows it)' })
      : sourceText(entry, facts, render);
  if (typeof source !== 'string') return source;
  let text = source;
  if (keys.match !== undefined) {
    const found = search(entry, 'match', source);
    if ('none' in found) return found;
    const [, first] = found.groups;
    if (first === undefined) return { none: `"${keys.match}" has no group 1 in "${source}"` };
    text = first;
  }
  return (
    readReleaseVersion(scheme, text) ?? {
      none: `"${text}" is no version${scheme === 'any' ? '' : ` by the rules of ${scheme}`}`,
      ...(keys.match === undefined && scheme !== 'any' ? { warn: true } : {}),
    }
  );
}

/** Of all these Git tags, one of a higher release for which the entry would give the same text. */
export function higherRelease(
  entry: TagEntry,
  own: { readonly version: ReleaseVersion; readonly body: string },
  tags: readonly string[],
  facts: RunFacts,
  render: Render,
): string | undefined {
  // A value of the entry's own stands for this run's version only: others are compared as Git tags are.
  const { value: _value, ...rest } = entry.keys;
  const reader: TagEntry =
    entry.type === 'semver' || entry.type === 'pep440' ? { ...entry, keys: rest } : entry;
  const higher = releasesOf(reader, tags, facts, render).find(({ tag, version }) => {
    if (!isHigher(version, own.version)) return false;
    const result = typeResult(reader, atRelease(facts, tag), render);
    return 'body' in result && result.body === own.body;
  });
  return higher?.tag;
}

interface Release {
  readonly tag: string;
  readonly version: ReleaseVersion;
}

/** What lists of Git tags were read as, by the way of reading: the same for all images of a matrix. */
const read = new WeakMap<readonly string[], Map<string, readonly Release[]>>();

/** The stable releases among Git tags. `entry` has no value of its own, so nothing of an image is in them. */
function releasesOf(
  entry: TagEntry,
  tags: readonly string[],
  facts: RunFacts,
  render: Render,
): readonly Release[] {
  const way = JSON.stringify([
    entry.type === 'semver' || entry.type === 'pep440' ? entry.type : 'any',
    entry.keys.match,
  ]);
  const ways = read.get(tags) ?? new Map<string, readonly Release[]>();
  read.set(tags, ways);
  const known = ways.get(way);
  if (known) return known;
  const releases = tags.flatMap((tag) => {
    const version = entryVersion(entry, atRelease(facts, tag), render);
    return 'none' in version || !version.stable ? [] : [{ tag, version }];
  });
  ways.set(way, releases);
  return releases;
}

function versionResult(
  type: 'semver' | 'pep440',
  entry: TagEntry,
  facts: RunFacts,
  render: Render,
): TypeResult {
  const version = entryVersion(entry, facts, render);
  if ('none' in version) return version;
  const pattern = entry.keys.pattern ?? '';
  const raw = sourceText(entry, facts, render);
  const { major, minor, patch } = version;
  const body = render(
    'pattern',
    facts,
    { raw: typeof raw === 'string' ? raw : '', version: version.version, major, minor, patch },
    version.stable ? pattern : withWholeVersion(pattern),
  );
  return typeof body === 'string' ? { body, release: version.stable } : body;
}

/**
 * A prerelease moves no rolling tag: `{{major}}.{{minor}}` is its whole version. What stands around it stays, because it
 * may be what tells the images apart.
 */
function withWholeVersion(pattern: string): string {
  return pattern.replace(
    /\{\{\s*(?:major|minor|patch)\s*\}\}(?:\.\{\{\s*(?:minor|patch)\s*\}\})*/g,
    '{{version}}',
  );
}

/** What versions are read from. */
function sourceText(entry: TagEntry, facts: RunFacts, render: Render): string | { readonly none: string } {
  if (entry.keys.value === undefined)
    return (
      releaseTag(facts) ?? { none: 'not a release: the run is of no Git tag (--set version=1.2.3 shows it)' }
    );
  const value = render('value', facts);
  return value === '' ? { none: 'its value is empty' } : value;
}

function search(
  { keys, at }: TagEntry,
  key: 'match' | 'pattern',
  text: string,
): { readonly groups: readonly (string | undefined)[] } | { readonly none: string } {
  const source = keys[key] ?? '';
  const expression = readExpression(source);
  // Read once already, when the matrix was.
  if (typeof expression === 'string') return { none: expression };
  const groups = rememberedMatch(expression, text);
  if (groups === 'endless')
    throw new ProblemsFound([
      error('endless-expression', `the search for "${source}" in "${text}" was given up: it takes too long`, {
        place: at(key),
        hint: 'a repetition inside of a repetition, as (a+)+, can take for ever: write it without one of the two',
      }),
    ]);
  return groups === undefined ? { none: `"${source}" does not match "${text}"` } : { groups };
}

function isPrerelease(tag: string): boolean {
  return readReleaseVersion('any', tag)?.stable === false;
}
