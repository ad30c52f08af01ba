/** Tags that are made of a version, as the types semver and pep440 make them. */

import { readAnyVersion, type ReadVersion, type ReleaseVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import { search, sourceText, type Render, type TypeResult, type VersionMaker } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import type { NoTag } from './tag.ts';

/** A type of tag whose pattern is filled with the parts of a version, such as `{{major}}.{{minor}}`. */
export function versionType(readVersion: ReadVersion): VersionMaker {
  return {
    readVersion,
    names: ['raw', 'version', 'major', 'minor', 'patch'],
    make: (entry, facts, render) => fillPattern(entry, facts, render, readVersion),
  };
}

/**
 * The version that an entry makes its tag of, or the reason why there is none.
 *
 * @param readVersion how the entry's type reads versions; undefined for other types, which take the version of the run
 */
export function entryVersion(
  entry: TagEntry,
  facts: RunFacts,
  render: Render,
  readVersion: ReadVersion | undefined,
): ReleaseVersion | NoTag {
  const { match } = entry.keys;
  const source = readVersion
    ? sourceText(entry, facts, render)
    : (facts.version ?? { none: 'not a release: the run has no version (--set version=1.2.3 shows it)' });
  if (typeof source !== 'string') return source;
  let text = source;
  if (match !== undefined) {
    const matched = search(entry, 'match', source);
    if ('none' in matched) return matched;
    const [, first] = matched.groups;
    if (first === undefined) return { none: `"${match}" has no group 1 in "${source}"` };
    text = first;
  }
  const version = (readVersion ?? readAnyVersion)(text);
  if (version) return version;
  return readVersion
    ? {
        none: `"${text}" is no version by the rules of ${entry.type}`,
        ...(match === undefined ? { warn: true } : {}),
      }
    : { none: `"${text}" is no version` };
}

function fillPattern(entry: TagEntry, facts: RunFacts, render: Render, readVersion: ReadVersion): TypeResult {
  const parts = entryVersion(entry, facts, render, readVersion);
  if ('none' in parts) return parts;
  const { version, major, minor, patch, stable } = parts;
  const pattern = entry.keys.pattern ?? '';
  const source = sourceText(entry, facts, render);
  const body = render.tag(
    'pattern',
    facts,
    { raw: typeof source === 'string' ? source : '', version, major, minor, patch },
    stable ? pattern : withWholeVersion(pattern),
  );
  return typeof body === 'string' ? { body, release: stable } : body;
}

/**
 * A prerelease must not move a tag such as `1.4`, so `{{major}}.{{minor}}` becomes its whole version. The rest of the
 * pattern stays, because the images may differ by it.
 */
function withWholeVersion(pattern: string): string {
  return pattern.replace(
    /\{\{\s*(?:major|minor|patch)\s*\}\}(?:\.\{\{\s*(?:minor|patch)\s*\}\})*/g,
    '{{version}}',
  );
}
