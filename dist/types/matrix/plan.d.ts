import type { Templates } from '../dockerfile/templates.js';
import type { ImageTest } from '../image-tests/model.js';
import { type Place, type Problem } from '../problem.js';
import type { Combination } from './axes.js';
import { type Excluded } from './expand.js';
import { type RunFacts } from './facts.js';
import type { Matrix } from './parse.js';
import { type Selection } from './select.js';
import type { TextFile } from './source.js';
import { type ValueInputs } from './value-sources.js';
import { type Overrides } from './values.js';
/** A build secret: its id, and where bake finds the value. Values are never part of a plan. */
export interface Secret {
    readonly id: string;
    readonly env?: string;
    readonly file?: string;
    /** Its build does without, with an empty value. */
    readonly optional?: boolean;
}
/** What gets built and tagged: a target at one combination. */
export interface Image {
    /** Also its name in docker-bake.hcl: `[a-z0-9_-]+`. */
    readonly id: string;
    readonly target: string;
    readonly combination: Combination;
    /** Those built in this run. */
    readonly platforms: readonly string[];
    /** Those it has when none are chosen. */
    readonly allPlatforms: readonly string[];
    /** Path of its Dockerfile: below the output folder, or for a verbatim one below the matrix's. */
    readonly dockerfile: string;
    /** The Dockerfile is the user's own, used as it is. */
    readonly verbatim: boolean;
    /** The stage to build; absent for the last one of a Dockerfile that names none. */
    readonly stage?: string;
    readonly context: string;
    /** Further build contexts: a folder, a `docker-image://` reference, or `image:ID` for an image of this plan. */
    readonly contexts: Readonly<Record<string, string>>;
    readonly secrets: readonly Secret[];
    /** `local`: files instead of an image; nothing is tagged, scanned or published. */
    readonly output: 'image' | 'local';
    readonly repository: string;
    /** Full references, `repository:tag`. */
    readonly tags: readonly string[];
    /** Those of `tags` that never move: an existing one with another digest is refused. */
    readonly immutable: readonly string[];
    /** Further repositories that get the same image under the same tags. */
    readonly mirrors: readonly string[];
    readonly args: Readonly<Record<string, string>>;
    readonly labels: Readonly<Record<string, string>>;
    /** References of registry caches, most specific first. */
    readonly cacheFrom: readonly string[];
    readonly cacheTo: readonly string[];
}
/** The whole plan: nothing after this looks at the matrix again. */
export interface Plan {
    readonly images: readonly Image[];
    /** Bake groups: `default`, and a target's name where the target has several images. */
    readonly groups: Readonly<Record<string, readonly string[]>>;
    readonly excluded: readonly Excluded[];
    /** What images are tested for, by their ids. */
    readonly tests: ReadonlyMap<string, readonly ImageTest[]>;
    /** Dockerfiles and their ignore files, by path below the output folder. */
    readonly files: readonly TextFile[];
    /** What lint advises against; nothing that fails a plan. */
    readonly warnings: readonly Problem[];
    /** Where the pattern of each tag stands, by reference. */
    readonly tagPlaces: ReadonlyMap<string, Place>;
}
export interface PlanOptions extends Selection {
    readonly facts: RunFacts;
    readonly overrides?: Overrides;
    /** Tag patterns instead of the matrix's. */
    readonly tags?: readonly string[];
    /** Files that values are read from. */
    readonly inputs?: ValueInputs;
    /** Whether to lint what is rendered, and Dockerfiles that are used as they are. */
    readonly lint?: boolean;
    /** What another plan of the same cells and values rendered: facts of a run change nothing in it. */
    readonly files?: readonly TextFile[];
}
/**
 * Everything there is to know before a build. Throws `ProblemsFound` with every problem: names that do not exist,
 * templates that do not render, and whatever two images would fight over.
 */
export declare function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan;
