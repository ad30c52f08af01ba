/** Finds the images of a matrix: every target with every combination of its axes, less what rules exclude. */
import { type Place, type Problem } from '../problem/problem.js';
import { type Combination } from './axes.js';
import type { Matrix } from './parse.js';
import { type ResolvedTarget } from './targets.js';
/** One image to build: a target with one combination of axis values, and the platforms that rules do not exclude. */
export interface Cell {
    readonly target: ResolvedTarget;
    readonly combination: Combination;
    readonly platforms: readonly string[];
    /** All its platforms; `platforms` may have fewer, when a run chooses some. */
    readonly allPlatforms: readonly string[];
}
/** An image, or some of its platforms, that a rule excludes. */
export interface Excluded {
    readonly target: string;
    readonly combination: Combination;
    /** The platforms that are excluded; absent when the whole image is. */
    readonly platforms?: readonly string[];
    readonly because: string;
    /** Where the rule is. */
    readonly place: Place;
}
/** What a rule does; each rule has exactly one of these keys. */
declare const RULE_KINDS: readonly ['exclude', 'include', 'require', 'set'];
export type RuleKind = (typeof RULE_KINDS)[number];
/** All images of a matrix, and what was excluded. */
export interface Expansion {
    /** Every target, also those without any image left. */
    readonly targets: ReadonlyMap<string, ResolvedTarget>;
    readonly cells: readonly Cell[];
    readonly excluded: readonly Excluded[];
}
/** A rule of the matrix, ready to be applied. */
export interface CompiledRule {
    /** Its position under `rules`. */
    readonly index: number;
    readonly kind: RuleKind;
    /** Whether the rule is about this cell and platform. */
    readonly test: (facts: Readonly<Record<string, string>>) => boolean;
    /** Whether the rule excludes them. To be asked only when `test` holds. */
    readonly drops: (facts: Readonly<Record<string, string>>) => boolean;
    readonly because: string;
    readonly place: Place;
    /** Whether it was about any image so far. */
    matched: boolean;
}
/**
 * Finds all images: every target, with every combination of its axes, for every platform. Rules then exclude those
 * that an `exclude` matches or a `require` does not hold for, unless an `include` matches them too. The order of rules
 * does not matter. Throws `ProblemsFound` for names that do not exist, for rules that match nothing, and for
 * too many images.
 */
export declare function expand(matrix: Matrix): Expansion;
/** The rules, ready to be applied; `explain` applies them one by one. */
export declare function compileRules(matrix: Matrix): {
    rules: CompiledRule[];
    problems: Problem[];
};
export {};
