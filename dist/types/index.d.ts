/**
 * The library: the pure stages, for programs that make Dockerfiles and definitions themselves. Nothing here touches
 * a disk, a network or an environment variable; files go in and come out as values.
 *
 *   const matrix = parseMatrix({ path: 'matrix.yaml', text });
 *   const templates = await createTemplates([{ name: 'base', path: 'templates/base.hbs', text: template }]);
 *   const made = plan(matrix, templates, { facts: NO_RUN });
 *   made.files;                                 // Dockerfiles and ignore files
 *   writeDefinition(made, '', 'matrix.yaml');   // docker-bake.hcl
 */
export { parseMatrix, type Matrix } from './matrix/parse.js';
export type { TextFile } from './text/file.js';
export { createTemplates, type TemplateFile, type Templates } from './template/templates.js';
export { expand, type Cell, type Excluded, type Expansion } from './matrix/expand.js';
export type { Combination } from './matrix/axes.js';
export { NO_INPUTS, valueSources, type ValueInputs } from './values/sources.js';
export { NO_RUN, type RunFacts } from './tags/run-facts.js';
export { plan, type Plan, type PlanOptions } from './plan/plan.js';
export { type Image, type Secret } from './plan/image.js';
export type { Tag } from './tags/tag.js';
export { writeDefinition } from './bake/definition.js';
export { ProblemsFound, type Place, type Problem } from './problem/problem.js';
export { formatProblems } from './report/problems.js';
export { renderDockerfile, type Environment } from './library/environment.js';
export { environmentKey, type ContextFile } from './library/environment-key.js';
export { version } from './version/tool.js';
