/** Plans a matrix that is given as text, without files and processes. */

import { writeDefinition } from '../../src/bake/definition.ts';
import { parseMatrix, type Matrix, fileName } from '../../src/matrix/parse.ts';
import { plan, type Plan, type PlanOptions } from '../../src/plan/plan.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import { createTemplates, type Templates } from '../../src/template/templates.ts';

export interface Planned {
  readonly matrix: Matrix;
  readonly plan: Plan;
  /** Everything that would be rendered, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Templates by name, as if they were in the folder `templates`. */
export function makeTemplates(texts: Readonly<Record<string, string>>): Promise<Templates> {
  return createTemplates(
    Object.entries(texts).map(([name, text]) => ({ name, path: `templates/${name}.hbs`, text })),
  );
}

/** Parses a matrix, plans it with these templates, and gives every file that would be rendered. */
export async function planOf(
  matrixText: string,
  templates: Readonly<Record<string, string>>,
  options: Partial<PlanOptions> = {},
): Promise<Planned> {
  const matrix = parseMatrix({ path: 'matrix.yaml', text: matrixText });
  const result = plan(matrix, await makeTemplates(templates), { facts: NO_RUN, ...options });
  return {
    matrix,
    plan: result,
    files: {
      'docker-bake.hcl': writeDefinition(result, '', fileName(matrix)),
      ...Object.fromEntries(result.files.map(({ path, text }) => [path, text])),
    },
  };
}
