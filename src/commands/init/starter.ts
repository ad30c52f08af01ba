import type { TextFile } from '../../text/file.ts';
import type { Project } from './project.ts';

/** Files to begin with, by path from the folder of the matrix. */
export interface Starter {
  readonly files: readonly TextFile[];
  /** What the person should look at. */
  readonly notes: readonly string[];
}

/** What every starter is made with. */
export interface StarterInput {
  readonly project: Project;
  readonly image: string;
  /** The build context, seen from the folder of the matrix. */
  readonly context: string;
}

/** The schema for a matrix that has none beside it. */
export const SCHEMA_LINE =
  '# yaml-language-server: $schema=https://raw.githubusercontent.com/org/docker-matrix-action/v1/schema/matrix.schema.json';

/** The matrix of a starter for somebody else's repository. */
export function ownMatrix(text: string, context: string): string {
  const [, ...lines] = text.split('\n');
  const matrix = [SCHEMA_LINE, ...lines].join('\n');
  return context === '.'
    ? matrix
    : matrix.replace(/^(platforms: .*)$/m, `$1\ncontext: ${JSON.stringify(context)}`);
}
