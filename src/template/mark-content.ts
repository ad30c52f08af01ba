/** Puts marks into templates, which tell the lines of a rendered Dockerfile where they come from. */

/** A piece of text in a template: `original` as written, `value` without the white space that Handlebars removes. */
export type Content = Omit<hbs.AST.ContentStatement, 'original'> & { readonly original: string };

/**
 * Puts a mark before the first character of every line of a piece of text. An empty last line gets none: with a mark
 * it would not be empty, and Handlebars would indent it when the template is included.
 */
export function markContent(node: Content, file: number): void {
  let line = node.loc.start.line + breaks(node.original.slice(0, strippedFrom(node)));
  node.value = node.value
    .split(/(?<=\n)/)
    .map((text) => (text === '' ? '' : `\uE0F0${file}:${line++}\uE0F1${text}`))
    .join('');
}

/** How many characters Handlebars has removed at the beginning: the line of a block, or with `~` all white space. */
export function strippedFrom({ original, value, ...flags }: Content): number {
  if (!('rightStripped' in flags) || !flags.rightStripped) return 0;
  const candidates = [/^[ \t]*\r?\n?/, /^\s*/].map((blanks) => blanks.exec(original)?.[0].length ?? 0);
  return candidates.find((offset) => original.startsWith(value, offset)) ?? 0;
}

/** How many line breaks a text has. */
export function breaks(text: string): number {
  return text.split('\n').length - 1;
}
