// The files that `init` begins with, inside of the bundle: in the place of src/host/starter-files.ts, which reads them.
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
