/** Changes values in a YAML file and keeps its comments and layout. */

import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Path } from '../../yaml/source.ts';

/** A new value for `path`. `undefined` removes the key with its value and the empty line in front. */
export interface Edit {
  readonly path: Path;
  readonly value: string | readonly string[] | undefined;
}

/**
 * Changes values of a YAML text and leaves everything else as it is, comments too. Every path must exist. Keys to be
 * removed must be top-level keys with an empty line in front.
 */
export function editYaml(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const places = edits.map(({ path, value }) => {
    if (value === undefined) return { ...paragraph(text, document.contents, path), text: '' };
    const node = document.getIn(path, true);
    if (!isNode(node) || !node.range) throw new Error(`no ${path.join('.')} to change`);
    return {
      start: node.range[0],
      end: node.range[1],
      text: typeof value === 'string' ? scalar(value) : `[${value.map(scalar).join(', ')}]`,
    };
  });
  return places
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (result, place) => `${result.slice(0, place.start)}${place.text}${result.slice(place.end)}`,
      text,
    );
}

/** From the empty line in front of a top-level key to the end of its value. */
function paragraph(text: string, contents: unknown, path: Path): { start: number; end: number } {
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === path[0])
    : undefined;
  if (!pair || !isScalar(pair.key) || !isNode(pair.value) || !pair.key.range || !pair.value.range)
    throw new Error(`no ${path.join('.')} to remove`);
  return {
    start: text.lastIndexOf('\n\n', pair.key.range[0]) + 1,
    end:
      text.indexOf('\n\n', pair.value.range[0]) === -1
        ? text.length
        : text.indexOf('\n\n', pair.value.range[0]) + 1,
  };
}

/** A text as a YAML scalar, in quotes where it could be read as something else. */
export function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*(?::[\w./-]+)*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
