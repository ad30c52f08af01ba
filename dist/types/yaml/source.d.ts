/** Reads YAML files, and tells the line and column of each key and value for messages. */
import { type Place, type Problem } from '../problem/problem.js';
import type { TextFile } from '../text/file.js';
/** Keys and list positions from the root of a YAML document down to a value. */
export type Path = readonly (string | number)[];
/** A YAML document as plain data, with the line and column of everything in it. */
export interface YamlSource {
    readonly file: TextFile;
    /**
     * Every scalar is text (`3.10` stays "3.10"), but plain `true` and `false` are booleans; with `empty` it is what has
     * no value that is `null`, and `true` is text.
     */
    readonly data: unknown;
    /** The place of the value at `path`, or of the closest value above it that exists. */
    readonly at: (path: Path) => Place;
    /** The place of the key at the end of `path`. */
    readonly atKey: (path: Path) => Place;
}
/**
 * Reads YAML 1.2 with the failsafe schema, so that versions never turn into numbers.
 * Gives every syntax problem at once, or else the data.
 *
 * @param empty whether keys may have no value, as in files of other tools; otherwise it is a problem
 */
export declare function readYaml(file: TextFile, { empty }?: {
    readonly empty?: boolean;
}): {
    source: YamlSource;
    problems: readonly [];
} | {
    problems: readonly Problem[];
};
