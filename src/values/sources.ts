/** Values that are read from files: `{ read: pyproject.toml, key: project.version }`, `{ glob: "src/*" }`. */

import { parse as parseToml } from 'smol-toml';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { literal } from './literal.ts';
import { reasonOf } from '../text/reason.ts';
import { firstLine } from '../text/words.ts';
import { isMapping } from '../yaml/shape.ts';
import type { Path } from '../yaml/source.ts';

/** The files that values are read from, by their path from the folder of the matrix. Read before planning begins. */
export interface ValueInputs {
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Sorted paths by glob pattern. */
  readonly globs: ReadonlyMap<string, readonly string[]>;
}

export const NO_INPUTS: ValueInputs = { files: new Map(), globs: new Map() };

type Mapping = Readonly<Record<string, Value>>;

/**
 * The keys of a value that is read from a file: `{ read: FILE, key: a.b }`. Of a list in the file, `each` is an
 * expression for every entry, and `having` a key that entries must have. `{ glob: PATTERN }` gives the paths of files.
 */
const READ_KEYS = ['read', 'key', 'each', 'having'] as const;

function textAt(value: Mapping, key: string): string | undefined {
  const text = value[key];
  return typeof text === 'string' ? text : undefined;
}

/** Whether a value is read from a file, and not a mapping of values. */
export function isSource(value: Value): value is Mapping {
  return isMapping(value) && (textAt(value, 'read') ?? textAt(value, 'glob')) !== undefined;
}

/** A file or glob pattern that the matrix names, and where it does. */
export interface NamedSource {
  readonly kind: 'file' | 'glob';
  readonly name: string;
  readonly at: Path;
}

/** Every file and glob pattern that a tree of values names. */
function sourcesOf(value: Value, at: Path): readonly NamedSource[] {
  if (isSource(value)) {
    const pattern = textAt(value, 'glob');
    return pattern === undefined
      ? [{ kind: 'file', name: textAt(value, 'read') ?? '', at: [...at, 'read'] }]
      : [{ kind: 'glob', name: pattern, at: [...at, 'glob'] }];
  }
  if (Array.isArray(value))
    return (value as readonly Value[]).flatMap((item, index) => sourcesOf(item, [...at, index]));
  return isMapping<Value>(value)
    ? Object.entries(value).flatMap(([name, item]) => sourcesOf(item, [...at, name]))
    : [];
}

/** Every file and glob pattern that the matrix names: for values, and Dockerfiles and test files to be read. */
export function namedSources({ file }: Matrix): readonly NamedSource[] {
  const named = (kind: 'targets' | 'stages') => Object.entries(file[kind] ?? {});
  const tests = (test: typeof file.test, at: Path): readonly NamedSource[] =>
    (test ?? []).flatMap(({ structure }, index) =>
      structure === undefined
        ? []
        : [{ kind: 'file' as const, name: structure, at: [...at, 'test', index, 'structure'] }],
    );
  return [
    ...sourcesOf(file.values ?? {}, ['values']),
    ...Object.entries(file.axes ?? {}).flatMap(([axis, values]) =>
      Array.isArray(values)
        ? []
        : Object.entries(values).flatMap(([text, carried]) => sourcesOf(carried, ['axes', axis, text])),
    ),
    ...(['targets', 'stages'] as const).flatMap((kind) =>
      named(kind).flatMap(([name, { values }]) => sourcesOf(values ?? {}, [kind, name, 'values'])),
    ),
    ...(file.rules ?? []).flatMap(({ set }, index) => sourcesOf(set ?? {}, ['rules', index, 'set'])),
    // Dockerfiles of the user that are used as they are: lint reads them.
    ...Object.entries(file.targets).flatMap(([name, { dockerfile }]) =>
      dockerfile === undefined
        ? []
        : [{ kind: 'file' as const, name: dockerfile, at: ['targets', name, 'dockerfile'] }],
    ),
    ...tests(file.test, []),
    ...Object.entries(file.targets).flatMap(([name, { test }]) => tests(test, ['targets', name])),
  ];
}

/** The names of all that `namedSources` finds. */
export function valueSources(matrix: Matrix): {
  readonly files: readonly string[];
  readonly globs: readonly string[];
} {
  const sources = namedSources(matrix);
  const names = (wanted: NamedSource['kind']): readonly string[] =>
    sources.flatMap(({ kind, name }) => (kind === wanted ? [name] : []));
  return { files: names('file'), globs: names('glob') };
}

/**
 * Replaces every `read` and `glob` in a tree of values by what it gives.
 * Throws `ProblemsFound` with the place of a value that cannot be read.
 */
export function readSources(
  value: Value,
  inputs: ValueInputs,
  templates: Templates,
  placeOf: (path: readonly (string | number)[]) => Place,
  path: readonly (string | number)[] = [],
): Value {
  if (isSource(value)) return readSource(value, inputs, templates, placeOf(path));
  if (Array.isArray(value))
    return (value as readonly Value[]).map((item, index) =>
      readSources(item, inputs, templates, placeOf, [...path, index]),
    );
  if (!isMapping<Value>(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      readSources(item, inputs, templates, placeOf, [...path, name]),
    ]),
  );
}

function readSource(value: Mapping, inputs: ValueInputs, templates: Templates, place: Place): Value {
  const pattern = textAt(value, 'glob');
  const allowed: readonly string[] = pattern === undefined ? READ_KEYS : ['glob'];
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined)
    fail(
      'unknown-key',
      `unknown key "${unknown}" beside "${pattern === undefined ? 'read' : 'glob'}"${didYouMean(unknown, allowed)}`,
      place,
    );
  if (pattern !== undefined) return inputs.globs.get(pattern) ?? [];

  const path = textAt(value, 'read') ?? '';
  const key = textAt(value, 'key') ?? '';
  const text = inputs.files.get(path);
  if (text === undefined)
    return fail(
      'unreadable-value',
      `there is no file "${path}" to read a value from`,
      place,
      'paths start at the folder of the matrix',
    );
  const data = select(readData({ path, text }, place), key, path, place);
  const each = textAt(value, 'each');
  if (each === undefined)
    return (
      toValue(data) ??
      fail('unreadable-value', `"${key}" in ${path} is no text, number, list or mapping`, place)
    );
  if (!Array.isArray(data))
    return fail('unreadable-value', `"each" needs a list, and "${key}" in ${path} is none`, place);
  const having = textAt(value, 'having');
  return (data as readonly unknown[])
    .filter((item) => having === undefined || lookup(item, having) !== undefined)
    .map((item) => templates.expression(each, toValue(item) as Mapping, place));
}

/** The data of a file: TOML or JSON by its name; otherwise a list of lines, without comments and empty lines. */
function readData({ path, text }: TextFile, place: Place): unknown {
  try {
    if (path.endsWith('.json')) return JSON.parse(text) as unknown;
    if (/\.(?:toml|lock)$/.test(path)) return parseToml(text);
  } catch (cause) {
    fail('unreadable-value', `${path} cannot be read: ${firstLine(reasonOf(cause))}`, place);
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The value at `key` in the data of a file; a problem when there is none. */
function select(data: unknown, key: string, path: string, place: Place): unknown {
  const value = key === '' ? data : lookup(data, key);
  if (value !== undefined) return value;
  const parent = lookup(data, key.split('.').slice(0, -1).join('.'));
  const known = typeof parent === 'object' && parent !== null ? Object.keys(parent) : [];
  return fail(
    'unreadable-value',
    `there is no "${key}" in ${path}${didYouMean(key.split('.').at(-1) ?? '', known)}`,
    place,
  );
}

/** The value at a key such as `a.b.0`. Names that every JavaScript object has do not count. */
function lookup(data: unknown, key: string): unknown {
  return key
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (inner, part) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
          ? (inner as Record<string, unknown>)[part]
          : undefined,
      data,
    );
}

/** Data of a file as a value: numbers and dates become text, as everywhere in a matrix. */
function toValue(data: unknown): Value | undefined {
  // `{{` in a file is plain text: only the texts of the matrix itself are expressions.
  if (typeof data === 'string') return literal(data);
  if (typeof data === 'boolean') return data;
  if (typeof data === 'number' || typeof data === 'bigint') return String(data);
  if (data instanceof Date) return data.toISOString();
  if (Array.isArray(data)) return data.map((item) => toValue(item) ?? '');
  if (typeof data !== 'object' || data === null) return undefined;
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, toValue(item) ?? '']));
}

function fail(code: Problem['code'], message: string, place: Place, hint?: string): never {
  throw new ProblemsFound([error(code, message, { place, hint })]);
}
