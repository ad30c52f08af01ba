/** Reads, writes and copies folders of test data. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';

/**
 * Whether tests rewrite their expected files with what they got: `UPDATE=1 npx vitest run test/errors.test.ts`.
 * Read the diff afterwards.
 */
export const UPDATE = process.env['UPDATE'] === '1';

/** Names of the folders in a folder of fixtures. */
export function fixtureNames(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The text of every file below a folder, by its path with "/"; empty when there is no such folder. */
export function readTree(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.toSorted().map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

/** Writes these files into a folder, after everything else in it is removed. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Calls `use` with a temporary copy of a folder, which has the same name; removes the copy afterwards. */
export async function withCopy<T>(
  folder: string,
  leaveOut: readonly string[],
  use: (copy: string) => Promise<T>,
): Promise<T> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'fixture-')));
  const copy = join(parent, basename(folder));
  try {
    cpSync(folder, copy, { recursive: true, filter: (path) => !leaveOut.includes(relative(folder, path)) });
    return await use(copy);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
