/** Reads which files a build context holds, and hashes those that may have changed. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ContextFile } from '../effects/files.ts';

/** Folders that hardly any image takes files from, and that are large. */
const SKIPPED = new Set(['.git', 'node_modules', '.venv', '__pycache__']);
/** A context with more files, or more bytes to hash, is only looked at in part. */
const MOST_FILES = 50_000;
const MOST_BYTES = 2_000_000_000;

/**
 * The regular files below a folder, by their paths seen from it. A file that is as it was known keeps its hash; its
 * change time (ctime) cannot be set back by a program.
 *
 * @param known the files as they were the last time
 * @param without absolute folders to leave out
 */
export async function contextFiles(
  folder: string,
  {
    known,
    without,
  }: { readonly known: ReadonlyMap<string, ContextFile>; readonly without: readonly string[] },
): Promise<ReadonlyMap<string, ContextFile>> {
  const paths: string[] = [];
  const walk = async (inner: string): Promise<void> => {
    const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (paths.length >= MOST_FILES) return;
      if (entry.isFile()) paths.push(path);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name) && !without.includes(join(folder, path)))
        await walk(path);
    }
  };
  await walk('');
  let bytes = 0;
  const files = await pLimit(16).map(
    paths,
    async (path): Promise<readonly [string, ContextFile] | undefined> => {
      try {
        const stat = await lstat(join(folder, path), { bigint: true });
        const state = {
          size: Number(stat.size),
          modified: String(stat.mtimeNs),
          changed: `${stat.ctimeNs} ${stat.ino}`,
        };
        const before = known.get(path);
        if (before && before.changed === state.changed && before.size === state.size) return [path, before];
        bytes += state.size;
        return [path, bytes > MOST_BYTES ? state : { ...state, hash: await hashOf(join(folder, path)) }];
      } catch {
        // It is gone by now, or cannot be read: the build says so, if it needs the file.
        return undefined;
      }
    },
  );
  return new Map(files.filter((file) => file !== undefined));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex').slice(0, 32);
}
