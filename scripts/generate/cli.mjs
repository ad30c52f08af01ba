// The tables of docs/cli.md about options, from src/options.ts; the rest of docs/cli.md is left as it is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundled } from '../bundled.mjs';
import { between, code, table } from '../markdown.mjs';

const root = dirname(dirname(import.meta.dirname));

/** The text below the first table tells of these, because they are of several commands, but not of all. */
const TOLD = ['out', 'tag'];

export async function generate() {
  const { optionsOf } = await bundled('src/options.ts');
  const [build, ...others] = ['build', 'all', 'check', 'render', 'plan'].map(optionsOf);
  const isCommon = ({ option }) =>
    others.every((options) => options.some((other) => other.option === option));
  const tables = {
    'options of every command': build.filter(isCommon),
    'options of build and all': build.filter((option) => !isCommon(option) && !TOLD.includes(option.option)),
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

/** Options that follow each other with the same meaning share a row. */
function rows(options) {
  const groups = [];
  for (const option of options.flatMap(written)) {
    const last = groups.at(-1);
    if (last?.[0].meaning === option.meaning) last.push(option);
    else groups.push([option]);
  }
  return groups.map((group) => [names(group), group[0].meaning]);
}

/** The value is named once; where values differ, none is. */
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

/** What the help adds in parentheses follows after a semicolon. */
function fromHelp({ help, default: value }) {
  const isShown = value !== undefined && !Array.isArray(value);
  return `${help.replace(/ \((.*)\)$/, '; $1')}${isShown ? `; default ${code(value)}` : ''}`;
}
