/** Loads modules of src into scripts: Node 20 does not run TypeScript, so they are bundled first. */

import { dirname } from 'node:path';
import { rolldown } from 'rolldown';

const root = dirname(import.meta.dirname);
const loaded = new Map();

/** The exports of a module, by its path from the root of the repository. */
export function bundled(path) {
  if (!loaded.has(path)) loaded.set(path, load(path));
  return loaded.get(path);
}

async function load(path) {
  const build = await rolldown({
    cwd: root,
    input: path,
    platform: 'node',
    tsconfig: false,
    // What a module imports only later is not needed to read its tables.
    plugins: [{ name: 'later', resolveDynamicImport: (id) => ({ id, external: true }) }],
  });
  try {
    const { output } = await build.generate({ format: 'esm', codeSplitting: false });
    return await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);
  } finally {
    await build.close();
  }
}
