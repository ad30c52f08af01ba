import type { FileSystemAdapter } from 'tinyglobby';

/**
 * Paths of the files that a pattern means, seen from a folder and sorted.
 *
 * @param files where to look; the disk when absent
 */
export async function globPaths(
  folder: string,
  pattern: string,
  files?: FileSystemAdapter,
): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    ...(files ? { fs: files } : {}),
  });
  return found.toSorted();
}
