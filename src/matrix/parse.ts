/** Reads matrix.yaml. */

import { collecting, error, ProblemsFound } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { readShape } from '../yaml/shape.ts';
import { readYaml, type YamlSource } from '../yaml/source.ts';
import { matrixSchema, type MatrixFile } from './schema.ts';
import { workflowExpressions } from './workflow-expressions.ts';

/** A matrix whose keys and values fit the schema, with the line and column of each. */
export interface Matrix {
  readonly file: MatrixFile;
  readonly source: YamlSource;
}

/**
 * Reads the text of a matrix. Throws `ProblemsFound`: with everything that is no valid YAML, or else with every key and
 * value that does not fit the schema.
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
  const problems = [...workflowExpressions(source)];
  const shaped = collecting(problems)(() => readShape(matrixSchema, source, 'the matrix'));
  if (!shaped || problems.length > 0) throw new ProblemsFound(problems);
  return { file: shaped, source };
}

/** The name of the matrix file without its folder: rendered files must not depend on where the command was started. */
export function fileName(matrix: Matrix): string {
  return matrix.source.file.path.split(/[\\/]/).at(-1) ?? '';
}
