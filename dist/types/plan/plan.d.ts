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
/** The whole plan: nothing after this looks at the matrix again. */
export interface Plan {
    readonly images: readonly Image[];
    /** Bake groups: `default`, and a target's name where the target has several images. */
    readonly groups: Readonly<Record<string, readonly string[]>>;
    readonly excluded: readonly Excluded[];
    readonly settings: Settings;
    /** Dockerfiles and their ignore files, by path below the output folder. */
    readonly files: readonly TextFile[];
    /** Dockerfiles that are used as they are, by path below the folder of the matrix. */
    readonly verbatim: ReadonlyMap<string, string>;
    /** What lint advises against; nothing that fails a plan. */
    readonly warnings: readonly Problem[];
}
export interface PlanOptions extends Selection {
    readonly facts: RunFacts;
    readonly overrides?: Overrides;
    /** What the run asks for in place of the matrix's settings. */
    readonly asked?: Asked;
    /** Tag patterns instead of the matrix's. */
    readonly tags?: readonly string[];
    /** Files that values are read from. */
    readonly inputs?: ValueInputs;
    /** Whether to lint what is rendered, and Dockerfiles that are used as they are. */
    readonly lint?: boolean;
    /** What else finds problems in a plan, as gates do: they are shown with the plan's own. */
    readonly review?: (plan: Plan) => readonly Problem[];
}
/**
 * Everything there is to know before a build. Throws `ProblemsFound` with every problem: names that do not exist,
 * templates that do not render, and whatever two images would fight over.
 */
export declare function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan;
