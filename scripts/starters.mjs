/** Puts the files that `docker-matrix init` starts from into the bundle, so that dist needs no other files. */

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
const folders = { python: root, uv: join(root, 'src/commands/init/uv') };

function starter(folder) {
  const templates = readdirSync(join(folder, 'templates'))
    .filter((name) => name.endsWith('.hbs'))
    .toSorted();
  return ['matrix.yaml', ...templates.map((name) => `templates/${name}`)].map((path) => ({
    path,
    text: readFileSync(join(folder, path), 'utf8'),
  }));
}

/** A plugin for rolldown: in the bundle these texts replace src/host/starter-files.ts, which reads them from disk. */
export const embeddedStarters = {
  name: 'embedded-starters',
  load(id) {
    if (id !== join(root, 'src/host/starter-files.ts')) return null;
    const starters = Object.fromEntries(
      Object.entries(folders).map(([name, folder]) => [name, starter(folder)]),
    );
    return (
      `const starters = ${JSON.stringify(starters, undefined, 2)};\n` +
      'export const starterFiles = async (name) => starters[name];\n'
    );
  },
};
