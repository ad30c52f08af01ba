import type { Place } from '../problem/problem.js';
/** One tag of one image. */
export interface Tag {
    /** Without the repository. */
    readonly name: string;
    /** Of the entry that it comes from. */
    readonly place: Place;
    /** It never moves: where it exists with another digest, publishing refuses. */
    readonly immutable: boolean;
}
