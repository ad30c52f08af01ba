/** Finds the values that each target and stage is rendered with: which source wins over which. */

import { AxisValue, combinationKey, valuesOf, type Combination } from '../matrix/axes.ts';
import { conditionTest } from '../matrix/condition.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import { error, ProblemsFound, type Place } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import type { Path } from '../yaml/source.ts';
import { readSources, type ValueInputs } from './sources.ts';
import { isMapping } from '../yaml/shape.ts';

type Values = Readonly<Record<string, Value>>;

/** Where a value comes from: a place in the matrix, or `--set`. */
export type Origin = { readonly kind: 'place'; readonly place: Place } | { readonly kind: 'override' };

/** What one stage is rendered with, and where each top-level name got its value from. */
export interface Scope {
  readonly context: Readonly<Record<string, unknown>>;
  readonly origins: ReadonlyMap<string, Origin>;
  /** The sources that were merged, weakest first; `explain` shows which of them was overridden. */
  readonly layers: readonly Layer[];
}

/** The values of one source: of the matrix, an axis value, a target, a rule, or `--set`. */
export interface Layer {
  readonly values: Values;
  /** Where the mapping is in the matrix; absent for `--set`. */
  readonly path?: Path;
  readonly origin: (name: string) => Origin;
}

/**
 * Makes a function that gives the values of a stage or target at a combination. Later sources win: `values`, the axis
 * values (for names that `values` declares), those of the stage or target, `set` rules, `--set`.
 * Texts may use other values (`{{python}}`), in any order; a circle is an error.
 */
export function createScopes(
  matrix: Matrix,
  templates: Templates,
  overrides: Values,
  inputs: ValueInputs,
): (name: string, combination: Combination) => Scope {
  const { file, source } = matrix;
  const mappingsRead = new Map<object, Values>();
  /** The values of a mapping, with those from files. Read once for each mapping, however many stages use it. */
  const withFileValues = (values: Values, path: Path): Values => {
    const known = mappingsRead.get(values);
    if (known) return known;
    const result = readSources(values, inputs, templates, (inner) =>
      source.at([...path, ...inner]),
    ) as Values;
    mappingsRead.set(values, result);
    return result;
  };
  const layerAt = (values: Values, path: Path): Layer => ({
    values: withFileValues(values, path),
    path,
    origin: (name) => ({ kind: 'place', place: source.atKey([...path, name]) }),
  });
  const rules = (file.rules ?? []).flatMap((rule, index) =>
    rule.set ? [{ index, values: rule.set, test: rule.when ? conditionTest(rule.when) : () => true }] : [],
  );
  const declared = file.values ?? {};
  const memo = new Map<string, Scope>();

  return (name, combination) => {
    const key = `${name} ${combinationKey(combination)}`;
    const known = memo.get(key);
    if (known) return known;
    const isTarget = Object.hasOwn(file.targets, name);
    const ownValues = (isTarget ? file.targets[name] : file.stages?.[name])?.values ?? {};
    const matching = rules.filter(({ test }) =>
      test({ ...combination, ...(isTarget ? { target: name } : {}) }),
    );
    checkConflicts(matching, source);
    const layers: readonly Layer[] = [
      layerAt(declared, ['values']),
      ...Object.entries(combination).map(([axis, text]) => {
        const carried = withFileValues(valuesOf(file, axis, text), ['axes', axis, text]);
        return layerAt(
          Object.fromEntries(
            Object.entries(carried).filter(([carriedName]) => Object.hasOwn(declared, carriedName)),
          ),
          ['axes', axis, text],
        );
      }),
      layerAt(ownValues, [isTarget ? 'targets' : 'stages', name, 'values']),
      ...matching.map(({ values, index }) => layerAt(values, ['rules', index, 'set'])),
      { values: overrides, origin: () => ({ kind: 'override' }) },
    ];
    const origins = new Map<string, Origin>();
    let merged: Values = {};
    for (const layer of layers) {
      merged = mergeValues(merged, layer.values);
      for (const valueName of Object.keys(layer.values)) origins.set(valueName, layer.origin(valueName));
    }
    const context: Record<string, unknown> = {};
    const makeLazy = lazyValues(context, templates);
    Object.defineProperties(
      context,
      Object.getOwnPropertyDescriptors(makeLazy(merged, '', (valueName) => placeOf(origins, valueName))),
    );
    for (const [axis, text] of Object.entries(combination)) {
      const path = ['axes', axis, text];
      origins.set(axis, {
        kind: 'place',
        place: source.at(
          Array.isArray(file.axes?.[axis])
            ? ['axes', axis, (file.axes[axis] as readonly string[]).indexOf(text)]
            : path,
        ),
      });
      context[axis] = new AxisValue(
        text,
        makeLazy(withFileValues(valuesOf(file, axis, text), path), `${axis}.`, (carried) =>
          source.at([...path, carried]),
        ),
      );
    }
    if (isTarget) context['target'] = name;
    const scope: Scope = { context, origins, layers };
    memo.set(key, scope);
    return scope;
  };
}

/** Mappings are merged key by key; anything else is replaced. */
export function mergeValues(below: Values, above: Values): Values {
  const result: Record<string, Value> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const existing = result[name];
    result[name] = isMapping(value) && isMapping(existing) ? mergeValues(existing, value) : value;
  }
  return result;
}

/** Two rules must not set one name to different values for the same cell: the result would depend on their order. */
function checkConflicts(
  rules: readonly { readonly index: number; readonly values: Values }[],
  source: Matrix['source'],
): void {
  const seen = new Map<string, { index: number; value: string }>();
  for (const { index, values } of rules) {
    for (const [name, value] of Object.entries(values)) {
      const other = seen.get(name);
      const text = JSON.stringify(value);
      if (other && other.value !== text) {
        const otherPlace = source.atKey(['rules', other.index, 'set', name]);
        const also = `${otherPlace.file}:${otherPlace.line}:${otherPlace.column}`;
        throw new ProblemsFound([
          error(
            'set-conflict',
            `two rules set "${name}" to different values for the same image (also at ${also})`,
            { place: source.atKey(['rules', index, 'set', name]), hint: 'narrow one of their conditions' },
          ),
        ]);
      }
      seen.set(name, { index, value: text });
    }
  }
}

/**
 * Makes values of one context that are rendered only when a template uses them. So a value that uses an axis is no
 * mistake for a target without that axis, as long as its template does not use the value.
 *
 * @param context what the texts of the values may use
 * @returns a function; its `prefix` is what stands before the name of a value where it is used: `cuda.`
 */
function lazyValues(
  context: Readonly<Record<string, unknown>>,
  templates: Templates,
): (values: Values, prefix: string, place: (name: string) => Place) => Values {
  const open: string[] = [];
  return (values, prefix, place) => {
    const lazy: Record<string, Value> = {};
    for (const [name, value] of Object.entries(values)) {
      if (!hasExpression(value)) {
        lazy[name] = value;
        continue;
      }
      const label = `${prefix}${name}`;
      let rendered: Value | undefined;
      const get = (): Value => {
        if (rendered !== undefined) return rendered;
        if (open.includes(label)) {
          throw new ProblemsFound([
            error(
              'value-cycle',
              `values use each other in a circle: ${[...open.slice(open.indexOf(label)), label].join(' → ')}`,
              { place: place(name) },
            ),
          ]);
        }
        open.push(label);
        try {
          rendered = mapTexts(value, (text) => templates.expression(text, context, place(name)));
        } finally {
          open.pop();
        }
        return rendered;
      };
      Object.defineProperty(lazy, name, { get, enumerable: true });
    }
    return lazy;
  };
}

function placeOf(origins: ReadonlyMap<string, Origin>, name: string): Place {
  const origin = origins.get(name);
  return origin?.kind === 'place' ? origin.place : { file: `--set ${name}`, line: 1, column: 1 };
}

/** A context with more names. The values that it already has stay unrendered until they are used. */
export function extendContext(
  context: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(context), ...Object.getOwnPropertyDescriptors(more) },
  );
}

function hasExpression(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{');
  return typeof value === 'object' && Object.values(value).some(hasExpression);
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => mapTexts(item, change));
  return isMapping(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]))
    : value;
}
