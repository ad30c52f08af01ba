import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, HostFiles } from '../effects/host.ts';
import { writeDurable } from './durable-file.ts';
import { exec } from './exec.ts';
import { fileProblem } from './file-problem.ts';
import { readText } from './matrix-files.ts';
import { gitReleases } from './releases.ts';
import { scanFiles } from './scan-files.ts';
import { isFolder } from './temporary.ts';

const files: HostFiles = {
  readText,
  readBytes: (path) => readFile(path),
  write: async (all) => {
    const staged = all.map(({ path, text }) => ({ path, text, temporary: `${path}.${process.pid}.tmp` }));
    const results = await Promise.allSettled(
      staged.map(async ({ path, text, temporary }) => {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(temporary, text);
      }),
    );
    try {
      for (const [index, result] of results.entries())
        if (result.status === 'rejected') throw fileProblem('write', result.reason, all[index]?.path ?? '');
      // A folder of that name is found before the first file moves: all of them, or none.
      for (const { path } of staged)
        if (await isFolder(path))
          throw fileProblem('write', Object.assign(new Error(), { code: 'EISDIR' }), path);
      for (const { path, temporary } of staged) await rename(temporary, path);
    } catch (cause) {
      await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true }).catch(() => {})));
      throw cause;
    }
  },
  writeDurable,
  list: async (folder) =>
    (await readdir(folder, { withFileTypes: true }).catch(() => []))
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .toSorted((a, b) => (a < b ? -1 : 1)),
  remove: async (path) => {
    await rm(path, { recursive: true, force: true }).catch((cause: unknown) => {
      throw fileProblem('write', cause, path);
    });
  },
};

/** The machine we run on. */
export function realHost(
  parts: Pick<Host, 'say' | 'group' | 'signal'> & Pick<Host, 'toolCache' | 'databaseCache' | 'releases'>,
): Host {
  return {
    releases: (folder) => gitReleases(exec, folder),
    exec,
    fetch,
    env: process.env,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    files,
    scanFiles,
    now: Date.now,
    ...parts,
  };
}

/** Where tools and databases are kept between runs. */
export function cacheFolder(env: Host['env']): string {
  return env['RUNNER_TOOL_CACHE']
    ? join(env['RUNNER_TOOL_CACHE'], 'docker-matrix')
    : join(env['XDG_CACHE_HOME'] ?? join(homedir() || tmpdir(), '.cache'), 'docker-matrix');
}
