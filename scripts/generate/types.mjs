/** Writes dist/types: the TypeScript declarations that the library needs, without any package. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

/**
 * Declarations that are replaced: the shape of a matrix file is inferred from its schema by a library that
 * users of the bundle do not have, so they get a type without details.
 */
const OPAQUE = new Map([['matrix/schema.d.ts', 'schema.d.ts']]);

export function generate() {
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    compile(folder);
    return Object.fromEntries(reachable(folder).map(([path, text]) => [`dist/types/${path}`, text]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(folder) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = ['--project', join(root, 'scripts', 'types', 'tsconfig.json'), '--outDir', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc: ${stdout}${stderr}`);
}

/** The declarations that index.d.ts imports, directly or through others. None of them may need a package. */
function reachable(folder) {
  const declarations = new Map();
  const visit = (path) => {
    if (declarations.has(path)) return;
    const opaque = OPAQUE.get(path);
    const text = readFileSync(
      opaque === undefined ? join(folder, path) : join(root, 'scripts', 'types', opaque),
      'utf8',
    ).replace(/(\bfrom '\.[^']*|\bimport\('\.[^']*)\.ts'/g, "$1.js'");
    declarations.set(path, text);
    for (const [, specifier] of text.matchAll(/(?:\bfrom |\bimport\()["']([^"']+)["']/g)) {
      if (!specifier.startsWith('.'))
        throw new Error(
          `the declarations of ${path} need the package "${specifier}", which users of the bundle do not have`,
        );
      visit(posix.join(posix.dirname(path), specifier.replace(/\.js$/, '.d.ts')));
    }
  };
  visit('index.d.ts');
  return [...declarations].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
