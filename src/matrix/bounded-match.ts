import { runInNewContext } from 'node:vm';

/** Longer patterns are no pattern for a Git tag. */
const MAX_LENGTH = 500;
/** Milliseconds. A search that takes longer will not end: `(a+)+$` doubles its time with every letter. */
const TIME_LIMIT = 500;

/** A regular expression as metadata-action takes it: plain, or `/…/flags`. Gives a sentence when it is none. */
export function readExpression(text: string): RegExp | string {
  const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/su.exec(text) ?? [];
  if (text.length > MAX_LENGTH) return `it is ${text.length} characters long; at most ${MAX_LENGTH} are allowed`;
  const flag = /[^imsu]/.exec(flags)?.[0];
  if (flag !== undefined) return `it has the flag "${flag}"; allowed are i, m, s and u`;
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    // "Invalid regular expression: /(/: Unterminated group" repeats what is quoted already.
    return (cause instanceof Error ? cause.message : String(cause)).replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  }
}

/** The groups of the first match; `undefined` when there is none, `endless` when the search was given up. */
export function boundedMatch(expression: RegExp, text: string): readonly (string | undefined)[] | undefined | 'endless' {
  try {
    // Only a context of its own can be stopped in the middle of a search.
    const found: unknown = runInNewContext('expression.exec(text)', { expression, text }, { timeout: TIME_LIMIT });
    return found === null ? undefined : [...(found as RegExpExecArray)];
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'endless';
    throw cause;
  }
}
