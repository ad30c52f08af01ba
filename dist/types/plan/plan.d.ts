/** Makes the plan: every image with its platforms, tags and labels, and every Dockerfile, before any build. */
import type { Excluded } from '../matrix/expand.js';
import type { Matrix } from '../matrix/parse.js';
import { type Problem } from '../problem/problem.js';
import { type RunFacts } from '../tags/run-facts.js';
import type { Templates } from '../template/templates.js';
import type { TextFile } from '../text/file.js';
import { type Overrides } from '../values/overrides.js';
import { type ValueInputs } from '../values/sources.js';
import type { Image } from './image.js';
import { type Selection } from './select.js';
import { type Asked, type Settings } from './settings.js';
/** Everything that a build needs to know: nothing after this reads the matrix again. */
export interface Plan {
    readonly images: readonly Image[];
    /** The groups in docker-bake.hcl: `default`, and one for each target that has several images. */
    readonly groups: Readonly<Record<string, readonly string[]>>;
    readonly excluded: readonly Excluded[];
    readonly settings: Settings;
    /** Dockerfiles and their ignore files, with paths from the output folder. */
    readonly files: readonly TextFile[];
    /** Texts of Dockerfiles that are used as they are, by their path from the folder of the matrix. */
    readonly verbatim: ReadonlyMap<string, string>;
    /** Warnings, of lint among others, and notices; they do not fail a plan. */
    readonly warnings: readonly Problem[];
}
export interface PlanOptions extends Selection {
    readonly facts: RunFacts;
    readonly overrides?: Overrides;
    /** Settings of this run that replace those of the matrix. */
    readonly asked?: Asked;
    /** Tag patterns that replace those of the matrix. */
    readonly tags?: readonly string[];
    /** Files that values are read from. */
    readonly inputs?: ValueInputs;
    /** Whether to lint the Dockerfiles: rendered ones, and those that are used as they are. */
    readonly lint?: boolean;
    /** Finds further problems in the finished plan, as gates do. They are shown with the others. */
    readonly review?: (plan: Plan) => readonly Problem[];
}
/**
 * Makes a plan. Throws `ProblemsFound` with every problem: names that do not exist, templates that cannot be rendered,
 * and tags or paths that two images would both use.
 */
export declare function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan;
