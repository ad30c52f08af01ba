/** Narrows a run to the targets and platforms that the user chose. */
import type { Cell, Expansion } from '../matrix/expand.js';
/** The part of a matrix that a run is about. An empty or missing list means everything. */
export interface Selection {
    /** Targets, groups or image ids. */
    readonly targets?: readonly string[];
    /** Platforms. Images that have none of them are left out. */
    readonly platforms?: readonly string[];
}
/**
 * The chosen cells, each with its chosen platforms. Throws `ProblemsFound` for names that do not exist, and when
 * no image is left.
 */
export declare function select({ cells, excluded, targets: declared }: Expansion, options: Selection): readonly Cell[];
