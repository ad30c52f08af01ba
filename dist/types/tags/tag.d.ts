/**
 * What asking for a tag gives. The library's types have `Tag`, and may need no package: this file imports nothing
 * that has a schema.
 */
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
/** No tag, and why. */
export interface NoTag {
    readonly none: string;
    /** The user will want to know in any case. */
    readonly warn?: true;
}
