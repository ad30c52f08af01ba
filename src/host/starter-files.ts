import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextFile } from '../text/file.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Where each starter's matrix.yaml and templates are. */
const FOLDERS = { python: ROOT, uv: join(ROOT, 'src/commands/init/uv') } as const;

export type StarterName = keyof typeof FOLDERS;

/**
 * The matrix and templates that `init` starts from: for `python` those that the repository itself ships.
 * In the bundle, scripts/generate/dist.mjs puts the files' texts in the place of this module.
 */
export async function starterFiles(name: StarterName): Promise<readonly TextFile[]> {
  const folder = FOLDERS[name];
  const templates = (await readdir(join(folder, 'templates')))
    .filter((file) => file.endsWith('.hbs'))
    .toSorted();
  return Promise.all(
    ['matrix.yaml', ...templates.map((file) => `templates/${file}`)].map(async (path) => ({
      path,
      text: await readFile(join(folder, path), 'utf8'),
    })),
  );
}
