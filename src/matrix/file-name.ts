import type { Matrix } from './parse.ts';

/** The matrix's own name: rendered files must not depend on the folder the command was started in. */
export function fileName(matrix: Matrix): string {
  return matrix.source.file.path.split(/[\\/]/).at(-1) ?? '';
}
