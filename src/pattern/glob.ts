import { compilePattern, quotePattern } from './re2.ts';

/** What users write where a whole regular expression would be too much: stars, turned into patterns of RE2. */

/** Characters within a line, as a glob of a condition has them. */
const CHARACTER = '[^\\n\\r\\x{2028}\\x{2029}]';

/** Whether a text is a glob, and no text that stands for itself. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** A glob as a test of whole texts: `*` is any text, `?` one character, and everything else itself. */
export function globTest(glob: string): (text: string) => boolean {
  const source = quotePattern(glob).replaceAll('\\*', `${CHARACTER}*`).replaceAll('\\?', CHARACTER);
  return compilePattern(`^${source}$`).test;
}

/**
 * A part of a shell script as a test: it begins and ends where words do, blanks are one blank, and `*` is anything
 * within one command.
 */
export function commandTest(part: string): (script: string) => boolean {
  const source = quotePattern(part.trim().replace(/\s+/g, ' ')).replaceAll('\\*', '[^;&|\\n]*');
  return compilePattern(`(?:^|[^\\w-])${source}(?:[^\\w-]|$)`).test;
}
