/** What of a shell command is not quoted. */

/** A text of the same length with "_" in the place of what is quoted or escaped: the shell interprets the rest. */
export function unquoted(text: string): string {
  return text.replace(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
}
