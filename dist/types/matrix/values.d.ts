import { type Problem } from '../problem.js';
import type { Matrix } from './parse.js';
import type { Value } from './schema.js';
type Values = Readonly<Record<string, Value>>;
/** Names every template can use, so nobody else may. */
export declare const BUILT_IN: readonly ['target'];
/** Facts of one run; known in tags and labels only, because rendered files must not change from commit to commit. */
export declare const RUN_FACTS: readonly ['version', 'revision', 'branch'];
/** Whether `--set` with this name gives a fact of the run instead of a value. */
export declare function isRunFact(name: string): boolean;
/** Values given on the command line: dotted name to text, as in `--set python=3.12`. */
export type Overrides = Readonly<Record<string, string>>;
/**
 * Turns `--set` texts into values of the kind that the matrix declares: a list where it has a list
 * (`[a, b]` or `a,b`), true/false where it has one of them, text otherwise.
 * Throws `ProblemsFound` for names that no `values:` of the matrix or of a target declares.
 */
export declare function readOverrides(matrix: Matrix, overrides: Overrides): Values;
/** A name may mean one thing only: axes, values, and what templates have built in, must not overlap. */
export declare function nameProblems(matrix: Matrix): readonly Problem[];
export {};
