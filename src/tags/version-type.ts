/** Tags that are made of a version, as the types semver and pep440 make them. */

import { collecting } from '../problem/problem.ts';
import { readAnyVersion, type ReadVersion, type ReleaseVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import { search, sourceText, type Render, type TypeResult, type VersionMaker } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import { withTagCharacters } from './tag-facts.ts';
import type { NoTag } from './tag.ts';

/** A type of tag whose pattern is filled with the parts of a version, such as `{{major}}.{{minor}}`. */
export function versionType(readVersion: ReadVersion): VersionMaker {
  return {
    readVersion,
    names: ['raw', 'version', 'major', 'minor', 'patch'],
    make: (entry, facts, render) => fillPattern(entry, facts, render, readVersion),
  };
}

/** A version, and the text that it was read from: what `match` found, or else the whole Git tag or value. */
type EntryVersion = ReleaseVersion & { readonly raw: string };

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
): EntryVersion | NoTag {
  const { match } = entry.keys;
  const source = readVersion
    ? sourceText(entry, facts, render)
    : (facts.version ?? { none: 'not a release: the run has no version (--set version=1.2.3 shows it)' });
  if (typeof source !== 'string') return source;
  const text = match === undefined ? source : search(entry, 'match', 1, source);
  if (typeof text !== 'string') return text;
  const version = (readVersion ?? readAnyVersion)(text);
  if (version) return { ...version, raw: text };
  return readVersion
    ? { none: `"${text}" is no version by the rules of ${entry.type}`, warn: 'no-version' }
    : { none: `"${text}" is no version` };
}

function fillPattern(entry: TagEntry, facts: RunFacts, render: Render, readVersion: ReadVersion): TypeResult {
  const read = entryVersion(entry, facts, render, readVersion);
  if ('none' in read) return read;
  const { raw, version, major, minor, patch, stable } = read;
  const fill = (numbers: { major: string; minor: string; patch: string }): string | NoTag =>
    render.tag('pattern', facts, { raw, version, ...numbers });
  const body = fill({ major, minor, patch });
  if (typeof body !== 'string') return body;
  if (stable || body === '') return { body, release: stable };

  // A prerelease must not move a tag such as `1.4` or `stable`, however it is written: so what counts is the result.
  const isItsOwn = (text: string): boolean =>
    [version, raw].some((whole) => withTagCharacters(text).includes(withTagCharacters(whole)));
  if (isItsOwn(body)) return { body, release: false };
  // Numbers become the whole version. The rest of the pattern stays, because the images may differ by it. With a
  // version in place of a number a pattern may fail, for instance one that looks the number up in a list.
  const filled = collecting([])(() => fill({ major: version, minor: version, patch: version }));
  const whole = typeof filled === 'string' ? joinedVersions(filled, version) : '';
  return isItsOwn(whole)
    ? { body: whole, release: false }
    : { none: `${version} is no final release, and "${body}" does not hold all of it` };
}

/** `{{major}}.{{minor}}` with the whole version in place of both: the version once. */
function joinedVersions(text: string, version: string): string {
  const around = text.split(version);
  return around
    .filter((part, index) => index === 0 || index === around.length - 1 || /[A-Za-z0-9]/.test(part))
    .join(version);
}
