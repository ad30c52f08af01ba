/** Finds the files that match a pattern, such as all YAML files below a folder. */

import type { FileSystemAdapter } from 'tinyglobby';

/**
 * Paths of the files that match a pattern, seen from a folder and sorted.
 *
 * @param files the files to search; the disk when absent
 */
export async function globPaths(
  folder: string,
  pattern: string,
  files?: FileSystemAdapter,
): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    ...(files ? { fs: files } : {}),
  });
  return paths.toSorted();
}
