/** Axes of the matrix, such as python and cuda, and the combinations of their values. */
import type { MatrixFile, Value } from './schema.js';
/** One value for each axis, by the name of the axis: `{ python: "3.12", cuda: "12.4" }`. */
export type Combination = Readonly<Record<string, string>>;
/** The values of an axis in the order of versions, so that their order in the matrix changes nothing. */
export declare function axisValues(file: MatrixFile, axis: string): readonly string[];
/** The values under a value of an axis, such as `base` in `{{cuda.base}}`; empty when the axis is a plain list. */
export declare function valuesOf(file: MatrixFile, axis: string, text: string): Readonly<Record<string, Value>>;
/** Every combination of the values of these axes. The last axis changes fastest. */
export declare function combinations(file: MatrixFile, axes: readonly string[]): readonly Combination[];
/** A combination with only some of its axes. */
export declare function restrict(combination: Combination, axes: readonly string[]): Combination;
/** The same text for the same combination, whatever the order of its axes. */
export declare function combinationKey(combination: Combination): string;
/** The same text for the same combination of one target. */
export declare function cellKey(target: string, combination: Combination): string;
/** A value of an axis in a template: `{{cuda}}` prints its text, `{{cuda.base}}` a value under it. */
export declare class AxisValue {
    #private;
    constructor(text: string, carried: Readonly<Record<string, Value>>);
    toString(): string;
    /** Makes it a text in JSON too. */
    toJSON(): string;
}
