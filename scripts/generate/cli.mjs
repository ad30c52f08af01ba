/** Writes the tables of options in docs/cli.md, from src/options.ts; the rest is written by hand. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundled } from '../bundled.mjs';
import { between, code, table } from '../markdown.mjs';

const root = dirname(dirname(import.meta.dirname));

/** Options of several commands, but not of all: the text below the first table explains them. */
const IN_THE_TEXT = ['out', 'tag'];

export async function generate() {
  const { optionsOf } = await bundled('src/options.ts');
  const [build, ...others] = ['build', 'all', 'check', 'render', 'plan'].map(optionsOf);
  const isCommon = ({ option }) =>
    others.every((options) => options.some((other) => other.option === option));
  const tables = {
    'options of every command': build.filter(isCommon),
    'options of build and all': build.filter(
      (option) => !isCommon(option) && !IN_THE_TEXT.includes(option.option),
    ),
    'options of publish': optionsOf('publish'),
  };
  const docs = readFileSync(join(root, 'docs/cli.md'), 'utf8');
  return {
    'docs/cli.md': Object.entries(tables).reduce(
      (text, [name, options]) => between(text, name, table(['option', 'meaning'], rows(options))),
      docs,
    ),
  };
}

/** The rows of a table. Neighbouring options with the same meaning share a row. */
function rows(options) {
  const groups = [];
  for (const option of options.flatMap(written)) {
    const last = groups.at(-1);
    if (last?.[0].meaning === option.meaning) last.push(option);
    else groups.push([option]);
  }
  return groups.map((group) => [names(group), group[0].meaning]);
}

/** The names of options that share a row. Their argument is shown once, after the last; not at all if they differ. */
function names(group) {
  const values = [...new Set(group.flatMap(({ value }) => (value === undefined ? [] : [value])))];
  const [value, ...others] = values;
  return group
    .map(({ name }, index) =>
      code(
        index === group.length - 1 && value !== undefined && others.length === 0 ? `${name} ${value}` : name,
      ),
    )
    .join(', ');
}

function written(option) {
  if (option.kind === 'flag-each')
    return Object.entries(option.words).map(([word, help]) => ({ name: `--${word}`, meaning: help }));
  const { kind, short, option: name, argument, words, docs } = option;
  return [
    {
      name: short === undefined ? `--${name}` : `-${short}, --${name}`,
      value: kind === 'choice' ? words.join('|') : argument?.toUpperCase(),
      meaning: docs ?? fromHelp(option),
    },
  ];
}

/** The help of an option as a meaning: what it has in parentheses at its end follows after a semicolon. */
function fromHelp({ help, default: value }) {
  const isShown = value !== undefined && !Array.isArray(value);
  return `${help.replace(/ \((.*)\)$/, '; $1')}${isShown ? `; default ${code(value)}` : ''}`;
}
