/** The library: plans and renders images without touching disk, network or environment variables. */

/*
 * Files go in and come out as values:
 *
 *   const matrix = parseMatrix({ path: 'matrix.yaml', text });
 *   const templates = await createTemplates([{ name: 'base', path: 'templates/base.hbs', text: template }]);
 *   const planned = plan(matrix, templates, { facts: NO_RUN });
 *   planned.files;                                 // Dockerfiles and ignore files
 *   writeDefinition(planned, '', 'matrix.yaml');   // docker-bake.hcl
 */
export { parseMatrix, type Matrix } from './matrix/parse.ts';
export type { TextFile } from './text/file.ts';
export { createTemplates, type TemplateFile, type Templates } from './template/templates.ts';
export { expand, type Cell, type Excluded, type Expansion } from './matrix/expand.ts';
export type { Combination } from './matrix/axes.ts';
export { NO_INPUTS, valueSources, type ValueInputs } from './values/sources.ts';
export { NO_RUN, type RunFacts } from './tags/run-facts.ts';
export { plan, type Plan, type PlanOptions } from './plan/plan.ts';
export { type Image, type Secret } from './plan/image.ts';
export type { Tag } from './tags/tag.ts';
export { writeDefinition } from './bake/definition.ts';
export { ProblemsFound, type Place, type Problem } from './problem/problem.ts';
export { formatProblems } from './report/problems.ts';
export { renderDockerfile, type Environment } from './library/environment.ts';
export { environmentKey, type ContextFile } from './library/environment-key.ts';
export { version } from './version/tool.ts';
