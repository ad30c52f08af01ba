import type { Cell, Expansion } from '../matrix/expand.js';
/** What of a matrix one run is about; everything where a list is empty or missing. */
export interface Selection {
    /** Targets, groups or image ids. */
    readonly targets?: readonly string[];
    /** Images that have none of them are left out. */
    readonly platforms?: readonly string[];
}
/** The cells that are chosen, with the chosen platforms. Throws `ProblemsFound` for names that do not exist, and when nothing is left. */
export declare function select({ cells, excluded, targets: declared }: Expansion, options: Selection): readonly Cell[];
