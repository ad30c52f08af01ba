import { type Place, type Problem } from '../problem/problem.js';
import { type Combination } from './axes.js';
import type { Matrix } from './parse.js';
import { type ResolvedTarget } from './targets.js';
/** One image to be: a target at one combination of its axes, with the platforms that the rules left. */
export interface Cell {
    readonly target: ResolvedTarget;
    readonly combination: Combination;
    readonly platforms: readonly string[];
    /** The same, before platforms are chosen for one run. */
    readonly allPlatforms: readonly string[];
}
/** A cell, or one platform of it, that a rule took away. */
export interface Excluded {
    readonly target: string;
    readonly combination: Combination;
    /** Only these platforms are gone; absent when the whole cell is. */
    readonly platforms?: readonly string[];
    readonly because: string;
    /** The rule. */
    readonly place: Place;
}
/** What a rule does; each rule has exactly one of these keys. */
declare const RULE_KINDS: readonly ['exclude', 'include', 'require', 'set'];
export type RuleKind = (typeof RULE_KINDS)[number];
export interface Expansion {
    /** Every target, those included that have no cell left. */
    readonly targets: ReadonlyMap<string, ResolvedTarget>;
    readonly cells: readonly Cell[];
    readonly excluded: readonly Excluded[];
}
export interface CompiledRule {
    /** Its position under `rules`. */
    readonly index: number;
    readonly kind: RuleKind;
    /** Whether the rule is about this cell and platform. */
    readonly test: (facts: Readonly<Record<string, string>>) => boolean;
    /** Whether it takes it away. */
    readonly drops: (facts: Readonly<Record<string, string>>) => boolean;
    readonly because: string;
    readonly place: Place;
    matched: boolean;
}
/**
 * Axes × targets × platforms, then the rules: what an `exclude` matches, or a `require` does not hold for, is gone,
 * unless an `include` matches it too.
 * The order of rules does not matter. Throws `ProblemsFound` for names that do not exist and rules that match nothing.
 */
export declare function expand(matrix: Matrix): Expansion;
/** The rules as tests; `explain` asks them one by one. */
export declare function compileRules(matrix: Matrix): {
    rules: CompiledRule[];
    problems: Problem[];
};
export {};
