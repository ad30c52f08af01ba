/** A text with what is quoted or escaped replaced by blanks or "_", of the same length: what is left means something to a shell. */
export function unquoted(text: string): string {
  return text.replace(/\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
}
