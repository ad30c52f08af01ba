/** A piece of a template's own text: as written, and what Handlebars' white space control has left of it. */
export type Content = Omit<hbs.AST.ContentStatement, 'original'> & { readonly original: string };

/**
 * Puts a mark before the first character of every line of a template's own text. Never behind the last one: a line
 * that is empty but for a mark would be indented like a full one where a partial is.
 */
export function markContent(node: Content, file: number): void {
  let line = node.loc.start.line + breaks(node.original.slice(0, strippedFrom(node)));
  node.value = node.value
    .split(/(?<=\n)/)
    .map((text) => (text === '' ? '' : `\uE0F0${file}:${line++}\uE0F1${text}`))
    .join('');
}

/** How much of the beginning Handlebars has taken away: a standalone block's line, or with `~` all blanks. */
export function strippedFrom({ original, value, ...flags }: Content): number {
  if (!('rightStripped' in flags) || !flags.rightStripped) return 0;
  const candidates = [/^[ \t]*\r?\n?/, /^\s*/].map((blanks) => blanks.exec(original)?.[0].length ?? 0);
  return candidates.find((offset) => original.startsWith(value, offset)) ?? 0;
}

export function breaks(text: string): number {
  return text.split('\n').length - 1;
}
