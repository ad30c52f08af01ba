import * as v from 'valibot';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { MAPPING_RULE } from './schema-parts.ts';
import type { Path, YamlSource } from './source.ts';
import { didYouMean } from './suggest.ts';

/** Data of the right shape, or `ProblemsFound` with everything that is wrong with it; `root` is what the whole is called. */
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
    ...issues.map((issue) => shapeProblem(issue, source, schema, root)),
  ];
  if (problems.length > 0 || !result.success) throw new ProblemsFound(problems);
  return result.output;
}

function shapeProblem(
  issue: v.BaseIssue<unknown>,
  source: YamlSource,
  schema: v.GenericSchema,
  root: string,
): Problem {
  const steps = issue.path ?? [];
  const path: Path = steps.map((step) => step.key as string | number);
  const last = steps.at(-1);
  const label = path.length === 0 ? root : `"${pathText(path)}"`;

  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = knownKeys(schema, path.slice(0, -1));
    return error(
      'unknown-key',
      `unknown key "${String(path.at(-1))}" in ${where(path.slice(0, -1), root)}${didYouMean(String(path.at(-1)), known)}`,
      { place: source.atKey(path) },
    );
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return error('missing-key', `${where(path.slice(0, -1), root)} needs the key "${String(path.at(-1))}"`, {
      place: source.atKey(path.slice(0, -1)),
    });
  }
  if (last && 'origin' in last && last.origin === 'key') {
    return error('invalid-name', `the name "${String(path.at(-1))}" ${issue.message}`, {
      place: source.atKey(path),
    });
  }
  return error('invalid-value', `${label} ${issue.message}${instead(issue)}`, { place: source.at(path) });
}

/** Lists where mappings belong: Valibot takes a list for a mapping with the keys 0, 1, 2 … */
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

function isBelow(issue: v.BaseIssue<unknown>, path: Path): boolean {
  return path.every((step, index) => String(issue.path?.[index]?.key) === String(step));
}

/** The keys allowed in the mapping at `path`, read off the schema itself. */
function knownKeys(root: v.GenericSchema, path: Path): string[] {
  let schema: unknown = root;
  for (const step of path) schema = child(unwrap(schema, typeof step === 'number' ? [] : {}), step);
  const { entries } = unwrap(schema, {});
  return entries ? Object.keys(entries) : [];
}

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

/** What is behind optional keys, pipes and choices, for an input of the kind of `sample`. */
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

function child(parts: SchemaParts, step: string | number): unknown {
  return parts.entries ? parts.entries[String(step)] : (parts.value ?? parts.item);
}

function where(path: Path, root: string): string {
  if (path.length === 0) return root;
  const [section, name] = path;
  const singular: Readonly<Record<string, string>> = { targets: 'target', stages: 'stage' };
  if (path.length === 2 && typeof section === 'string' && singular[section])
    return `${singular[section]} "${String(name)}"`;
  return `"${pathText(path)}"`;
}

/** `targets.ml.platforms[1]`, as people write it. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** `, not "x"`: what is there instead; nothing where the message says it already ("must not be empty"). */
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
