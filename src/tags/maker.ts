import { readExpression, rememberedMatch } from '../pattern/bounded-match.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import type { ReadVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import type { RunFacts } from './run-facts.ts';
import { releaseTag } from './tag-facts.ts';
import type { NoTag } from './tag.ts';

/** What a type makes of a run, before prefix and suffix; or why it makes nothing of it. */
export type TypeResult =
  | {
      readonly body: string;
      /** What stands before it where the entry does not say, behind the flavor's prefix. */
      readonly prefix?: string;
      /**
       * Whether the run is a release that `latest` may follow (`flavor.latest: auto`); absent for texts, which do not
       * decide.
       */
      readonly release?: boolean;
    }
  | NoTag;

/** Renders one key of an entry; gives why not, when the run lacks a fact. */
export interface Render {
  /**
   * A key that becomes the tag: what is known of the run is spelt so that it may stand in one.
   *
   * @param more names for this text alone
   * @param text in place of what the entry has
   */
  readonly tag: (
    key: 'value' | 'pattern',
    facts: RunFacts,
    more?: Readonly<Record<string, string>>,
    text?: string,
  ) => string | NoTag;
  /** The key `value`, which the tag is read from: what is known of the run is what it is called. */
  readonly source: (facts: RunFacts) => string | NoTag;
}

/** What makes the tags of one type. */
export interface TagMaker {
  readonly make: (entry: TagEntry, facts: RunFacts, render: Render) => TypeResult;
  /** Names that its expressions may use beside the image's values and what is known of the run. */
  readonly names?: readonly string[];
}

/** What makes the tags of a type that is made of a version. */
export interface VersionMaker extends TagMaker {
  readonly readVersion: ReadVersion;
}

/** What an entry's tag is read from: its value, or else the Git tag that the run is of. */
export function sourceText(entry: TagEntry, facts: RunFacts, render: Render): string | NoTag {
  if (entry.keys.value === undefined)
    return (
      releaseTag(facts) ?? { none: 'not a release: the run is of no Git tag (--set version=1.2.3 shows it)' }
    );
  const value = render.source(facts);
  return value === '' ? { none: 'its value is empty' } : value;
}

/** What the regular expression under a key finds in a text. Throws `ProblemsFound` for a search without an end. */
export function search(
  { keys, at }: TagEntry,
  key: 'match' | 'pattern',
  text: string,
): { readonly groups: readonly (string | undefined)[] } | NoTag {
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
