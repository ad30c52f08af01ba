import { relative } from 'node:path';
import { error, ProblemsFound } from '../problem/problem.ts';

/** What the system says of a file, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a file is where a folder should be',
  EEXIST: 'a file is where a folder should be',
  ENOENT: 'a folder on the way is missing, or a link leads nowhere',
  EISDIR: 'a folder is where the file should be',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

/**
 * A failure to read or write as a problem of the user's; whatever else it is stays as it is.
 *
 * @param path where, unless the failure names it.
 */
export function fileProblem(act: 'read' | 'write', cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return cause;
  const reason = REASONS[cause.code];
  if (reason === undefined) return cause;
  const named =
    'path' in cause && typeof cause.path === 'string' && !cause.path.endsWith('.tmp') ? cause.path : path;
  const shown = relative(process.cwd(), named).split('\\').join('/') || '.';
  return new ProblemsFound([
    error(`cannot-${act}`, `cannot ${act} ${shown}: ${reason}`, {
      hint:
        act === 'read'
          ? 'make it a file that can be read'
          : 'make room for it, or choose another folder with --out',
    }),
  ]);
}
