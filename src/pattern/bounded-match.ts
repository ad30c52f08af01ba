import { createContext, Script } from 'node:vm';
import { reasonOf } from '../text/reason.ts';

/** Longer patterns are no pattern for a Git tag. */
const MAX_LENGTH = 500;
/** Milliseconds. A search that takes longer will not end: `(a+)+$` doubles its time with every letter. */
const TIME_LIMIT = 500;

/** A regular expression as metadata-action takes it: plain, or `/…/flags`. Gives a sentence when it is none. */
export function readExpression(text: string): RegExp | string {
  const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/su.exec(text) ?? [];
  if (text.length > MAX_LENGTH)
    return `it is ${text.length} characters long; at most ${MAX_LENGTH} are allowed`;
  const flag = /[^imsu]/.exec(flags)?.[0];
  if (flag !== undefined) return `it has the flag "${flag}"; allowed are i, m, s and u`;
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    // "Invalid regular expression: /(/: Unterminated group" repeats what is quoted already.
    return reasonOf(cause)
      .replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
      .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  }
}

type Found = readonly (string | undefined)[] | undefined | 'endless';

// Only a script in a context can be stopped in the middle of a search. Making a context takes longer than most searches.
const SEARCH = new Script('expression.exec(text)');
let context: { expression?: RegExp | undefined; text?: string | undefined } | undefined;

/** What was found before, by expression and text: all images of a matrix are held against the same Git tags. */
const known = new Map<string, Found>();
/** Then all of it is forgotten. */
const MAX_KNOWN = 20_000;

/**
 * The groups of the first match; `undefined` when there is none, `endless` when the search was given up.
 *
 * @param expression without the flags g and y
 * @param limit milliseconds
 */
export function boundedMatch(expression: RegExp, text: string, limit = TIME_LIMIT): Found {
  context ??= createContext({});
  Object.assign(context, { expression, text });
  try {
    const found: unknown = SEARCH.runInContext(context, { timeout: limit });
    return found === null ? undefined : [...(found as RegExpExecArray)];
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'endless';
    throw cause;
  } finally {
    Object.assign(context, { expression: undefined, text: undefined });
  }
}

/** The same, searched once however often it is asked: for short texts. */
export function rememberedMatch(expression: RegExp, text: string): Found {
  const key = `${String(expression)}\0${text}`;
  if (known.has(key)) return known.get(key);
  const found = boundedMatch(expression, text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, found);
  return found;
}
