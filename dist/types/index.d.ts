/** The library: plans and renders images without touching disk, network or environment variables. */
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
