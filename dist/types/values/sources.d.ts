/** Values that are read from files: `{ read: pyproject.toml, key: project.version }`, `{ glob: "src/*" }`. */
import type { Matrix } from '../matrix/parse.js';
import type { Value } from '../matrix/schema.js';
import { type Place } from '../problem/problem.js';
import type { Templates } from '../template/templates.js';
import type { Path } from '../yaml/source.js';
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
/** A file or glob pattern that the matrix names, and where it does. */
export interface NamedSource {
    readonly kind: 'file' | 'glob';
    readonly name: string;
    readonly at: Path;
}
/** Every file and glob pattern that the matrix names: for values, and Dockerfiles and test files to be read. */
export declare function namedSources({ file }: Matrix): readonly NamedSource[];
/** The names of all that `namedSources` finds. */
export declare function valueSources(matrix: Matrix): {
    readonly files: readonly string[];
    readonly globs: readonly string[];
};
/**
 * Replaces every `read` and `glob` in a tree of values by what it gives.
 * Throws `ProblemsFound` with the place of a value that cannot be read.
 */
export declare function readSources(value: Value, inputs: ValueInputs, templates: Templates, placeOf: (path: readonly (string | number)[]) => Place, path?: readonly (string | number)[]): Value;
export {};
