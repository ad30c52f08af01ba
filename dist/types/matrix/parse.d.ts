import { type MatrixFile } from './schema.js';
import { type TextFile, type YamlSource } from './source.js';
/** A matrix file of the right shape, with the way back to where each of its values was written. */
export interface Matrix {
    readonly file: MatrixFile;
    readonly source: YamlSource;
}
/**
 * Text to a typed matrix. Throws `ProblemsFound` with every problem of syntax, or else every problem of shape.
 */
export declare function parseMatrix(file: TextFile): Matrix;
