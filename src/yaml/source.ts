/** Reads YAML files, and tells the line and column of each key and value for messages. */

import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import { error, type Place, type Problem } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { HALF_CHARACTER } from '../text/half-character.ts';
import { reasonOf } from '../text/reason.ts';
import { MAX_NESTING, TOO_DEEP } from './nesting.ts';

/** Keys and list positions from the root of a YAML document down to a value. */
export type Path = readonly (string | number)[];

/** A YAML document as plain data, with the line and column of everything in it. */
export interface YamlSource {
  readonly file: TextFile;
  /**
   * Every scalar is text (`3.10` stays "3.10"), but plain `true` and `false` are booleans; with `empty` it is what has
   * no value that is `null`, and `true` is text.
   */
  readonly data: unknown;
  /** The place of the value at `path`, or of the closest value above it that exists. */
  readonly at: (path: Path) => Place;
  /** The place of the key at the end of `path`. */
  readonly atKey: (path: Path) => Place;
}

/** A file that needs more aliases is a mistake, or an attack: a small document that expands to a huge one. */
const MAX_ALIASES = 100;

/** After so many errors of syntax the rest only follow from them. */
const MAX_ERRORS = 20;

/**
 * Reads YAML 1.2 with the failsafe schema, so that versions never turn into numbers.
 * Gives every syntax problem at once, or else the data.
 *
 * @param empty whether keys may have no value, as in files of other tools; otherwise it is a problem
 */
export function readYaml(
  file: TextFile,
  { empty = false }: { readonly empty?: boolean } = {},
): { source: YamlSource; problems: readonly [] } | { problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, {
    schema: 'failsafe',
    customTags: [empty ? 'null' : 'bool'],
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const place = (start: number, end = start): Place => {
    const { line, col } = lines.linePos(Math.min(start, file.text.length));
    const firstLine = file.text.slice(start, end).split('\n', 1)[0] ?? '';
    return {
      file: file.path,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      length: Math.max(firstLine.trimEnd().length, 1),
    };
  };

  const problems: Problem[] = [...document.errors, ...document.warnings].slice(0, MAX_ERRORS).map((issue) => {
    const unclosed = unclosedAt(document, issue.code, issue.message, issue.pos[0]);
    const at = place(...(unclosed?.range ?? issue.pos));
    const braces = /(?:^|[:,[-]\s*)\{\{/.test(file.text.split('\n')[at.line - 1] ?? '');
    return error('yaml-syntax', unclosed?.message ?? yamlMessage(issue.code, issue.message), {
      place: at,
      hint: braces ? QUOTE_BRACES : undefined,
    });
  });
  const deep = problems.length === 0 ? tooDeep(document) : undefined;
  if (deep) problems.push(error('yaml-syntax', TOO_DEEP, { place: place(...deep) }));
  if (problems.length === 0)
    problems.push(
      ...keyProblems(document, place),
      ...aliasProblems(document, place),
      ...halfCharacters(document, place),
    );
  if (problems.length === 0 && !empty) problems.push(...emptyValues(document, place));
  if (problems.length > 0) return { problems };

  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const reason = reasonOf(cause);
    const excessive = /Excessive alias/.test(reason);
    const nodes = reason.startsWith('Merge') ? mergeKeys(document) : aliases(document);
    const [start, end] = nodes.at(-1)?.range ?? [0, 0];
    const message = excessive
      ? `aliases (*name) expand to too much; at most ${MAX_ALIASES} are allowed`
      : `not valid YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
    return { problems: [error('yaml-aliases', message, { place: place(start, end) })] };
  }
  const nodePlace = (node: Node | null | undefined): Place =>
    place(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
  return {
    problems: [],
    source: {
      file,
      data,
      at: (path) => nodePlace(findNode(document, path).value),
      atKey: (path) => {
        const { key, value } = findNode(document, path);
        return nodePlace(key ?? value);
      },
    },
  };
}

const QUOTE_BRACES = 'text that begins with {{ has to be quoted: "{{name}}"';

/** The range of the first node that is in too many others. */
function tooDeep(document: Document): [number, number] | undefined {
  let found: [number, number] | undefined;
  visit(document, {
    Collection: (_key, node, path) => {
      // Of the nodes above, those of mappings are there twice: as the mapping and as its pair.
      if (path.filter((above) => !isPair(above)).length <= MAX_NESTING) return undefined;
      found = [node.range?.[0] ?? 0, node.range?.[0] ?? 0];
      return visit.BREAK;
    },
  });
  return found;
}

/** What the yaml package says, as a phrase that fits behind `path:line:column:`. */
function yamlMessage(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this key is there twice in the same mapping; remove one of the two';
  if (message.includes('call stack')) return TOO_DEEP;
  if (code === 'TAB_AS_INDENT') return 'a tab in the indentation; YAML allows only spaces there';
  if (code === 'MULTIPLE_DOCS') return 'a second YAML document (---); a matrix is one document';
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return 'not valid YAML: a second ": " in this line; text that holds one has to be quoted';
  if (code === 'TAG_RESOLVE_FAILED') {
    const unknownTag = message.replace(
      /^Unresolved tag: (?:tag:yaml\.org,2002:(?=(.*)))?/,
      (_all, name?: string) => `unknown YAML tag ${name === undefined ? '' : '!!'}`,
    );
    return `${unknownTag}; values are text without it, and text that begins with "!" has to be quoted`;
  }
  return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
}

/** The parser notices a missing quote or bracket much later; the message shows where it was opened. */
function unclosedAt(
  document: Document,
  code: string,
  message: string,
  end: number,
): { message: string; range: readonly [number, number] } | undefined {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  const bracket = code === 'BAD_INDENT' ? /end with a ([\]}])/.exec(message)?.[1] : undefined;
  let start: number | undefined;
  visit(document, {
    Scalar(_key, { type, range }) {
      if (
        type === (quote === '"' ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE') &&
        quote !== undefined &&
        range &&
        range[0] < end
      )
        start = range[0];
    },
    Collection(_key, { flow, range }) {
      if (bracket !== undefined && flow === true && range && range[0] < end) start = range[0];
    },
  });
  if (start === undefined) return undefined;
  return {
    range: [start, start + 1],
    message: `not valid YAML: this ${quote ?? (bracket === ']' ? '[' : '{')} is never closed`,
  };
}

/** Keys without a value are problems: it is more often forgotten than meant to be an empty text. */
function emptyValues(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (node.type === 'PLAIN' && node.source === '' && node.range) {
        problems.push(
          error('yaml-empty', 'no value here', {
            place: place(node.range[0]),
            hint: "write '' for an empty text, or remove the key",
          }),
        );
      }
    },
    Pair(_key, pair) {
      if (pair.value === null && isScalar(pair.key) && pair.key.range) {
        problems.push(
          error('yaml-empty', `"${String(pair.key.value)}" has no value`, {
            place: place(pair.key.range[0], pair.key.range[1]),
            hint: "write '' for an empty text, or remove the key",
          }),
        );
      }
    },
  });
  return problems;
}

/** Names that every JavaScript object has. Libraries drop such keys silently, so they are refused with a message. */
const RESERVED: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'toJSON',
]);

/** Keys that are reserved, or no text. */
function keyProblems(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && key.range && RESERVED.has(String(key.value))) {
        problems.push(
          error('reserved-key', `"${String(key.value)}" is reserved; choose another name`, {
            place: place(key.range[0], key.range[1]),
          }),
        );
      }
      if (isCollection(key) && key.range) {
        const braces = isMap(key) && key.flow === true;
        // YAML reads `{{` as a mapping in a mapping: what the user wrote begins one brace before the inner one.
        problems.push(
          braces
            ? error('yaml-key', QUOTE_BRACES, { place: place(key.range[0] - 1, key.range[1] + 1) })
            : error('yaml-key', 'a key must be text, not a list', {
                place: place(key.range[0], key.range[1]),
              }),
        );
      }
    },
  });
  return problems;
}

/** Texts with one half of a pair of UTF-16, as "\ud800": written to a file, another character would take its place. */
function halfCharacters(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      if (HALF_CHARACTER.test(String(value)) && range)
        problems.push(
          error('yaml-syntax', 'this text has half of a character, which no file can hold', {
            place: place(range[0], range[1]),
            hint: String.raw`write the character itself, or both halves of it: "\ud83d\udc33"`,
          }),
        );
    },
  });
  return problems;
}

function aliases(document: Document): readonly Alias[] {
  const nodes: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void nodes.push(alias) });
  return nodes;
}

function mergeKeys(document: Document): readonly Scalar[] {
  const keys: Scalar[] = [];
  visit(document, { Pair: (_key, { key }) => void (isScalar(key) && isMergeKey(key) && keys.push(key)) });
  return keys;
}

/** Aliases without an anchor, and aliases inside of what they stand for. */
function aliasProblems(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_key, alias, path) {
      const [start, end] = alias.range ?? [0, 0];
      const target = alias.resolve(document);
      if (target === undefined)
        problems.push(
          error('yaml-aliases', `there is no anchor "&${alias.source}" above this alias`, {
            place: place(start, end),
          }),
        );
      else if (path.includes(target))
        problems.push(
          error('yaml-aliases', `the alias "*${alias.source}" stands inside of what it stands for`, {
            place: place(start, end),
          }),
        );
    },
  });
  return problems;
}

/** The node at `path`, or the closest one above it that exists. Follows aliases and merge keys. */
function findNode(document: Document, path: Path): { key?: Node; value: Node | null } {
  let value: Node | null = document.contents;
  let key: Node | undefined;
  for (const step of path) {
    const parent: Node | null = isAlias(value) ? (value.resolve(document) ?? null) : value;
    const next: { key?: Node; value: Node | null } | undefined = isMap(parent)
      ? pairOf(parent.items as Pair<Node, Node | null>[], String(step), document)
      : isSeq(parent) && typeof step === 'number' && parent.items[step] && !isPair(parent.items[step])
        ? { value: parent.items[step] as Node }
        : undefined;
    if (!next) break;
    value = next.value ?? next.key ?? value;
    key = next.key;
  }
  return key ? { key, value } : { value };
}

/** The pair with this key: in the mapping itself, or else in one that it merges (`<<: *name`). */
function pairOf(
  items: readonly Pair<Node, Node | null>[],
  name: string,
  document: Document,
): { key: Node; value: Node | null } | undefined {
  const direct = items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name);
  if (direct) return direct;
  for (const pair of items) {
    if (!isScalar(pair.key) || !isMergeKey(pair.key)) continue;
    const merged = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
    const maps = isSeq(merged)
      ? merged.items.map((item) => (isAlias(item) ? item.resolve(document) : item))
      : [merged];
    for (const map of maps) {
      const pairInMap = isMap(map)
        ? pairOf(map.items as Pair<Node, Node | null>[], name, document)
        : undefined;
      if (pairInMap) return pairInMap;
    }
  }
  return undefined;
}

/** Whether a key is `<<`, which the yaml package may have turned into a symbol of that name. */
function isMergeKey(key: Scalar): boolean {
  return /^(?:<<|Symbol\(<<\))$/.test(String(key.value));
}
