/** Writes the inputs and outputs of action.yml; the rest of the file is written by hand. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { inputs, outputs } from '../inputs.mjs';

const root = dirname(dirname(import.meta.dirname));

/** Texts that would make a longer line are folded. */
const COLUMNS = 120;

export async function generate() {
  const sections = { inputs: await inputs(), outputs: await outputs() };
  const text = readFileSync(join(root, 'action.yml'), 'utf8');
  return {
    'action.yml': Object.entries(sections).reduce(
      (before, [name, entries]) => withSection(before, name, entries),
      text,
    ),
  };
}

/** Replaces a section: from its key to the next one, or to the end. */
function withSection(text, name, entries) {
  const section = new RegExp(`^${name}:\n(?: .*\n)*`, 'm');
  if (!section.test(text)) throw new Error(`action.yml has no section "${name}"`);
  return text.replace(section, () => `${name}:\n${entries.map(entry).join('')}`);
}

function entry({ name, description, default: value }) {
  return [
    `  ${name}:\n`,
    scalar('description', description),
    ...(value === undefined ? [] : [scalar('default', value)]),
  ].join('');
}

function scalar(key, text) {
  const line = `    ${key}: ${stringify(text, { singleQuote: true, lineWidth: 0 })}`;
  return line.length <= COLUMNS + 1 ? line : `    ${key}: >-\n${folded(text, COLUMNS - 6)}`;
}

/** Breaks lines between words, but not inside code, whose blanks must stay as they are. */
function folded(text, width) {
  const lines = [''];
  for (const word of text.match(/(?:`[^`]*`|\S)+/g)) {
    const last = lines.pop();
    const longer = last === '' ? word : `${last} ${word}`;
    lines.push(...(longer.length <= width ? [longer] : [last, word]));
  }
  return lines.map((line) => `      ${line}\n`).join('');
}
