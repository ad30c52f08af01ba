/** The projects that inputs are made from. Each of them plans cleanly as it is. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const RENDERED = /^(?:dockerfiles\/|docker-bake\.hcl$|expected\/|options\.txt$|README\.md$)/;

/**
 * All seeds: this repository, the examples, the cases of the tests, and Dockerfiles that are used as they are.
 *
 * @returns for each a name, its files by their paths, and the options that its commands need
 */
export function seeds() {
  const cases = foldersOf('test/cases').filter((folder) => existsSync(join(root, folder, 'matrix.yaml')));
  const examples = foldersOf('examples').filter((folder) => existsSync(join(root, folder, 'matrix.yaml')));
  const dockerfiles = ['dockerfiles', 'examples/environment', 'test/dockerfile', 'test/cases']
    .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
    .filter((path) => /(?:^|\/)(?:fine|escape-directive|images|asked|own)?\.?Dockerfile$/.test(path))
    .filter((path) => !path.includes('stages-of-dockerfiles/docker/'));
  return [
    {
      name: 'repository',
      files: { 'matrix.yaml': textOf('matrix.yaml'), ...filesOf('templates', 'templates/') },
      options: [],
    },
    ...[...examples, ...cases].map((folder) => ({
      name: folder,
      files: filesOf(folder),
      options: existsSync(join(root, folder, 'options.txt'))
        ? textOf(`${folder}/options.txt`).split('\n').filter(Boolean)
        : [],
    })),
    ...dockerfiles.map((path) => ({
      name: path,
      files: { 'matrix.yaml': MATRIX_OF_DOCKERFILE, Dockerfile: textOf(path) },
      options: [],
    })),
  ];
}

const MATRIX_OF_DOCKERFILE = `version: 1
image: ghcr.io/org/app
targets:
  app:
    dockerfile: Dockerfile
    secrets: [token, npmrc]
tags: ["{{target}}"]
`;

function foldersOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
    .toSorted();
}

/** The files of a project that somebody wrote, without those that are rendered from them. */
function filesOf(folder, prefix = '') {
  const paths = filesBelow(join(root, folder)).filter((path) => !RENDERED.test(path));
  return Object.fromEntries(paths.map((path) => [`${prefix}${path}`, textOf(`${folder}/${path}`)]));
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .toSorted();
}

function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}
