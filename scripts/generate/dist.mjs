/** Bundles src into dist: action.js, cli.js, index.js (the library), and the chunks that they load when needed. */

// The same sources and package-lock.json give the same bytes, wherever the checkout is.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { embeddedStarters } from '../starters.mjs';
import { packageFolder, readManifest, thirdPartyNotices } from '../third-party.mjs';

const root = dirname(dirname(import.meta.dirname));

/** The package for RE2 patterns, which src/pattern/re2.ts loads when it meets the first one, without waiting. */
const ENGINE = { user: join(root, 'src', 'pattern', 're2.ts'), name: 're2js', file: 're2js.cjs' };

export async function generate() {
  const { files, moduleIds } = await bundle({
    action: 'src/action.ts',
    cli: 'src/cli.ts',
    index: 'src/index.ts',
  });
  return {
    ...Object.fromEntries(
      Object.entries(files).map(([path, code]) => [
        `dist/${path}`,
        path === 'cli.js' ? asCommand(code) : code,
      ]),
    ),
    // So that dist also works where it was copied to without the repository's package.json.
    'dist/package.json': `${JSON.stringify({ type: 'module' })}\n`,
    'dist/third-party-notices.txt': thirdPartyNotices(moduleIds),
  };
}

/**
 * Bundles modules of src with the packages that they use, which then need nothing beside them.
 *
 * @param input modules, by the names that their files get
 * @returns the files by their paths, and what they are made of
 */
export async function bundle(input) {
  const chunks = await chunksOf(input);
  const engine = createRequire(import.meta.url).resolve(ENGINE.name);
  const user = chunks.find(({ moduleIds }) => moduleIds.includes(ENGINE.user));
  if (!user?.code.includes(`"./${ENGINE.file}"`))
    throw new Error(`${ENGINE.user} does not load "${ENGINE.name}" in the bundle`);
  return {
    files: {
      ...Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code])),
      [posix.join(posix.dirname(user.fileName), ENGINE.file)]: await readFile(engine, 'utf8'),
    },
    moduleIds: [...chunks.flatMap(({ moduleIds }) => moduleIds), engine],
  };
}

async function chunksOf(input) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    tsconfig: false,
    transform: { target: 'node20.19', define: { __VERSION__: JSON.stringify(readManifest(root).version) } },
    // Importing @actions/core has no side effects, but its package.json does not say so. With this its OIDC client,
    // which is not used, is left out, and undici is not loaded at start.
    treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]@actions[\\/]/, sideEffects: false }] },
    plugins: [
      text,
      embeddedStarters,
      // There are no packages beside dist, so the chunk loads the engine from a file next to it.
      {
        name: 'engine-of-patterns',
        transform: (code, id) =>
          id === ENGINE.user ? code.replaceAll(`'${ENGINE.name}'`, `'./${ENGINE.file}'`) : null,
      },
      // Handlebars works without source-map: it is for precompiled templates only, and none are precompiled here.
      {
        name: 'no-source-map',
        resolveId: (id) => (id === 'source-map' ? '\0no-source-map' : null),
        load: (id) => (id === '\0no-source-map' ? 'export {}' : null),
      },
    ],
    onLog(level, log) {
      // PLUGIN_TIMINGS is about a slow machine, not about the bundle.
      if (level === 'warn' && log.code !== 'PLUGIN_TIMINGS')
        throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
    },
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}.js`,
      // Each folder of src and each package is one chunk, so that a change in a folder changes one chunk only. Folders
      // import downwards only, so chunks do not import each other in circles, and a command loads only what it needs.
      codeSplitting: {
        groups: [
          {
            test: /[\\/]node_modules[\\/](commander|valibot|yaml)[\\/]/,
            name: packageName,
            debugName: 'packages',
          },
          // What is loaded at start, and what of a folder is loaded later, if at all.
          { test: isInFolder, tags: ['$initial'], name: folderName, debugName: 'folders of src' },
          { test: isInFolder, name: (id) => `${folderName(id)}/later`, debugName: 'folders of src, later' },
        ],
        includeDependenciesRecursively: false,
      },
      comments: { legal: true, annotation: false, jsdoc: false },
      // Readable, so that users can review what runs with their token. Minified it is 40 % smaller, but no faster.
      minify: false,
      // Short names would move with every new export, and with them lines in all chunks that import it.
      minifyInternalExports: false,
    });
    return output
      .filter(({ type }) => type === 'chunk')
      .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
  } finally {
    await build.close();
  }
}

/** `import text from './file?raw'`: the file's text becomes part of the bundle, as Vite has it in tests. */
const text = {
  name: 'text',
  resolveId: (id, importer) => (id.endsWith('?raw') ? join(dirname(importer), id) : null),
  load: async (id) =>
    id.endsWith('?raw')
      ? `export default ${JSON.stringify(await readFile(id.slice(0, -'?raw'.length), 'utf8'))};`
      : null,
};

/** The name of a module's package as a file name: actions-cache for @actions/cache. */
function packageName(id) {
  const folder = packageFolder(id);
  return folder && readManifest(folder).name.replace('@', '').replace('/', '-');
}

/** The path of a module below src; undefined for modules of packages. */
function pathInSrc(id) {
  const path = relative(join(root, 'src'), id).replaceAll('\\', '/');
  return path.startsWith('..') ? undefined : path;
}

const isInFolder = (id) => pathInSrc(id)?.includes('/') ?? false;

const folderName = (id) => dirname(pathInSrc(id));

/** The name of a chunk: its group or its package; its module, where it only gives access to one module. */
function chunkName(chunk) {
  const { facadeModuleId, moduleIds } = chunk;
  const id = facadeModuleId ?? moduleIds.at(-1);
  const path = pathInSrc(id);
  if (path === undefined) return `packages/${packageName(id) ?? chunk.name}`;
  // Modules directly in src, which several edges share.
  if (!path.includes('/')) return 'edges';
  return facadeModuleId === null ? chunk.name : path.replace(/\.ts$/, '');
}

const asCommand = (code) => (code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`);
