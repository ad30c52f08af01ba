/** What the files that `init` writes have in common. */

import type { TextFile } from '../../text/file.ts';
import type { Project } from './project.ts';

/** The files to write, with paths seen from the folder of the matrix. */
export interface Starter {
  readonly files: readonly TextFile[];
  /** What the user should look at. */
  readonly notes: readonly string[];
}

/** What the files are made from. */
export interface StarterInput {
  readonly project: Project;
  readonly image: string;
  /** The build context, seen from the folder of the matrix. */
  readonly context: string;
}

/** The first line of a matrix outside of this repository: where editors find its schema. */
export const SCHEMA_LINE =
  '# yaml-language-server: $schema=https://raw.githubusercontent.com/org/docker-matrix-action/v1/schema/matrix.schema.json';

/** The matrix that this repository ships, changed for another repository. */
export function ownMatrix(text: string, context: string): string {
  const [, ...lines] = text.split('\n');
  const matrix = [SCHEMA_LINE, ...lines].join('\n');
  return context === '.'
    ? matrix
    : matrix.replace(/^(platforms: .*)$/m, `$1\ncontext: ${JSON.stringify(context)}`);
}
