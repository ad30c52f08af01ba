/** Writes every generated file of the repository; with --check it lists those that differ from the checkout. */

// Each module of scripts/generate returns a map from path to content.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(import.meta.dirname);

/** Folders with generated files only: a file there that is no longer generated is removed. */
const owned = ['dist', 'schema'];

async function generate() {
  const folder = join(import.meta.dirname, 'generate');
  const files = new Map();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .toSorted()) {
    const generator = await import(pathToFileURL(join(folder, name)).href);
    for (const [path, text] of Object.entries(await generator.generate())) files.set(path, text);
  }
  return files;
}

function leftOvers(files) {
  return owned
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !files.has(path));
}

const isCommand = (text) => text.startsWith('#!');

function write(files) {
  for (const path of leftOvers(files)) rmSync(join(root, path));
  for (const [path, text] of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, isCommand(text) ? 0o755 : 0o644);
  }
}

function differences(files) {
  const lines = leftOvers(files).map((path) => `${path}: not generated any more`);
  for (const [path, text] of files) {
    const file = join(root, path);
    if (!existsSync(file)) lines.push(`${path}: missing`);
    else if (!readFileSync(file).equals(Buffer.from(text)))
      lines.push(`${path}: ${firstDifference(readFileSync(file, 'utf8'), text)}`);
    else if (process.platform !== 'win32' && isCommand(text) && (statSync(file).mode & 0o111) === 0)
      lines.push(`${path}: not executable`);
  }
  return lines.toSorted();
}

function firstDifference(checkedOut, generated) {
  const lines = generated.split('\n');
  const checkedOutLines = checkedOut.split('\n');
  const at = lines.findIndex((line, index) => line !== checkedOutLines[index]);
  return `differs from what the sources give, first in line ${at === -1 ? lines.length + 1 : at + 1}`;
}

const files = await generate();
if (process.argv.includes('--check')) {
  const differing = differences(files);
  for (const line of differing) console.error(line);
  if (differing.length > 0) {
    console.error('Run `npm ci && npm run build` and commit the result.');
    process.exitCode = 1;
  } else {
    console.log(`${files.size} generated files are what the sources give`);
  }
} else {
  write(files);
  console.log(`wrote ${files.size} files`);
}
