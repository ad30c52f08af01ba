/** What each type of tag (semver, ref, sha …) must provide, and what several of them share. */

import { readExpression, rememberedMatch } from '../pattern/bounded-match.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import type { ReadVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import type { RunFacts } from './run-facts.ts';
import { releaseTag } from './tag-facts.ts';
import type { NoTag } from './tag.ts';

/** What a type of tag gives in a run, without prefix and suffix; or why it gives no tag. */
export type TypeResult =
  | {
      readonly body: string;
      /** The prefix when the entry has none of its own. It stands after the prefix of the flavor. */
      readonly prefix?: string;
      /**
       * Whether `latest` may move to this run, with `flavor.latest: auto`. Absent for plain texts, which have no say in
       * that.
       */
      readonly release?: boolean;
    }
  | NoTag;

/** Renders one key of an entry. When it needs a fact that the run does not have, it gives the reason. */
export interface Render {
  /**
   * For a key that becomes the tag. Facts are changed so that they may stand in a tag: `feat/x` becomes `feat-x`.
   *
   * @param more names for this text only
   * @param text is rendered instead of the key's own text
   */
  readonly tag: (
    key: 'value' | 'pattern',
    facts: RunFacts,
    more?: Readonly<Record<string, string>>,
    text?: string,
  ) => string | NoTag;
  /** For the key `value`, which a version or match is searched in. Facts stay as they are. */
  readonly source: (facts: RunFacts) => string | NoTag;
}

/** Makes the tags of one type. */
export interface TagMaker {
  readonly make: (entry: TagEntry, facts: RunFacts, render: Render) => TypeResult;
  /** Names that its expressions may use, besides the values of the image and the facts of the run. */
  readonly names?: readonly string[];
}

/** Makes the tags of a type that needs a version. */
export interface VersionMaker extends TagMaker {
  readonly readVersion: ReadVersion;
}

/** The text that a version or match is searched in: the entry's value, or else the Git tag of the run. */
export function sourceText(entry: TagEntry, facts: RunFacts, render: Render): string | NoTag {
  if (entry.keys.value === undefined)
    return (
      releaseTag(facts) ?? { none: 'not a release: the run is of no Git tag (--set version=1.2.3 shows it)' }
    );
  const value = render.source(facts);
  return value === '' ? { none: 'its value is empty' } : value;
}

/**
 * Searches a text with the regular expression of a key, and gives a group of what was found.
 * Throws `ProblemsFound` when the search takes too long.
 *
 * @param group its number; 0 for all that was found
 */
export function search(
  { keys, at }: TagEntry,
  key: 'match' | 'pattern',
  group: number,
  text: string,
): string | NoTag {
  const source = keys[key] ?? '';
  const expression = readExpression(source);
  // A wrong expression was already reported when the matrix was read.
  if (typeof expression === 'string') return { none: expression };
  const groups = rememberedMatch(expression, text);
  if (groups === 'endless')
    throw new ProblemsFound([
      error('endless-expression', `the search for "${source}" in "${text}" was given up: it takes too long`, {
        place: at(key),
        hint: 'a repetition inside of a repetition, as (a+)+, can take for ever: write it without one of the two',
      }),
    ]);
  if (groups === undefined) return { none: `"${source}" does not match "${text}"`, warn: 'no-match' };
  // Not every match fills all groups: of `v(?:(a)|b)`, the text `vb` fills none.
  return groups[group] || { none: `group ${group} of "${source}" is empty in "${text}"`, warn: 'no-match' };
}
