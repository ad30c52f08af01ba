// The tables of README.md about the action, from action.yml; the rest of README.md is left as it is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const root = dirname(dirname(import.meta.dirname));

export async function generate() {
  const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  const tables = {
    inputs: table(
      ['input', 'default', 'meaning'],
      Object.entries(inputs).map(([name, input]) => [code(name), defaultOf(input), input.description]),
    ),
    outputs: table(
      ['output', 'content'],
      Object.entries(outputs).map(([name, output]) => [code(name), output.description]),
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

/** Replaces what stands between `<!-- NAME: … -->` and `<!-- /NAME -->`. */
function between(text, name, content) {
  const markers = new RegExp(`(<!-- ${name}: [^>]*-->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!markers.test(text)) throw new Error(`README.md has no markers for "${name}"`);
  return text.replace(markers, (_, begin, end) => `${begin}${content}${end}`);
}

function table(header, rows) {
  return [header, header.map(() => '---'), ...rows.map((cells) => cells.map(cell))]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

/** One line; a bar would end the cell, even inside code. */
function cell(text) {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function defaultOf({ default: text }) {
  return text === undefined || text === '' ? '' : code(text);
}

function code(text) {
  return `\`${text}\``;
}
