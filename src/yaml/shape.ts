/** Checks a YAML file against its schema, and makes a message with a place of each mistake. */

import * as v from 'valibot';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { MAPPING_RULE } from './schema-parts.ts';
import type { Path, YamlSource } from './source.ts';
import { didYouMean } from './suggest.ts';

/**
 * The data of a YAML file in the shape of its schema. Throws `ProblemsFound` with everything that does not fit.
 *
 * @param root what messages call the file as a whole: `the matrix`
 */
export function readShape<S extends v.GenericSchema>(
  schema: S,
  source: YamlSource,
  root: string,
): v.InferOutput<S> {
  const lists = misplacedLists(schema, source.data, []);
  const result = v.safeParse(schema, source.data);
  const issues = (result.issues ?? []).filter((issue) => !lists.some((list) => isBelow(issue, list)));
  const problems = [
    ...lists.map((path) =>
      error(
        'invalid-value',
        `${path.length === 0 ? root : `"${pathText(path)}"`} ${MAPPING_RULE}, not a list`,
        { place: source.at(path) },
      ),
    ),
    ...issues.flatMap((issue) => shapeProblems(issue, source, schema, root)),
  ];
  if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
  return result.output;
}

function shapeProblems(
  issue: v.BaseIssue<unknown>,
  source: YamlSource,
  schema: v.GenericSchema,
  root: string,
): readonly Problem[] {
  const steps = issue.path ?? [];
  const path: Path = steps.map((step) => step.key as string | number);
  const last = steps.at(-1);
  const label = path.length === 0 ? root : `"${pathText(path)}"`;

  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const parent = path.slice(0, -1);
    const known = knownKeys(schema, parent);
    // Valibot gives one issue for each mapping, whatever the number of its unknown keys.
    return Object.keys(last?.input as object)
      .filter((key) => !known.includes(key))
      .map((key) =>
        error('unknown-key', `unknown key "${key}" in ${where(parent, root)}${didYouMean(key, known)}`, {
          place: source.atKey([...parent, key]),
        }),
      );
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    const missing = `${where(path.slice(0, -1), root)} needs the key "${String(path.at(-1))}"`;
    return [error('missing-key', missing, { place: source.atKey(path.slice(0, -1)) })];
  }
  if (last && 'origin' in last && last.origin === 'key') {
    const wrong = `the name "${String(path.at(-1))}" ${issue.message}`;
    return [error('invalid-name', wrong, { place: source.atKey(path) })];
  }
  return [error('invalid-value', `${label} ${issue.message}${instead(issue)}`, { place: source.at(path) })];
}

/** Paths of lists where mappings belong. Valibot would take a list for a mapping with the keys 0, 1, 2 … */
function misplacedLists(schema: unknown, data: unknown, path: Path): readonly Path[] {
  if (typeof data !== 'object' || data === null) return [];
  const parts = unwrap(schema, data);
  if (Array.isArray(data))
    return parts.entries || parts.type === 'record'
      ? [path]
      : data.flatMap((item, index) => misplacedLists(parts.item, item, [...path, index]));
  return Object.entries(data).flatMap(([key, item]) =>
    misplacedLists(child(parts, key), item, [...path, key]),
  );
}

/** Whether an issue is about the value at `path` or anything in it. */
function isBelow(issue: v.BaseIssue<unknown>, path: Path): boolean {
  return path.every((step, index) => String(issue.path?.[index]?.key) === String(step));
}

/** The keys that the schema allows in the mapping at `path`. */
function knownKeys(root: v.GenericSchema, path: Path): string[] {
  let schema: unknown = root;
  for (const step of path) schema = child(unwrap(schema, typeof step === 'number' ? [] : {}), step);
  const { entries } = unwrap(schema, {});
  return entries ? Object.keys(entries) : [];
}

/** What the schemas of Valibot, and `Choice` of ours, have inside. */
interface SchemaParts {
  readonly type?: string;
  readonly wrapped?: SchemaParts;
  readonly pipe?: readonly unknown[];
  readonly choose?: (input: unknown) => SchemaParts;
  readonly getter?: (input: unknown) => SchemaParts;
  readonly entries?: Record<string, unknown>;
  readonly value?: unknown;
  readonly item?: unknown;
}

/** The schema inside of optional keys, pipes and choices. Of a choice, the one for an input such as `sample`. */
function unwrap(schema: unknown, sample: unknown): SchemaParts {
  let parts = (schema ?? {}) as SchemaParts;
  for (;;) {
    if (parts.wrapped) parts = parts.wrapped;
    else if (parts.pipe && parts.pipe[0] !== parts) parts = parts.pipe[0] as SchemaParts;
    else if (parts.choose) parts = parts.choose(sample);
    else if (parts.getter) parts = parts.getter(sample);
    else return parts;
  }
}

/** The schema of a key of a mapping, or of the items of a list. */
function child(parts: SchemaParts, step: string | number): unknown {
  return parts.entries ? parts.entries[String(step)] : (parts.value ?? parts.item);
}

/** What messages call the mapping at `path`: `target "ml"`. */
function where(path: Path, root: string): string {
  if (path.length === 0) return root;
  const [section, name] = path;
  const singular: Readonly<Record<string, string>> = { targets: 'target', stages: 'stage' };
  if (path.length === 2 && typeof section === 'string' && singular[section])
    return `${singular[section]} "${String(name)}"`;
  return `"${pathText(path)}"`;
}

/** A path as people write it: `targets.ml.platforms[1]`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** `, not "x"`: what the file has instead. Empty where the message says it already ("must not be empty"). */
function instead({ input, kind }: v.BaseIssue<unknown>): string {
  if (input === null || input === undefined) return '';
  // Quoted as JSON, so that a line break does not break the message.
  if (typeof input === 'string' || typeof input === 'boolean')
    return String(input).trim() === '' ? '' : `, not ${shortened(JSON.stringify(String(input)))}`;
  return kind === 'validation' ? '' : `, not ${Array.isArray(input) ? 'a list' : 'a mapping'}`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Whether data is a mapping, and no list or text. `T` is the type that its values are known to have. */
export function isMapping<T = unknown>(data: unknown): data is Readonly<Record<string, T>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
