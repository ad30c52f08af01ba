import { type Problem } from '../problem/problem.js';
import type { Matrix } from './parse.js';
/** A target with what it takes over from the target it is built from. */
export interface ResolvedTarget {
    readonly name: string;
    /** The target named in `from`, when it names one. */
    readonly parent?: string;
    /** The parent's axes first, then its own. */
    readonly axes: readonly string[];
    readonly platforms: readonly string[];
    /** Steps from a root target: 0 for one that is built from an external image. */
    readonly depth: number;
}
/** Every platform that any target can be built for. */
export declare function declaredPlatforms(file: Matrix['file']): readonly string[];
/**
 * Follows `from` between targets: axes and platforms are inherited, and checked to be possible.
 * Parents come before children; targets of the same depth by name, so that their order in the file changes nothing.
 */
export declare function resolveTargets(matrix: Matrix): {
    targets: ReadonlyMap<string, ResolvedTarget>;
    problems: readonly Problem[];
};
