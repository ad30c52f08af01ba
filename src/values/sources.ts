import { parse as parseToml } from 'smol-toml';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { literal } from './literal.ts';

/** Files that values are read from, by path from the matrix's folder; read before anything pure begins. */
export interface ValueInputs {
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Sorted paths by glob pattern. */
  readonly globs: ReadonlyMap<string, readonly string[]>;
}

export const NO_INPUTS: ValueInputs = { files: new Map(), globs: new Map() };

type Mapping = Readonly<Record<string, Value>>;

/**
 * A value that stands in a file: `{ read: FILE, key: a.b }`, with `each` an expression for every entry of a list and
 * `having` a key that entries must have. Or the paths of files, as a list: `{ glob: PATTERN }`.
 */
const READ_KEYS = ['read', 'key', 'each', 'having'] as const;

function textAt(value: Mapping, key: string): string | undefined {
  const text = value[key];
  return typeof text === 'string' ? text : undefined;
}

/** Whether a value is a mapping of values, or the description of a source. */
export function isMapping(value: Value | undefined): value is Mapping {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether a value is read from a file, and not a mapping of values. */
export function isSource(value: Value): value is Mapping {
  return isMapping(value) && (textAt(value, 'read') ?? textAt(value, 'glob')) !== undefined;
}

/** Every file and glob pattern that a tree of values names. */
export function sourcesOf(value: Value): { files: readonly string[]; globs: readonly string[] } {
  if (isSource(value)) {
    const pattern = textAt(value, 'glob');
    return pattern === undefined
      ? { files: [textAt(value, 'read') ?? ''], globs: [] }
      : { files: [], globs: [pattern] };
  }
  const inner = (
    Array.isArray(value) ? (value as readonly Value[]) : isMapping(value) ? Object.values(value) : []
  ).map(sourcesOf);
  return { files: inner.flatMap(({ files }) => files), globs: inner.flatMap(({ globs }) => globs) };
}

/** Every file and pattern that a value anywhere in the matrix is read from. */
export function valueSources({ file }: Matrix): {
  readonly files: readonly string[];
  readonly globs: readonly string[];
} {
  const axes = Object.values(file.axes ?? {}).flatMap((axis) =>
    Array.isArray(axis) ? [] : Object.values(axis),
  );
  const all = [
    file.values ?? {},
    ...axes,
    ...[...Object.values(file.targets), ...Object.values(file.stages ?? {})].map(
      ({ values }) => values ?? {},
    ),
    ...(file.rules ?? []).map(({ set }) => set ?? {}),
  ].map(sourcesOf);
  // Dockerfiles that are used as they are: lint reads them.
  const own = Object.values(file.targets).flatMap(({ dockerfile }) => dockerfile ?? []);
  const tests = [file, ...Object.values(file.targets)]
    .flatMap(({ test }) => test ?? [])
    .flatMap(({ structure }) => structure ?? []);
  return {
    files: [...all.flatMap(({ files }) => files), ...own, ...tests],
    globs: all.flatMap(({ globs }) => globs),
  };
}

/** Puts the contents in the place of every source in a tree of values. Throws `ProblemsFound` with the place of the value. */
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
  if (!isMapping(value)) return value;
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
  const found = select(readData({ path, text }, place), key, path, place);
  const each = textAt(value, 'each');
  if (each === undefined)
    return (
      toValue(found) ??
      fail('unreadable-value', `"${key}" in ${path} is no text, number, list or mapping`, place)
    );
  if (!Array.isArray(found))
    return fail('unreadable-value', `"each" needs a list, and "${key}" in ${path} is none`, place);
  const having = textAt(value, 'having');
  return (found as readonly unknown[])
    .filter((item) => having === undefined || lookup(item, having) !== undefined)
    .map((item) => templates.expression(each, toValue(item) as Mapping, place));
}

/** TOML and JSON by their names; any other file is a list of its lines, without comments and empty ones. */
function readData({ path, text }: TextFile, place: Place): unknown {
  try {
    if (path.endsWith('.json')) return JSON.parse(text) as unknown;
    if (/\.(?:toml|lock)$/.test(path)) return parseToml(text);
  } catch (cause) {
    fail(
      'unreadable-value',
      `${path} cannot be read: ${(cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? ''}`,
      place,
    );
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function select(data: unknown, key: string, path: string, place: Place): unknown {
  const found = key === '' ? data : lookup(data, key);
  if (found !== undefined) return found;
  const parent = lookup(data, key.split('.').slice(0, -1).join('.'));
  const known = typeof parent === 'object' && parent !== null ? Object.keys(parent) : [];
  return fail(
    'unreadable-value',
    `there is no "${key}" in ${path}${didYouMean(key.split('.').at(-1) ?? '', known)}`,
    place,
  );
}

/** `a.b.0`; own properties only. */
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
  // What stands in a file is text to its last brace; only the matrix's own texts are expressions.
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
