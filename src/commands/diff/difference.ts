import type { Place } from '../../problem/problem.ts';

/** What a change to matrix, templates or the files they read does. Printed as JSON as it is. */
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
  /** Images on both sides that differ, those that differ in the same way together. */
  readonly changed: readonly ChangeGroup[];
  /** Cells that are excluded now and were neither an image nor excluded before, or for another reason. */
  readonly excluded: {
    readonly added: readonly ExcludedCell[];
    readonly removed: readonly ExcludedCell[];
    readonly changed: readonly (ExcludedCell & { readonly was: string })[];
  };
  readonly settings: readonly TextChange[];
  readonly dockerfiles: readonly DockerfileChange[];
}

export interface AddedImage {
  readonly id: string;
  readonly platforms: readonly string[];
  readonly tags: readonly string[];
  /** Why it was not there. */
  readonly wasExcluded?: string;
}

export interface RemovedImage {
  readonly id: string;
  readonly platforms: readonly string[];
  readonly because: string;
  /** The rule that takes it away. */
  readonly place?: Place;
}

export interface TagChange {
  readonly tag: string;
  readonly image: string;
}

export interface MovedTag {
  readonly tag: string;
  readonly from: string;
  readonly to: string;
}

export interface ExcludedCell {
  readonly cell: string;
  readonly platforms?: readonly string[];
  readonly because: string;
  readonly place: Place;
}

/** Something with a name, before and after; absent where it is not there. */
export interface TextChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ImageChange {
  readonly platforms: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Why, for those a rule takes away. */ readonly because?: string;
  };
  readonly values: readonly TextChange[];
  readonly args: readonly TextChange[];
  readonly labels: readonly TextChange[];
  readonly contexts: readonly TextChange[];
  /** Caches, secrets, stage, context, output and paths. */
  readonly build: readonly TextChange[];
}

export interface ChangeGroup extends ImageChange {
  readonly images: readonly string[];
}

/** One change of text, in every image that has it. */
export interface DockerfileChange {
  readonly images: readonly string[];
  readonly added: number;
  readonly removed: number;
  /** Unified; line numbers and the lines around are those of the first image. */
  readonly diff: string;
}
