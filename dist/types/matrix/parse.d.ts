import type { TextFile } from '../text/file.js';
import { type YamlSource } from '../yaml/source.js';
import { type MatrixFile } from './schema.js';
/** A matrix file of the right shape, with the way back to where each of its values was written. */
export interface Matrix {
    readonly file: MatrixFile;
    readonly source: YamlSource;
}
/**
 * Text to a typed matrix. Throws `ProblemsFound` with every problem of syntax, or else every problem of shape.
 */
export declare function parseMatrix(file: TextFile): Matrix;
