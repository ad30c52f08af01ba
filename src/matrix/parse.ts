import { error, ProblemsFound } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { readShape } from '../yaml/shape.ts';
import { readYaml, type YamlSource } from '../yaml/source.ts';
import { matrixSchema, type MatrixFile } from './schema.ts';

/** A matrix file of the right shape, with the way back to where each of its values was written. */
export interface Matrix {
  readonly file: MatrixFile;
  readonly source: YamlSource;
}

/**
 * Text to a typed matrix. Throws `ProblemsFound` with every problem of syntax, or else every problem of shape.
 */
export function parseMatrix(file: TextFile): Matrix {
  const read = readYaml(file);
  if (!('source' in read)) throw new ProblemsFound(read.problems);
  const { source } = read;
  if (source.data === null || source.data === '') {
    throw new ProblemsFound([
      error('empty-matrix', 'the matrix is empty', {
        place: source.at([]),
        hint: 'a matrix needs version, image and targets',
      }),
    ]);
  }
  return { file: readShape(matrixSchema, source, 'the matrix'), source };
}

/** The matrix's own name: rendered files must not depend on the folder the command was started in. */
export function fileName(matrix: Matrix): string {
  return matrix.source.file.path.split(/[\\/]/).at(-1) ?? '';
}
