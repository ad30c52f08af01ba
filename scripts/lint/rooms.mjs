/** A plugin for oxlint: checks imports between the rooms of src/ (scripts/rooms.mjs) and the length of lines. */

import { dirname, join, relative } from 'node:path';
import { EDGES, heightOf, roomOf } from '../rooms.mjs';

const root = dirname(dirname(import.meta.dirname));
const src = join(root, 'src');
const inSrc = (file) => relative(src, file).replaceAll('\\', '/');
const MAX_LINE = 120;

/** Says what is wrong with an import of one module of src by another; nothing when it is allowed. */
export function wrongImport(from, to) {
  // A file of the repository that becomes part of the bundle as a text.
  if (to.startsWith('..')) return undefined;
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there || here === EDGES) return undefined;
  if (there === EDGES) return `${from} imports ${to}: the edges import everything, and nothing imports them`;
  if (there === 'host')
    return (
      `${from} imports ${to}: effects are passed in; declare what is needed in ` +
      'effects/, and let an edge hand it over'
    );
  if (heightOf(there) < heightOf(here)) return undefined;
  return (
    `${from} imports ${to}, which is higher: imports go downwards only. What both need belongs into ${here}/ or a ` +
    `room below it (scripts/rooms.mjs lists them, lowest first)`
  );
}

const downwards = {
  create(context) {
    const from = inSrc(context.filename);
    if (from.startsWith('..')) return {};
    const check = ({ source }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const wrong = wrongImport(from, inSrc(join(dirname(context.filename), source.value)));
      if (wrong !== undefined) context.report({ node: source, message: wrong });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** Lines that cannot be cut: addresses, imports, and texts or patterns without a blank. */
const cannotBeCut = (line) =>
  /https?:\/\/\S{60,}|^\s*(?:import|export) .*from '[^']+';$/.test(line) || !/\s\S+\s/.test(line.trim());

const lineLength = {
  create(context) {
    return {
      Program(node) {
        for (const [index, line] of context.sourceCode.lines.entries())
          if (line.length > MAX_LINE && !cannotBeCut(line))
            context.report({
              node,
              loc: {
                start: { line: index + 1, column: MAX_LINE },
                end: { line: index + 1, column: line.length },
              },
              message: `${line.length} characters; at most ${MAX_LINE}: cut a long text into pieces joined by +`,
            });
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { downwards, 'line-length': lineLength },
};
