import { compareVersions } from '../version/order.ts';
import type { MatrixFile, Value } from './schema.ts';

/** One choice per axis: axis name to the text of its value. */
export type Combination = Readonly<Record<string, string>>;

/** The values of an axis in version order, so that the order of a mapping's keys changes nothing. */
export function axisValues(file: MatrixFile, axis: string): readonly string[] {
  const declared = file.axes?.[axis] ?? [];
  const values: readonly string[] = Array.isArray(declared) ? declared : Object.keys(declared);
  // 3.1 and 3.1.0 are the same version, but two values: their text decides.
  return values.toSorted((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));
}

/** The values that an axis value carries; empty where the axis is a plain list. */
export function valuesOf(file: MatrixFile, axis: string, text: string): Readonly<Record<string, Value>> {
  const declared = file.axes?.[axis];
  if (!declared || Array.isArray(declared)) return {};
  return (declared as Readonly<Record<string, Record<string, Value>>>)[text] ?? {};
}

/** Every combination over the axes, the last axis turning fastest. */
export function combinations(file: MatrixFile, axes: readonly string[]): readonly Combination[] {
  return axes.reduce<readonly Combination[]>(
    (partial, axis) =>
      partial.flatMap((combination) =>
        axisValues(file, axis).map((value) => ({ ...combination, [axis]: value })),
      ),
    [{}],
  );
}

/** The part of a combination that lies on the given axes. */
export function restrict(combination: Combination, axes: readonly string[]): Combination {
  return Object.fromEntries(axes.map((axis) => [axis, combination[axis] ?? '']));
}

/** The same text for the same combination, whatever the order of its axes. */
export function combinationKey(combination: Combination): string {
  return JSON.stringify(Object.entries(combination).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** An axis value in a template: text where it is printed, and a mapping of what it carries. */
export class AxisValue {
  readonly #text: string;

  constructor(text: string, carried: Readonly<Record<string, Value>>) {
    this.#text = text;
    // With their getters: what is carried may be rendered when it is looked at.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
  }

  toString(): string {
    return this.#text;
  }

  /** In JSON it is text too. */
  toJSON(): string {
    return this.#text;
  }
}
