/** Finds committed files that differ from what the matrix and its templates give now. */

import { error, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { isOurs, notOurs, oursAmong } from '../command/rendered.ts';

/**
 * Compares what would be rendered with the files on the disk.
 *
 * @param rendered with paths below the folder that they are for
 * @param onDisk the text of each of these paths and of other files in the same folders; undefined for a missing file
 * @param shown a path as messages have it
 */
export function driftProblems(
  rendered: readonly TextFile[],
  onDisk: ReadonlyMap<string, string | undefined>,
  shown: (path: string) => string,
): readonly Problem[] {
  const hint = 'run "docker-matrix render" and commit the result';
  const ours = oursAmong(onDisk);
  const changed = rendered.flatMap(({ path, text }) => {
    const existing = onDisk.get(path);
    if (existing === undefined) return [error('not-rendered', `${shown(path)} is missing`, { hint })];
    if (existing === text) return [];
    if (!ours(path)) return [notOurs(shown(path))];
    const expected = text.split('\n');
    const line = existing.split('\n').findIndex((content, index) => content !== expected[index]);
    return [
      error('drift', 'this is not what the matrix and its templates give', {
        place: {
          file: shown(path),
          line: (line === -1 ? existing.split('\n').length : line) + 1,
          column: 1,
        },
        hint,
      }),
    ];
  });
  const known = new Set(rendered.map(({ path }) => path));
  const stale = [...onDisk].flatMap(([path, text]) =>
    text !== undefined && !known.has(path) && isOurs(text)
      ? [error('stale', `${shown(path)} was rendered once, but no image uses it any more`, { hint })]
      : [],
  );
  return [...changed, ...stale];
}
