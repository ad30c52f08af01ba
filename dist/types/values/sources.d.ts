import type { Matrix } from '../matrix/parse.js';
import type { Value } from '../matrix/schema.js';
import { type Place } from '../problem/problem.js';
import type { Templates } from '../template/templates.js';
/** Files that values are read from, by path from the matrix's folder; read before anything pure begins. */
export interface ValueInputs {
    readonly files: ReadonlyMap<string, string | undefined>;
    /** Sorted paths by glob pattern. */
    readonly globs: ReadonlyMap<string, readonly string[]>;
}
export declare const NO_INPUTS: ValueInputs;
type Mapping = Readonly<Record<string, Value>>;
/** Whether a value is read from a file, and not a mapping of values. */
export declare function isSource(value: Value): value is Mapping;
/** Every file and glob pattern that a tree of values names. */
export declare function sourcesOf(value: Value): {
    files: readonly string[];
    globs: readonly string[];
};
/** Every file and pattern that a value anywhere in the matrix is read from. */
export declare function valueSources({ file }: Matrix): {
    readonly files: readonly string[];
    readonly globs: readonly string[];
};
/** Puts the contents in the place of every source in a tree of values. Throws `ProblemsFound` with the place of the value. */
export declare function readSources(value: Value, inputs: ValueInputs, templates: Templates, placeOf: (path: readonly (string | number)[]) => Place, path?: readonly (string | number)[]): Value;
export {};
