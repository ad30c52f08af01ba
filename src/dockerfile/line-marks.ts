import type { TextFile } from '../yaml/source.ts';
import type { Place } from '../problem/problem.ts';

/**
 * Marks that a template is rendered with to learn which of its lines each rendered line comes from: two characters of
 * Unicode's private use around `file:line`. They are invisible to templates, and taken out again.
 */
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;

export function withoutMarks(text: string): string {
  return text.replace(MARK, '');
}

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
function strippedFrom({ original, value, ...flags }: Content): number {
  if (!('rightStripped' in flags) || !flags.rightStripped) return 0;
  const candidates = [/^[ \t]*\r?\n?/, /^\s*/].map((blanks) => blanks.exec(original)?.[0].length ?? 0);
  return candidates.find((offset) => original.startsWith(value, offset)) ?? 0;
}

function breaks(text: string): number {
  return text.split('\n').length - 1;
}

/**
 * The place each line of a marked text comes from: its first mark; for a line that is nothing but printed values the
 * next mark, which stands on the line of the template that printed it. `whole` is the template of a text without marks.
 */
export function readMarks(marked: string, files: readonly TextFile[], whole: TextFile): readonly Place[] {
  const lines = new Map([...files, whole].map(({ path, text }) => [path, text.split('\n')]));
  const placeOf = (file: string, line: number): Place => {
    const text = (lines.get(file)?.[line - 1] ?? '').trimEnd();
    return {
      file,
      line,
      column: text.length - text.trimStart().length + 1,
      length: Math.max(1, text.trimStart().length),
    };
  };
  const found = marked.split('\n').map((line): Place | undefined => {
    const [first] = line.matchAll(MARK);
    return first ? placeOf((files[Number(first[1])] ?? whole).path, Number(first[2])) : undefined;
  });
  const places: Place[] = [];
  let next = found.findLast((place) => place !== undefined) ?? placeOf(whole.path, 1);
  for (const place of found.toReversed()) places.push((next = place ?? next));
  return places.toReversed();
}
