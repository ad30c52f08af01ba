// The table of rooms in docs/architecture.md, from scripts/rooms.mjs; the rest of the page is left as it is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { between, code, table } from '../markdown.mjs';
import { rooms } from '../rooms.mjs';

const root = dirname(dirname(import.meta.dirname));

export async function generate() {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const rows = rooms.map(([folder, holds]) => [code(`${folder}/`), holds]);
  return { 'docs/architecture.md': between(page, 'rooms', table(['folder', 'holds'], rows)) };
}
