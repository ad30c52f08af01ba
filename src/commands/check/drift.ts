import { error, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';

/** Every rendered file holds this; what does not is somebody's own and never touched. */
export const RENDERED_MARK = '# Made by docker-matrix';

/** Whether a file of this name can be a rendered one; what another run is just writing (`….tmp`) is not. */
export function isRenderedName(name: string): boolean {
  return /Dockerfile(?:\.dockerignore)?$/.test(name);
}

/** Whether a file's text is of our making. */
export function isOurs(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(RENDERED_MARK));
}

/**
 * Compares what would be rendered with what is there.
 *
 * @param onDisk the text of each rendered path, and of other files in the rendered folders; undefined for none.
 */
export function driftProblems(
  rendered: readonly TextFile[],
  onDisk: ReadonlyMap<string, string | undefined>,
): readonly Problem[] {
  const hint = 'run "docker-matrix render" and commit the result';
  const changed = rendered.flatMap(({ path, text }) => {
    const there = onDisk.get(path);
    if (there === undefined) return [error('not-rendered', `${path} is missing`, { hint })];
    if (there === text) return [];
    const expected = text.split('\n');
    const line = there.split('\n').findIndex((content, index) => content !== expected[index]);
    return [
      error('drift', 'this is not what the matrix and its templates give', {
        place: { file: path, line: (line === -1 ? there.split('\n').length : line) + 1, column: 1 },
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
