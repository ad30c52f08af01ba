import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';
import { error, type Place, type Problem } from '../problem.ts';

/** A text file as a value: `path` is how the user would name it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Keys and list positions from the root of a YAML document down to a value. */
export type Path = readonly (string | number)[];

/** A YAML document as plain data, and the way back from a path to the place it was written at. */
export interface YamlSource {
  readonly file: TextFile;
  /** Every scalar is text (`3.10` stays "3.10"), but plain `true` and `false` are booleans. */
  readonly data: unknown;
  /** The place of the value at `path`, or of the closest value above it that exists. */
  readonly at: (path: Path) => Place;
  /** The place of the key at the end of `path`. */
  readonly atKey: (path: Path) => Place;
}

/** More aliases than this in one file is a mistake or an attack (a document that expands exponentially). */
const MAX_ALIASES = 100;

/**
 * Reads YAML 1.2 with the failsafe schema, so that versions never turn into numbers.
 * Gives every syntax problem at once; the data is only there when there is none.
 */
export function readYaml(file: TextFile): { source: YamlSource; problems: readonly [] } | { problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(file.text, {
    schema: 'failsafe',
    customTags: ['bool'],
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const place = (start: number, end = start): Place => {
    const { line, col } = lines.linePos(Math.min(start, file.text.length));
    const firstLine = file.text.slice(start, end).split('\n', 1)[0] ?? '';
    return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1), length: Math.max(firstLine.trimEnd().length, 1) };
  };

  const problems: Problem[] = [...document.errors, ...document.warnings].map((issue) =>
    error('yaml-syntax', yamlMessage(issue.code, issue.message), { place: place(...issue.pos) }),
  );
  if (problems.length === 0) problems.push(...emptyValues(document, place), ...reservedKeys(document, place));
  if (problems.length > 0) return { problems };

  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = /Excessive alias/.test(reason)
      ? `aliases (*name) expand to too much; at most ${MAX_ALIASES} are allowed`
      : `not valid YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
    return { problems: [error('yaml-aliases', message, { place: place(0) })] };
  }
  const nodePlace = (node: Node | null | undefined): Place => place(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
  return {
    problems: [],
    source: {
      file,
      data,
      at: (path) => nodePlace(find(document, path).value),
      atKey: (path) => {
        const found = find(document, path);
        return nodePlace(found.key ?? found.value);
      },
    },
  };
}

/** yaml's own wording, made a phrase that fits behind `path:line:column:`. */
function yamlMessage(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this key is there twice in the same mapping; remove one of the two';
  if (code === 'TAB_AS_INDENT') return 'a tab in the indentation; YAML allows only spaces there';
  if (code === 'MULTIPLE_DOCS') return 'a second YAML document (---); a matrix is one document';
  if (code === 'TAG_RESOLVE_FAILED') return `${message.replace(/^Unresolved tag: /, 'unknown YAML tag ')}; quote the text if it begins with "!"`;
  return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
}

/** `key:` with nothing behind it is more often a forgotten value than a wanted empty text. */
function emptyValues(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (node.type === 'PLAIN' && node.source === '' && node.range) {
        problems.push(error('yaml-empty', 'no value here', { place: place(node.range[0]), hint: "write '' for an empty text, or remove the key" }));
      }
    },
    Pair(_key, pair) {
      if (pair.value === null && isScalar(pair.key) && pair.key.range) {
        problems.push(error('yaml-empty', `"${String(pair.key.value)}" has no value`, { place: place(pair.key.range[0], pair.key.range[1]), hint: "write '' for an empty text, or remove the key" }));
      }
    },
  });
  return problems;
}

/** Names every JavaScript object answers to; libraries drop them silently, so a value of that name would vanish. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

function reservedKeys(document: Document, place: (start: number, end?: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, pair) {
      if (isScalar(pair.key) && pair.key.range && RESERVED.has(String(pair.key.value))) {
        problems.push(error('reserved-key', `"${String(pair.key.value)}" is reserved; choose another name`, { place: place(pair.key.range[0], pair.key.range[1]) }));
      }
    },
  });
  return problems;
}

/** Walks as far along `path` as the document goes; follows aliases and merge keys. */
function find(document: Document, path: Path): { key?: Node; value: Node | null } {
  let value: Node | null = document.contents;
  let key: Node | undefined;
  for (const step of path) {
    const here: Node | null = isAlias(value) ? (value.resolve(document) ?? null) : value;
    const next: { key?: Node; value: Node | null } | undefined = isMap(here)
      ? pairOf(here.items as Pair<Node, Node | null>[], String(step), document)
      : isSeq(here) && typeof step === 'number' && here.items[step] && !isPair(here.items[step])
        ? { value: here.items[step] as Node }
        : undefined;
    if (!next) break;
    value = next.value ?? next.key ?? value;
    key = next.key;
  }
  return key ? { key, value } : { value };
}

function pairOf(items: readonly Pair<Node, Node | null>[], name: string, document: Document): { key: Node; value: Node | null } | undefined {
  const own = items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name);
  if (own) return own;
  for (const pair of items) {
    // The merge tag turns the text `<<` into a symbol of the same description.
    if (!isScalar(pair.key) || !/^(?:<<|Symbol\(<<\))$/.test(String(pair.key.value))) continue;
    const merged = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
    const maps = isSeq(merged) ? merged.items.map((item) => (isAlias(item) ? item.resolve(document) : item)) : [merged];
    for (const map of maps) {
      const found = isMap(map) ? pairOf(map.items as Pair<Node, Node | null>[], name, document) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
