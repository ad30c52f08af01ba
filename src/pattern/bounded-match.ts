/** Searches with JavaScript regular expressions from the matrix, and gives up those that would never end. */

import { createContext, Script, type Context } from 'node:vm';
import { reasonOf } from '../text/reason.ts';

/** No pattern for a Git tag needs to be longer. */
const MAX_LENGTH = 500;
/** Milliseconds. A search that takes longer is given up: the time of `(a+)+$` doubles with every letter. */
const TIME_LIMIT = 500;

/**
 * Reads a regular expression as docker/metadata-action takes it: plain, or `/…/flags`.
 *
 * @returns the expression, or what is wrong with it
 */
export function readExpression(text: string): RegExp | string {
  const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/su.exec(text) ?? [];
  if (text.length > MAX_LENGTH)
    return `it is ${text.length} characters long; at most ${MAX_LENGTH} are allowed`;
  const flag = /[^imsu]/.exec(flags)?.[0];
  if (flag !== undefined) return `it has the flag "${flag}"; allowed are i, m, s and u`;
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    // Of "Invalid regular expression: /(/: Unterminated group" only the end: the caller quotes the expression.
    return reasonOf(cause)
      .replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
      .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  }
}

/** The groups of the first match, `undefined` without a match, or `endless` for a search that was given up. */
type SearchResult = readonly (string | undefined)[] | undefined | 'endless';

// Node can stop a search in the middle only when it runs as a script in a context of its own.
const SEARCH = new Script('expression.exec(text)');

/**
 * Searches a text for a regular expression, and gives up after a time.
 *
 * @param expression without the flags g and y
 * @param limit milliseconds
 */
export type BoundedMatch = (expression: RegExp, text: string, limit?: number) => SearchResult;

/**
 * Makes a function that searches. All its searches share a context: making one takes longer than most searches.
 *
 * @param newContext makes that context; called with the first search
 */
export function createBoundedMatch(newContext: (variables: object) => Context = createContext): BoundedMatch {
  let context: Context | undefined;
  return (expression, text, limit = TIME_LIMIT) => {
    context ??= newContext({});
    Object.assign(context, { expression, text });
    try {
      const match: unknown = SEARCH.runInContext(context, { timeout: limit });
      return match === null ? undefined : [...(match as RegExpExecArray)];
    } catch (cause) {
      if ((cause as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'endless';
      throw cause;
    } finally {
      Object.assign(context, { expression: undefined, text: undefined });
    }
  };
}

/** The search of the whole program. */
export const boundedMatch = createBoundedMatch();

/** When so many answers are remembered, all of them are forgotten, so that memory does not grow without end. */
const MAX_ANSWERS = 20_000;

/** Remembers the answers of a search: for every image of a matrix, the same Git tags are searched again. */
export function createRememberedMatch(
  match: BoundedMatch,
): (expression: RegExp, text: string) => SearchResult {
  const answers = new Map<string, SearchResult>();
  return (expression, text) => {
    const key = `${String(expression)}\0${text}`;
    if (answers.has(key)) return answers.get(key);
    const answer = match(expression, text);
    if (answers.size >= MAX_ANSWERS) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}

/** For short texts such as Git tags: each of them is kept in memory. */
export const rememberedMatch = createRememberedMatch(boundedMatch);
