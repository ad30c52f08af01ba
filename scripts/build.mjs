// Writes every generated file: what scripts/generate/*.mjs return, each a map from path to content.
//   node scripts/build.mjs           writes them
//   node scripts/build.mjs --check   compares them with the checkout and lists what differs
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

/** Folders that hold nothing but generated files: what is not generated any more is removed. */
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
  const found = leftOvers(files).map((path) => `${path}: not generated any more`);
  for (const [path, text] of files) {
    const file = join(root, path);
    if (!existsSync(file)) found.push(`${path}: missing`);
    else if (!readFileSync(file).equals(Buffer.from(text)))
      found.push(`${path}: ${firstDifference(readFileSync(file, 'utf8'), text)}`);
    else if (process.platform !== 'win32' && isCommand(text) && (statSync(file).mode & 0o111) === 0)
      found.push(`${path}: not executable`);
  }
  return found.toSorted();
}

function firstDifference(there, generated) {
  const lines = generated.split('\n');
  const found = there.split('\n');
  const at = lines.findIndex((line, index) => line !== found[index]);
  return `differs from what the sources give, first in line ${at === -1 ? lines.length + 1 : at + 1}`;
}

const files = await generate();
if (process.argv.includes('--check')) {
  const found = differences(files);
  for (const line of found) console.error(line);
  if (found.length > 0) {
    console.error('Run `npm ci && npm run build` and commit the result.');
    process.exitCode = 1;
  } else {
    console.log(`${files.size} generated files are what the sources give`);
  }
} else {
  write(files);
  console.log(`wrote ${files.size} files`);
}
