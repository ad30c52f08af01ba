/** Turns errors of the file system into problems that a user can put right. */

import { error, ProblemsFound } from '../problem/problem.ts';
import { shownPath } from '../text/path.ts';

/** The system's error codes for files, in words. */
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
 * A failure to read or write as a problem for the user. Any other failure is given back as it is.
 *
 * @param where `path` is the file, unless the failure names one; `cwd` is the folder that messages show it from
 */
export function fileProblem(
  act: 'read' | 'write',
  cause: unknown,
  where: { readonly path: string; readonly cwd: string },
): unknown {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return cause;
  const reason = REASONS[cause.code];
  if (reason === undefined) return cause;
  const failedPath =
    'path' in cause && typeof cause.path === 'string' && !cause.path.endsWith('.tmp')
      ? cause.path
      : where.path;
  return new ProblemsFound([
    error(`cannot-${act}`, `cannot ${act} ${shownPath(failedPath, where.cwd)}: ${reason}`, {
      hint:
        act === 'read'
          ? 'make it a file that can be read'
          : 'make room for it, or choose another folder with --out',
    }),
  ]);
}
