import { createContext, Script, type Context } from 'node:vm';

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
    return (cause instanceof Error ? cause.message : String(cause))
      .replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '')
      .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  }
}

type Found = readonly (string | undefined)[] | undefined | 'endless';

// Only a script in a context can be stopped in the middle of a search.
const SEARCH = new Script('expression.exec(text)');

/**
 * A search that ends: the groups of the first match; `undefined` when there is none, `endless` when it was given up.
 *
 * @param expression without the flags g and y
 * @param limit milliseconds
 */
export type BoundedMatch = (expression: RegExp, text: string, limit?: number) => Found;

/**
 * All searches of one of these share a context: making one takes longer than most searches.
 *
 * @param newContext is called for the first search
 */
export function createBoundedMatch(newContext: (variables: object) => Context = createContext): BoundedMatch {
  let context: Context | undefined;
  return (expression, text, limit = TIME_LIMIT) => {
    context ??= newContext({});
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
  };
}

export const boundedMatch = createBoundedMatch();

/** So many answers are remembered; then all of them are forgotten. */
const MAX_KNOWN = 20_000;

/** The same, searched once however often it is asked: all images of a matrix are held against the same Git tags. */
export function createRememberedMatch(match: BoundedMatch): (expression: RegExp, text: string) => Found {
  const known = new Map<string, Found>();
  return (expression, text) => {
    const key = `${String(expression)}\0${text}`;
    if (known.has(key)) return known.get(key);
    const found = match(expression, text);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, found);
    return found;
  };
}

/** For short texts. */
export const rememberedMatch = createRememberedMatch(boundedMatch);
