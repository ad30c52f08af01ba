/** What differs between two versions of a matrix; `diff --format json` prints it as it is. */

import type { Place } from '../../problem/problem.ts';

/** What a change to the matrix, its templates or the files that they read does. */
export interface Difference {
  readonly before: string;
  readonly after: string;
  readonly counts: {
    readonly before: number;
    readonly after: number;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly unchanged: number;
  };
  readonly added: readonly AddedImage[];
  readonly removed: readonly RemovedImage[];
  readonly tags: {
    readonly added: readonly TagChange[];
    readonly removed: readonly TagChange[];
    readonly moved: readonly MovedTag[];
  };
  /** Images on both sides that differ, grouped by how they differ. */
  readonly changed: readonly ChangeGroup[];
  /** Exclusions that are new, gone or have another reason. Not those of cells that were or are images. */
  readonly excluded: {
    readonly added: readonly ExcludedCell[];
    readonly removed: readonly ExcludedCell[];
    readonly changed: readonly (ExcludedCell & { readonly was: string })[];
  };
  readonly settings: readonly TextChange[];
  readonly dockerfiles: readonly DockerfileChange[];
}

/** An image that is new. */
export interface AddedImage {
  readonly id: string;
  readonly platforms: readonly string[];
  readonly tags: readonly string[];
  /** Why it was excluded before. */
  readonly wasExcluded?: string;
}

/** An image that is gone. */
export interface RemovedImage {
  readonly id: string;
  readonly platforms: readonly string[];
  readonly because: string;
  /** Place of the rule that excludes it. */
  readonly place?: Place;
}

/** A tag that is new or gone. */
export interface TagChange {
  readonly tag: string;
  readonly image: string;
}

/** A tag that moves from one image to another. */
export interface MovedTag {
  readonly tag: string;
  readonly from: string;
  readonly to: string;
}

/** A cell that is excluded, as a whole or for some platforms. */
export interface ExcludedCell {
  readonly cell: string;
  readonly platforms?: readonly string[];
  readonly because: string;
  readonly place: Place;
}

/** A named text before and after; absent where it does not exist. */
export interface TextChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** How an image differs. */
export interface ImageChange {
  readonly platforms: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Why, for platforms that a rule excludes. */
    readonly because?: string;
  };
  readonly values: readonly TextChange[];
  readonly args: readonly TextChange[];
  readonly labels: readonly TextChange[];
  readonly contexts: readonly TextChange[];
  /** Caches, secrets, stage, context, output and paths. */
  readonly build: readonly TextChange[];
}

/** Images that differ in the same way. */
export interface ChangeGroup extends ImageChange {
  readonly images: readonly string[];
}

/** One change in Dockerfiles, and all images that have it. */
export interface DockerfileChange {
  readonly images: readonly string[];
  readonly added: number;
  readonly removed: number;
  /** A unified diff, with the line numbers and context lines of the first image. */
  readonly diff: string;
}
