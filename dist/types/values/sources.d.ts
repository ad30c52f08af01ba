/** Values that are read from files: `{ read: pyproject.toml, key: project.version }`, `{ glob: "src/*" }`. */
import type { Matrix } from '../matrix/parse.js';
import type { Value } from '../matrix/schema.js';
import { type Place } from '../problem/problem.js';
import type { Templates } from '../template/templates.js';
/** The files that values are read from, by their path from the folder of the matrix. Read before planning begins. */
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
/** Every file and glob pattern that the matrix names: for values, and Dockerfiles and test files to be read. */
export declare function valueSources({ file }: Matrix): {
    readonly files: readonly string[];
    readonly globs: readonly string[];
};
/**
 * Replaces every `read` and `glob` in a tree of values by what it gives.
 * Throws `ProblemsFound` with the place of a value that cannot be read.
 */
export declare function readSources(value: Value, inputs: ValueInputs, templates: Templates, placeOf: (path: readonly (string | number)[]) => Place, path?: readonly (string | number)[]): Value;
export {};
