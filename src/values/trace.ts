import { AxisValue, valuesOf, type Combination } from '../matrix/axes.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Path } from '../yaml/source.ts';
import type { Layer, Scope } from './scope.ts';
import { isMapping, isSource } from './sources.ts';

/** One place that gave a value. */
export interface ValueStep {
  /** As people call it: `values`, `axis cuda 12.1`, `target ml`, `stage wheels`, `set rule`, `--set`. */
  readonly source: string;
  /** Absent for `--set`. */
  readonly place?: Place;
  /** As it is written there, before `{{…}}` is filled in. */
  readonly written: string;
  /** The file the value was read from. */
  readonly readFrom?: string;
}

/** A value of an image, and everything that had a say in it. */
export interface ValueTrace {
  /** Dotted: `ml.base`. */
  readonly name: string;
  readonly value: string;
  /** Weakest first; the last one decided. */
  readonly steps: readonly ValueStep[];
}

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
  let found: ReadonlyMap<string, Assignment> = new Map();
  for (const layer of scope.layers)
    found = assignAll(found, layer.values, [], (path, value) =>
      stepOf(matrix, name, combination, layer, path, value),
    );
  for (const [axis, text] of Object.entries(combination)) {
    const path: Path = ['axes', axis, text];
    found = assignAll(found, valuesOf(matrix.file, axis, text), [axis], (inner, value) => ({
      source: `axis ${axis} ${text}`,
      place: matrix.source.atKey([...path, ...inner.slice(1)]),
      written: valueText(value),
    }));
  }
  return [...found.values()]
    .map(({ path, steps }) => ({
      name: path.join('.'),
      value: valueText(lookup(scope.context, path)),
      steps,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

type StepOf = (path: readonly string[], value: Value) => ValueStep;

/** Mappings are merged key by key; anything else takes the place of what was there, as `mergeValues` does. */
function assignAll(
  before: ReadonlyMap<string, Assignment>,
  values: Readonly<Record<string, Value>>,
  prefix: readonly string[],
  stepFor: StepOf,
): ReadonlyMap<string, Assignment> {
  const found = new Map(before);
  const assign = (path: readonly string[], value: Value): void => {
    const key = JSON.stringify(path);
    if (isMapping(value) && Object.keys(value).length > 0) {
      found.delete(key);
      for (const [name, inner] of Object.entries(value)) assign([...path, name], inner);
      return;
    }
    const below = `${key.slice(0, -1)},`;
    for (const other of found.keys()) if (other.startsWith(below)) found.delete(other);
    found.set(key, { path, steps: [...(found.get(key)?.steps ?? []), stepFor(path, value)] });
  };
  for (const [name, value] of Object.entries(values)) assign([...prefix, name], value);
  return found;
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

/** `pyproject.toml, project.version` when the value, or a mapping around it, is read from a file. */
function sourceFile(matrix: Matrix, layer: Path, path: readonly string[]): string | undefined {
  let here: unknown = matrix.file;
  for (const step of [...layer, ...path]) {
    here =
      typeof here === 'object' && here !== null
        ? (here as Record<string | number, unknown>)[step]
        : undefined;
    if (here === undefined) return undefined;
    if (typeof here === 'object' && isSource(here as Value)) {
      const { read, key, glob } = here as Readonly<Record<string, Value>>;
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
