import type { Place } from '../problem/problem.ts';
import type { TextFile } from './file.ts';

/**
 * Marks that a template is rendered with to learn which of its lines each rendered line comes from: two characters of
 * Unicode's private use around `file:line`. They are invisible to templates, and taken out again.
 */
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;

export function withoutMarks(text: string): string {
  return text.replace(MARK, '');
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
