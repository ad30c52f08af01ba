/** Axes of the matrix, such as python and cuda, and the combinations of their values. */

import { compareVersions } from '../version/order.ts';
import type { MatrixFile, Value } from './schema.ts';

/** One value for each axis, by the name of the axis: `{ python: "3.12", cuda: "12.4" }`. */
export type Combination = Readonly<Record<string, string>>;

/** The values of an axis in the order of versions, so that their order in the matrix changes nothing. */
export function axisValues(file: MatrixFile, axis: string): readonly string[] {
  const declared = file.axes?.[axis] ?? [];
  const values: readonly string[] = Array.isArray(declared) ? declared : Object.keys(declared);
  // 3.1 and 3.1.0 are two values of the same version: then the text decides.
  return values.toSorted((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));
}

/** The values under a value of an axis, such as `base` in `{{cuda.base}}`; empty when the axis is a plain list. */
export function valuesOf(file: MatrixFile, axis: string, text: string): Readonly<Record<string, Value>> {
  const declared = file.axes?.[axis];
  if (!declared || Array.isArray(declared)) return {};
  return (declared as Readonly<Record<string, Record<string, Value>>>)[text] ?? {};
}

/** Every combination of the values of these axes. The last axis changes fastest. */
export function combinations(file: MatrixFile, axes: readonly string[]): readonly Combination[] {
  return axes.reduce<readonly Combination[]>(
    (partial, axis) =>
      partial.flatMap((combination) =>
        axisValues(file, axis).map((value) => ({ ...combination, [axis]: value })),
      ),
    [{}],
  );
}

/** A combination with only some of its axes. */
export function restrict(combination: Combination, axes: readonly string[]): Combination {
  return Object.fromEntries(axes.map((axis) => [axis, combination[axis] ?? '']));
}

/** The same text for the same combination, whatever the order of its axes. */
export function combinationKey(combination: Combination): string {
  return JSON.stringify(Object.entries(combination).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same text for the same combination of one target. */
export function cellKey(target: string, combination: Combination): string {
  return `${target} ${combinationKey(combination)}`;
}

/** A value of an axis in a template: `{{cuda}}` prints its text, `{{cuda.base}}` a value under it. */
export class AxisValue {
  readonly #text: string;

  constructor(text: string, carried: Readonly<Record<string, Value>>) {
    this.#text = text;
    // Copies getters, not what they give: a value may be rendered only when a template uses it.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
  }

  toString(): string {
    return this.#text;
  }

  /** Makes it a text in JSON too. */
  toJSON(): string {
    return this.#text;
  }
}
