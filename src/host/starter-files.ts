/** The files that `docker-matrix init` writes into a new project. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StarterName } from '../effects/host.ts';
import type { TextFile } from '../text/file.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Where each starter's matrix.yaml and templates are. */
const FOLDERS: Readonly<Record<StarterName, string>> = {
  python: ROOT,
  uv: join(ROOT, 'src/commands/init/uv'),
};

/**
 * The matrix and templates that `init` starts from: for `python` those at the top of this repository. In the bundle
 * scripts/generate/dist.mjs replaces this module by the texts of the files.
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
