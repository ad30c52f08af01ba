import { readAnyVersion, type ReadVersion, type ReleaseVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import { search, sourceText, type Render, type TypeResult, type VersionMaker } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import type { NoTag } from './tag.ts';

/** A type whose pattern is filled with the parts of a version; all that differs is how a version is read. */
export function versionType(readVersion: ReadVersion): VersionMaker {
  return {
    readVersion,
    names: ['raw', 'version', 'major', 'minor', 'patch'],
    make: (entry, facts, render) => fillPattern(entry, facts, render, readVersion),
  };
}

/**
 * The version that an entry is about in a run.
 *
 * @param readVersion how the entry's type reads one; of types that are made of no version it is the run's.
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
    const found = search(entry, 'match', source);
    if ('none' in found) return found;
    const [, first] = found.groups;
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
  const found = entryVersion(entry, facts, render, readVersion);
  if ('none' in found) return found;
  const { version, major, minor, patch, stable } = found;
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
 * A prerelease moves no rolling tag: `{{major}}.{{minor}}` is its whole version. What stands around it stays, because
 * it may be what tells the images apart.
 */
function withWholeVersion(pattern: string): string {
  return pattern.replace(
    /\{\{\s*(?:major|minor|patch)\s*\}\}(?:\.\{\{\s*(?:minor|patch)\s*\}\})*/g,
    '{{version}}',
  );
}
