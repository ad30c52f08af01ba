// The bundle: dist/action.js, dist/cli.js, dist/index.js (the library) and the chunks they load when they need them.
// The same sources and package-lock.json give the same bytes, wherever the checkout is.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { embeddedStarters } from '../starters.mjs';
import { packageFolder, readManifest, thirdPartyNotices } from '../third-party.mjs';

const root = dirname(dirname(import.meta.dirname));

/** The engine of patterns, which src/pattern/re2.ts loads when it meets the first one, without waiting. */
const ENGINE = { user: join(root, 'src', 'pattern', 're2.ts'), name: 're2js', file: 're2js.cjs' };

export async function generate() {
  const chunks = await bundle();
  const engine = createRequire(import.meta.url).resolve(ENGINE.name);
  const user = chunks.find(({ moduleIds }) => moduleIds.includes(ENGINE.user));
  if (!user?.code.includes(`"./${ENGINE.file}"`))
    throw new Error(`${ENGINE.user} does not load "${ENGINE.name}" in the bundle`);
  return {
    ...Object.fromEntries(
      chunks.map(({ fileName, code }) => [
        `dist/${fileName}`,
        fileName === 'cli.js' ? asCommand(code) : code,
      ]),
    ),
    [`dist/${posix.join(posix.dirname(user.fileName), ENGINE.file)}`]: await readFile(engine, 'utf8'),
    // dist works where it was copied without the package.json above it.
    'dist/package.json': `${JSON.stringify({ type: 'module' })}\n`,
    'dist/third-party-notices.txt': thirdPartyNotices([
      ...chunks.flatMap(({ moduleIds }) => moduleIds),
      engine,
    ]),
  };
}

async function bundle() {
  const build = await rolldown({
    cwd: root,
    input: { action: 'src/action.ts', cli: 'src/cli.ts', index: 'src/index.ts' },
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
      // A file of its own beside the chunk, where no package is.
      {
        name: 'engine-of-patterns',
        transform: (code, id) =>
          id === ENGINE.user ? code.replaceAll(`'${ENGINE.name}'`, `'./${ENGINE.file}'`) : null,
      },
      // Handlebars carries its own replacement for when there is none; no templates are precompiled here.
      {
        name: 'no-source-map',
        resolveId: (id) => (id === 'source-map' ? '\0no-source-map' : null),
        load: (id) => (id === '\0no-source-map' ? 'export {}' : null),
      },
    ],
    onLog(level, log) {
      // That one speaks of a slow machine, not of the bundle.
      if (level === 'warn' && log.code !== 'PLUGIN_TIMINGS')
        throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
    },
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}.js`,
      // A chunk is a folder of src or a package: a change in one folder is a change of one chunk. Folders import
      // downwards only, so chunks have no circles, and what a command does not need is not loaded.
      codeSplitting: {
        groups: [
          {
            test: /[\\/]node_modules[\\/](commander|valibot|yaml)[\\/]/,
            name: packageName,
            debugName: 'packages',
          },
          {
            test: (id) => pathInSrc(id)?.includes('/') ?? false,
            name: (id) => dirname(pathInSrc(id)),
            debugName: 'folders of src',
          },
        ],
        includeDependenciesRecursively: false,
      },
      comments: { legal: true, annotation: false, jsdoc: false },
      // Readable, for whoever reviews what runs with their token. Minified it is 40 % smaller and loads no faster.
      minify: false,
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

/** As a file name: actions-cache for a module of @actions/cache. */
function packageName(id) {
  const folder = packageFolder(id);
  return folder && readManifest(folder).name.replace('@', '').replace('/', '-');
}

/** The path of a module below src; nothing for packages. */
function pathInSrc(id) {
  const path = relative(join(root, 'src'), id).replaceAll('\\', '/');
  return path.startsWith('..') ? undefined : path;
}

/** The folder of src or the package that a chunk is; for a door to one module of a folder, that module. */
function chunkName(chunk) {
  const { facadeModuleId, moduleIds } = chunk;
  const id = facadeModuleId ?? moduleIds.at(-1);
  const path = pathInSrc(id);
  if (path === undefined) return `packages/${packageName(id) ?? chunk.name}`;
  // What several edges share is in no folder.
  if (!path.includes('/')) return 'edges';
  return facadeModuleId === null ? dirname(path) : path.replace(/\.ts$/, '');
}

const asCommand = (code) => (code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`);
