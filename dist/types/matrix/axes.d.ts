import type { MatrixFile, Value } from './schema.js';
/** One choice per axis: axis name to the text of its value. */
export type Combination = Readonly<Record<string, string>>;
/** The values of an axis in version order, so that the order of a mapping's keys changes nothing. */
export declare function axisValues(file: MatrixFile, axis: string): readonly string[];
/** The values that an axis value carries; empty where the axis is a plain list. */
export declare function valuesOf(file: MatrixFile, axis: string, text: string): Readonly<Record<string, Value>>;
/** Every combination over the axes, the last axis turning fastest. */
export declare function combinations(file: MatrixFile, axes: readonly string[]): readonly Combination[];
/** The part of a combination that lies on the given axes. */
export declare function restrict(combination: Combination, axes: readonly string[]): Combination;
/** The same text for the same combination, whatever the order of its axes. */
export declare function combinationKey(combination: Combination): string;
/** The same text for the same combination of one target. */
export declare function cellKey(target: string, combination: Combination): string;
/** An axis value in a template: text where it is printed, and a mapping of what it carries. */
export declare class AxisValue {
    #private;
    constructor(text: string, carried: Readonly<Record<string, Value>>);
    toString(): string;
    /** In JSON it is text too. */
    toJSON(): string;
}
