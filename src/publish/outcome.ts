/** What is to be published, and what became of it: tags that moved, were put back or could not be. */

/** An image that passed its gates, and the tags that are to point at it. */
export interface Publication {
  /** The image's id in the plan, for reports. */
  readonly image: string;
  readonly repository: string;
  /** Digest of the candidate, which is in the repository already. */
  readonly digest: string;
  readonly tags: readonly string[];
  /** Those of `tags` that never move: one that exists with another digest is refused. Default: none. */
  readonly immutable?: readonly string[];
  /** Repositories that get a copy under the same tags. Default: none. */
  readonly mirrors?: readonly string[];
}

/**
 * A tag (`reference` is `repository:tag`) and where it points. `previous` is absent when the tag did not exist before.
 */
export interface MovedTag {
  readonly image: string;
  readonly reference: string;
  readonly digest: string;
  readonly previous?: string;
}

/** A tag or image that could not be published. */
export interface PublishFailure {
  readonly image: string;
  /** The tag, or `repository@digest` when the candidate itself could not be read or copied. */
  readonly reference: string;
  /** What was tried, what the registry said, and the next step. */
  readonly reason: string;
  /** For refusals that users see under a code of their own. */
  readonly code?: 'immutable-tag' | 'order-unknown' | 'tag-taken';
  readonly hint?: string;
}

/** A tag that was put back: it points at `digest` again, or was deleted when there is none. */
export interface RestoredTag {
  readonly image: string;
  readonly reference: string;
  readonly digest?: string;
}

/**
 * A tag that could not be put back. `digest` is where it points or, if the registry does not tell, where it was moved.
 */
export interface LeftTag extends MovedTag {
  readonly reason: string;
}

/** A tag that somebody else moved to `digest` meanwhile, or deleted. It is left as it is. */
export interface TakenTag {
  readonly image: string;
  readonly reference: string;
  readonly digest?: string;
}

/** A publication that has ended, as far as the registries are concerned. */
interface Ended {
  /**
   * Why the end could not be written to the journal, which still says that the publication goes on. Absent if it was.
   */
  readonly unrecorded?: string;
}

/** A tag that was left at the image of a newer commit. */
export interface KeptTag {
  readonly image: string;
  readonly reference: string;
  /** Where it points. */
  readonly digest: string;
  /** The commit of that image. */
  readonly revision?: string;
}

/** How a publication ended: all tags moved, or none. */
export type PublishOutcome = Published | RolledBack;

/** Every tag points at its image. */
export interface Published extends Ended {
  readonly kind: 'published';
  readonly moved: readonly MovedTag[];
  /** Tags that pointed at their image before, and were not written. */
  readonly unchanged: readonly MovedTag[];
  /** Tags that stay where they are, because a newer commit's image is there. */
  readonly kept: readonly KeptTag[];
  /** Why tags could not be read again after they had moved. Another run may have written over them. */
  readonly unread?: string;
}

/** Nothing was published; what had moved was put back, as far as possible. */
export interface RolledBack extends Ended {
  readonly kind: 'rolled-back';
  /** Whether the run was cancelled; there may be no failure then. */
  readonly cancelled: boolean;
  readonly failures: readonly PublishFailure[];
  readonly restored: readonly RestoredTag[];
  /** Tags that still point at the new images: putting them back failed, or the registry cannot delete tags. */
  readonly left: readonly LeftTag[];
  readonly taken: readonly TakenTag[];
}
