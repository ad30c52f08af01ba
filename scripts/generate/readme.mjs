/** Writes the tables of inputs and outputs in README.md; the rest is written by hand. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inputs, outputs } from '../inputs.mjs';
import { between, code, table } from '../markdown.mjs';

const root = dirname(dirname(import.meta.dirname));

export async function generate() {
  const tables = {
    inputs: table(
      ['input', 'default', 'meaning'],
      (await inputs()).map(({ name, default: value, description }) => [
        code(name),
        value === undefined ? '' : code(value),
        description,
      ]),
    ),
    outputs: table(
      ['output', 'content'],
      (await outputs()).map(({ name, description }) => [code(name), description]),
    ),
  };
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return {
    'README.md': Object.entries(tables).reduce(
      (text, [name, content]) => between(text, name, content),
      readme,
    ),
  };
}
