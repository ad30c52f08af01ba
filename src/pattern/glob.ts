/** Patterns with `*`, as conditions and `decorate` in the matrix have them. */

import { compilePattern, quotePattern } from './re2.ts';

/** The longest glob, in characters. RE2 takes time that grows with the text times the glob. */
export const MAX_GLOB = 500;
export const SHORT_ENOUGH = new RegExp(String.raw`^[\s\S]{0,${MAX_GLOB}}$`);
export const GLOB_RULE = `must have at most ${MAX_GLOB} characters`;

/** What `?` stands for, and `*` any number of: every character but those that end a line. */
const CHARACTER = '[^\\n\\r\\x{2028}\\x{2029}]';

/** Whether a text is a glob: it has a `*` or `?`. Any other text stands for itself. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** A glob as a test of whole texts: `*` is any text, `?` one character, and everything else itself. */
export function globTest(glob: string): (text: string) => boolean {
  if (glob.length > MAX_GLOB) throw new Error(`a glob ${GLOB_RULE}, not ${glob.length}`);
  const source = quotePattern(glob).replaceAll('\\*', `${CHARACTER}*`).replaceAll('\\?', CHARACTER);
  return compilePattern(`^${source}$`).test;
}

/**
 * A part of a shell command as a test of scripts. It must begin and end where words do; `*` is anything within one
 * command. Blanks in a row are made one blank in `part`; the caller does the same to the script.
 */
export function commandTest(part: string): (script: string) => boolean {
  const source = quotePattern(part.trim().replace(/\s+/g, ' ')).replaceAll('\\*', '[^;&|\\n]*');
  return compilePattern(`(?:^|[^\\w-])${source}(?:[^\\w-]|$)`).test;
}
