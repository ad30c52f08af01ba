/** Paths as the matrix and messages have them: always with "/", also on Windows. */

import { relative, resolve } from 'node:path';

/** A path with "/", as it is written in a matrix, a definition or a message. */
export function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** The way from a folder to a path, with "/"; empty when they are the same. Both are absolute. */
export function pathFrom(folder: string, path: string): string {
  return withSlashes(relative(folder, path));
}

/** A path as it is shown to people: from the current folder, with "/". */
export function shownPath(path: string, cwd: string): string {
  return pathFrom(cwd, resolve(cwd, path)) || '.';
}

/** A path for a shell, in quotes only where it needs them. */
export function shellPath(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
