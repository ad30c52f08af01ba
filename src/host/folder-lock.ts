/** Keeps two runs from writing into one folder at the same time. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { error, ProblemsFound } from '../problem/problem.ts';
import { shownPath } from '../text/path.ts';
import { fileProblem } from './file-problem.ts';

/** The name of the lock in its folder. */
export const LOCK_NAME = '.docker-matrix.lock';

/** What a lock says of its holder. */
interface Holder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

/**
 * Takes a folder for this run, and makes it where it is missing. A lock whose process has ended is replaced. Throws
 * `ProblemsFound` when another run has the folder, or when it cannot be written.
 *
 * @param folder absolute
 * @param cwd the folder that messages show paths from
 * @returns gives it back
 */
export async function lockFolder(folder: string, cwd: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK_NAME);
  const shown = shownPath(folder, cwd);
  const own: Holder = {
    id: randomUUID(),
    host: hostname(),
    pid: process.pid,
    since: new Date().toISOString(),
  };
  try {
    await mkdir(folder, { recursive: true });
    // The second try is for a lock that a killed run has left.
    for (let left = 2; left > 0 && !(await create(path, own)); left -= 1) {
      const holder = await read(path);
      if (left === 1 || (holder && isRunning(holder))) throw inUse(shown, holder);
      await rm(path, { force: true });
    }
    if ((await read(path))?.id !== own.id) throw inUse(shown, await read(path));
  } catch (cause) {
    if (cause instanceof ProblemsFound) throw cause;
    throw fileProblem('write', cause, { path, cwd });
  }
  return async () => {
    if ((await read(path))?.id === own.id) await rm(path, { force: true });
  };
}

/** Creates the file, unless anything has its name, also a link that leads nowhere. */
async function create(path: string, own: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(`${JSON.stringify(own)}\n`);
    await file.close();
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether the process may still be there. Nothing is known of processes on other machines, or in other containers. */
function isRunning({ host, pid }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function inUse(shown: string, holder: Holder | undefined): ProblemsFound {
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : '';
  return new ProblemsFound([
    error('folder-in-use', `another run is writing into ${shown}${who}`, {
      hint:
        'wait for it, or give this run a folder of its own with --out (input out); ' +
        `if no run is left, delete ${join(shown, LOCK_NAME)}`,
    }),
  ]);
}
