/** Marks in rendered text that say which line of which template each rendered line comes from. */

import type { Place } from '../problem/problem.ts';
import type { TextFile } from './file.ts';

/**
 * One mark: `file:line` between two characters of Unicode's private use area, which no template uses. A template is
 * rendered with marks only to find places; the marks never get into a Dockerfile.
 */
const MARK = /\uE0F0(\d+):(\d+)\uE0F1/g;

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(MARK, '');
}

/**
 * The place that each line of a marked text comes from: that of its first mark. A line that consists of printed values
 * only has no mark; it gets the next one, which stands on the line of the template that printed it.
 *
 * @param files what the number of the file in a mark counts
 * @param whole the template that was rendered, for lines that no mark says anything about
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
  const placesByLine = marked.split('\n').map((line): Place | undefined => {
    const [first] = line.matchAll(MARK);
    return first ? placeOf((files[Number(first[1])] ?? whole).path, Number(first[2])) : undefined;
  });
  const places: Place[] = [];
  let next = placesByLine.findLast((place) => place !== undefined) ?? placeOf(whole.path, 1);
  for (const place of placesByLine.toReversed()) places.push((next = place ?? next));
  return places.toReversed();
}
