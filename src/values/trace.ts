/** Tells where each value of an image comes from, for `docker-matrix explain`. */

import { AxisValue, valuesOf, type Combination } from '../matrix/axes.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Path } from '../yaml/source.ts';
import type { Layer, Scope } from './scope.ts';
import { isSource } from './sources.ts';
import { isMapping } from '../yaml/shape.ts';

/** One place that gave a value. */
export interface ValueStep {
  /** The name of the place: `values`, `axis cuda 12.1`, `target ml`, `stage wheels`, `set rule`, `--set`. */
  readonly source: string;
  /** Absent for `--set`. */
  readonly place?: Place;
  /** As it is written there, before `{{…}}` is filled in. */
  readonly written: string;
  /** The file the value was read from. */
  readonly readFrom?: string;
}

/** A value of an image, and every place that set it. */
export interface ValueTrace {
  /** Dotted: `ml.base`. */
  readonly name: string;
  readonly value: string;
  /** Weakest first; the last one decided. */
  readonly steps: readonly ValueStep[];
}

/** One value that is no mapping, with its path and the places that set it. */
interface Assignment {
  readonly path: readonly string[];
  readonly steps: readonly ValueStep[];
}

/** Every value that a target or stage sees at a combination, with where it comes from, by name. */
export function traceValues(
  matrix: Matrix,
  name: string,
  combination: Combination,
  scope: Scope,
): readonly ValueTrace[] {
  let assignments: ReadonlyMap<string, Assignment> = new Map();
  for (const layer of scope.layers)
    assignments = assignAll(assignments, layer.values, [], (path, value) =>
      stepOf(matrix, name, combination, layer, path, value),
    );
  for (const [axis, text] of Object.entries(combination)) {
    const path: Path = ['axes', axis, text];
    assignments = assignAll(assignments, valuesOf(matrix.file, axis, text), [axis], (inner, value) => ({
      source: `axis ${axis} ${text}`,
      place: matrix.source.atKey([...path, ...inner.slice(1)]),
      written: valueText(value),
    }));
  }
  return [...assignments.values()]
    .map(({ path, steps }) => ({
      name: path.join('.'),
      value: valueText(lookup(scope.context, path)),
      steps,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

type StepOf = (path: readonly string[], value: Value) => ValueStep;

/** Adds the values of one source, as `mergeValues` does: mappings key by key; anything else replaces the value. */
function assignAll(
  before: ReadonlyMap<string, Assignment>,
  values: Readonly<Record<string, Value>>,
  prefix: readonly string[],
  stepFor: StepOf,
): ReadonlyMap<string, Assignment> {
  const result = new Map(before);
  const assign = (path: readonly string[], value: Value): void => {
    const key = JSON.stringify(path);
    if (isMapping(value) && Object.keys(value).length > 0) {
      result.delete(key);
      for (const [name, inner] of Object.entries(value)) assign([...path, name], inner);
      return;
    }
    const below = `${key.slice(0, -1)},`;
    for (const other of result.keys()) if (other.startsWith(below)) result.delete(other);
    result.set(key, { path, steps: [...(result.get(key)?.steps ?? []), stepFor(path, value)] });
  };
  for (const [name, value] of Object.entries(values)) assign([...prefix, name], value);
  return result;
}

function stepOf(
  matrix: Matrix,
  owner: string,
  combination: Combination,
  layer: Layer,
  path: readonly string[],
  value: Value,
): ValueStep {
  if (layer.path === undefined) return { source: '--set', written: valueText(value) };
  const readFrom = sourceFile(matrix, layer.path, path);
  return {
    source: layerName(layer.path, owner, combination),
    place: matrix.source.atKey([...layer.path, ...path]),
    written: valueText(value),
    ...(readFrom === undefined ? {} : { readFrom }),
  };
}

function layerName(path: Path, owner: string, combination: Combination): string {
  const [section, name] = path;
  if (section === 'axes') return `axis ${String(name)} ${combination[String(name)] ?? ''}`;
  if (section === 'targets') return `target ${owner}`;
  if (section === 'stages') return `stage ${owner}`;
  return section === 'rules' ? 'set rule' : 'values';
}

/** `pyproject.toml, project.version`, when the value or a mapping around it is read from a file. */
function sourceFile(matrix: Matrix, layer: Path, path: readonly string[]): string | undefined {
  let current: unknown = matrix.file;
  for (const step of [...layer, ...path]) {
    current =
      typeof current === 'object' && current !== null
        ? (current as Record<string | number, unknown>)[step]
        : undefined;
    if (current === undefined) return undefined;
    if (typeof current === 'object' && isSource(current as Value)) {
      const { read, key, glob } = current as Readonly<Record<string, Value>>;
      return glob === undefined
        ? [read, key].filter((part) => typeof part === 'string').join(', ')
        : `the files ${valueText(glob)}`;
    }
  }
  return undefined;
}

function lookup(context: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    context,
  );
}

/** A value on one line: text as it is, unless it could be mistaken; lists and mappings as JSON. */
export function valueText(value: unknown): string {
  if (value instanceof AxisValue) return value.toString();
  if (typeof value !== 'string') return JSON.stringify(value) ?? '';
  return value === '' || value !== value.trim() || /^["[{]/.test(value) ? JSON.stringify(value) : value;
}
