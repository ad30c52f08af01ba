import { mkdtemp, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for files that nobody keeps; whoever asks for it removes it. */
export async function temporaryFolder(prefix: string): Promise<string> {
  // Resolved, because buildx compares what it may read with real paths.
  return realpath(await mkdtemp(join(tmpdir(), prefix)));
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
