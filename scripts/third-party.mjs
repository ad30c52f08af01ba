/** Collects the licences of all packages whose code is in the bundle. */

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RULE = '-'.repeat(80);

/** Packages without a licence file, with the licence that their package.json names; a person has checked each. */
const reviewed = new Map([['@nodable/entities', 'MIT']]);

/** The folder of the package that a module belongs to; undefined for modules of this project. */
export function packageFolder(id) {
  if (id === '\0rolldown/runtime.js') return dirname(dirname(fileURLToPath(import.meta.resolve('rolldown'))));
  return /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];
}

export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The licence texts of every package that a module is from, sorted by name. */
export function thirdPartyNotices(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolder));
  folders.delete(undefined);
  const sections = new Map(
    [...folders].map((folder) => {
      const { name, version, license } = readManifest(folder);
      return [`${name} ${version} (${license})`, licenceText(folder)];
    }),
  );
  const sorted = [...sections].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const intro = 'The files in this folder hold code of these packages.\n';
  return [intro, ...sorted.map(([title, text]) => `${title}\n\n${text}\n`)].join(`\n${RULE}\n\n`);
}

function licenceText(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0)
    return files
      .toSorted()
      .map((file) => plain(readFileSync(join(folder, file), 'utf8')))
      .join('\n\n');
  const { name, license, author, repository } = readManifest(folder);
  if (reviewed.get(name) !== license)
    throw new Error(
      `${name} comes without a licence file and says "${license}": look at it, and add it to scripts/third-party.mjs`,
    );
  return `Copyright (c) ${author?.name ?? author}, ${repository?.url ?? repository}\n\n${MIT}`;
}

const plain = (text) =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this \
software and associated documentation files (the "Software"), to deal in the Software without \
restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, \
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished \
to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial \
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT \
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN \
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, \
WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE \
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
