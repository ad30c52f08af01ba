/** Finds the axes and platforms of each target, which it inherits from the target it is built from. */
import { type Problem } from '../problem/problem.js';
import type { Matrix } from './parse.js';
/** A target, with what it inherits from the target that it is built from. */
export interface ResolvedTarget {
    readonly name: string;
    /** The target in `from`; absent when that is an image or a stage. */
    readonly parent?: string;
    /** The parent's axes first, then its own. */
    readonly axes: readonly string[];
    readonly platforms: readonly string[];
    /** How many targets are below it: 0 when it is built from an external image. */
    readonly depth: number;
}
/** Every platform that any target can be built for. */
export declare function declaredPlatforms(file: Matrix['file']): readonly string[];
/**
 * Follows `from` from target to target. Axes and platforms are inherited; those that cannot be are problems.
 * Parents come before children, targets of the same depth by name: their order in the file changes nothing.
 */
export declare function resolveTargets(matrix: Matrix): {
    targets: ReadonlyMap<string, ResolvedTarget>;
    problems: readonly Problem[];
};
