/** Finds committed files that differ from what the matrix and its templates give now. */

import { error, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { isOurs } from '../command/rendered.ts';

/**
 * Compares what would be rendered with the files on the disk.
 *
 * @param onDisk the text of each rendered path and of other files in the same folders; undefined for a missing file
 */
export function driftProblems(
  rendered: readonly TextFile[],
  onDisk: ReadonlyMap<string, string | undefined>,
): readonly Problem[] {
  const hint = 'run "docker-matrix render" and commit the result';
  const changed = rendered.flatMap(({ path, text }) => {
    const existing = onDisk.get(path);
    if (existing === undefined) return [error('not-rendered', `${path} is missing`, { hint })];
    if (existing === text) return [];
    const expected = text.split('\n');
    const line = existing.split('\n').findIndex((content, index) => content !== expected[index]);
    return [
      error('drift', 'this is not what the matrix and its templates give', {
        place: { file: path, line: (line === -1 ? existing.split('\n').length : line) + 1, column: 1 },
        hint,
      }),
    ];
  });
  const known = new Set(rendered.map(({ path }) => path));
  const stale = [...onDisk].flatMap(([path, text]) =>
    text !== undefined && !known.has(path) && isOurs(text)
      ? [error('stale', `${path} was rendered once, but no image uses it any more`, { hint })]
      : [],
  );
  return [...changed, ...stale];
}
