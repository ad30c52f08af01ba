import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from './file-problem.ts';

/** Replaces a file so that, whatever happens, the old or the new text is there; resolves once the new one is on the disk. */
export async function writeDurable(path: string, text: string): Promise<void> {
  // Always the same name: what a kill leaves is replaced by the next write.
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
    throw fileProblem('write', cause, path);
  }
}

/** The name outlives a power cut only once the folder is on the disk; where folders cannot be opened (Windows) they need not be. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync().catch(() => {});
  } finally {
    await folder?.close();
  }
}
