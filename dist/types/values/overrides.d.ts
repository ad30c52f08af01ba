/** Values from outside of the matrix: `--set python=3.12`, or the input `set` of the action. */
import type { Matrix } from '../matrix/parse.js';
import type { Value } from '../matrix/schema.js';
import { type Problem } from '../problem/problem.js';
type Values = Readonly<Record<string, Value>>;
/** Values given on the command line: dotted name to text, as in `--set python=3.12`. */
export type Overrides = Readonly<Record<string, string>>;
/**
 * Tells apart what is set: values, which templates are rendered with, and facts of the run such as `version`, which
 * only tags and labels know.
 */
export declare function splitOverrides(overrides: Overrides): {
    readonly values: Overrides;
    readonly facts: Overrides;
};
/**
 * Turns the texts of `--set` into values of the kind that the matrix declares: a list where it has a list
 * (`[a, b]` or `a,b`), true/false where it has one of them, text otherwise.
 * Throws `ProblemsFound` for names that no `values:` of the matrix or of a target declares.
 */
export declare function readOverrides(matrix: Matrix, overrides: Overrides): Values;
/** A name must mean one thing only: an axis, a value, or a name that is built in. */
export declare function nameProblems(matrix: Matrix): readonly Problem[];
export {};
