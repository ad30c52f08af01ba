/** Reads and writes files on the disk. */

import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Files, Kind } from '../effects/files.ts';
import { pathFrom } from '../text/path.ts';
import { fileProblem } from './file-problem.ts';
import { globPaths } from './glob.ts';

/**
 * The files on the disk.
 *
 * @param cwd absolute; relative paths start here, and messages show paths from here
 */
export function diskFiles(cwd: string): Files {
  const at = (path: string): string => resolve(cwd, path);
  const problem = (act: 'read' | 'write', path: string) => (cause: unknown) => {
    throw fileProblem(act, cause, { path, cwd });
  };

  return {
    readText: (path) =>
      readFile(at(path), 'utf8').catch((cause: unknown) =>
        isCode(cause, 'ENOENT', 'ENOTDIR', 'EISDIR') ? undefined : problem('read', path)(cause),
      ),
    readBytes: (path) => readFile(at(path)),
    contextFiles: async (folder, options) => {
      const { contextFiles } = await import('./context-files.ts');
      return contextFiles(at(folder), options);
    },
    realPath: (path) => realpath(at(path)).catch(() => undefined),
    kind: (path) => kindOf(at(path)),
    list: async (folder) =>
      (await readdir(at(folder), { withFileTypes: true }).catch(() => []))
        .filter((entry) => !entry.isDirectory())
        .map(({ name }) => name)
        .toSorted(),
    walk: async (folder) => {
      const entries = await readdir(at(folder), { recursive: true, withFileTypes: true }).catch(
        (cause: unknown) => (isCode(cause, 'ENOENT', 'ENOTDIR') ? [] : problem('read', folder)(cause)),
      );
      return entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => pathFrom(at(folder), join(parentPath, name)))
        .toSorted();
    },
    glob: (folder, pattern) => globPaths(at(folder), pattern),
    write: (files) =>
      writeAll(
        files.map(({ path, text }) => ({ path: at(path), text })),
        cwd,
      ),
    writeDurable: (path, text) => writeDurable(at(path), text).catch(problem('write', path)),
    remove: (path) => rm(at(path), { recursive: true, force: true }).catch(problem('write', path)),
    makeFolder: async (path) =>
      void (await mkdir(at(path), { recursive: true }).catch(problem('write', path))),
    link: async (target, path) => {
      await unlink(at(path)).catch((cause: unknown) => {
        if (!isCode(cause, 'ENOENT')) throw cause;
      });
      await symlink(at(target), at(path));
    },
    // The real path: buildx compares what it may read with real paths.
    temporaryFolder: async (prefix) => realpath(await mkdtemp(join(tmpdir(), prefix))),
  };
}

/** Whether a failure has one of these error codes of the system. */
function isCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.includes(String(cause.code));
}

async function kindOf(path: string): Promise<Kind | undefined> {
  return stat(path).then(
    (status) => (status.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  );
}

/** A file to write, at an absolute path. */
interface FileToWrite {
  readonly path: string;
  readonly text: string;
}

async function writeAll(files: readonly FileToWrite[], cwd: string): Promise<void> {
  const staged = files.map((file) => ({ ...file, temporary: `${file.path}.${process.pid}.tmp` }));
  const results = await Promise.allSettled(
    staged.map(async ({ path, text, temporary }) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, text);
    }),
  );
  try {
    for (const [index, result] of results.entries())
      if (result.status === 'rejected')
        throw fileProblem('write', result.reason, { path: files[index]?.path ?? '', cwd });
    // A folder with a file's name is found before the first file moves, so that all are written or none.
    for (const { path } of staged)
      if ((await kindOf(path)) === 'folder')
        throw fileProblem('write', Object.assign(new Error(), { code: 'EISDIR' }), { path, cwd });
    for (const { path, temporary } of staged) await rename(temporary, path);
  } catch (cause) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true }).catch(() => {})));
    throw cause;
  }
}

/** Replaces a file so that the old or the new text is there, whatever happens. */
async function writeDurable(path: string, text: string): Promise<void> {
  // Always the same name: a file that a killed run left is replaced by the next write.
  const temporary = `${path}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw cause;
  }
}

/**
 * Writes a folder to the disk: without that, a file's new name may be lost in a power cut. Where folders cannot be
 * opened (Windows) it is not needed.
 */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync().catch(() => {});
  } finally {
    await folder?.close();
  }
}
