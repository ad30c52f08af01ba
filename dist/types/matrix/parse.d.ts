/** Reads matrix.yaml. */
import type { TextFile } from '../text/file.js';
import { type YamlSource } from '../yaml/source.js';
import { type MatrixFile } from './schema.js';
/** A matrix whose keys and values fit the schema, with the line and column of each. */
export interface Matrix {
    readonly file: MatrixFile;
    readonly source: YamlSource;
}
/**
 * Reads the text of a matrix. Throws `ProblemsFound`: with everything that is no valid YAML, or else with every key and
 * value that does not fit the schema.
 */
export declare function parseMatrix(file: TextFile): Matrix;
/** The name of the matrix file without its folder: rendered files must not depend on where the command was started. */
export declare function fileName(matrix: Matrix): string;
