/** A candidate that passed its gates, and the tags that are to point at it. */
export interface Publication {
  /** The image's id in the plan, for reports. */
  readonly image: string;
  readonly repository: string;
  /** Of the candidate, which the repository holds already. */
  readonly digest: string;
  readonly tags: readonly string[];
  /** Those of `tags` that never move: one that exists with another digest is refused. Default: none. */
  readonly immutable?: readonly string[];
  /** Repositories that get a copy under the same tags. Default: none. */
  readonly mirrors?: readonly string[];
}

/** A tag (`reference` is `repository:tag`) and where it points. `previous` is absent when the tag did not exist before. */
export interface MovedTag {
  readonly image: string;
  readonly reference: string;
  readonly digest: string;
  readonly previous?: string;
}

export interface PublishFailure {
  readonly image: string;
  /** The tag, or `repository@digest` when the candidate itself could not be read or copied. */
  readonly reference: string;
  /** What was tried, what the registry said, and the next step. */
  readonly reason: string;
  /** For a refusal of its own kind. */
  readonly code?: 'immutable-tag' | 'tag-taken';
}

/** A tag that was put back: to `digest`, or to not being there. */
export interface RestoredTag {
  readonly image: string;
  readonly reference: string;
  readonly digest?: string;
}

/** A tag that could not be put back: `digest` is where it points, or, when the registry does not tell, where it was brought. */
export interface LeftTag extends MovedTag {
  readonly reason: string;
}

/** A tag that somebody else moved meanwhile, to `digest` or away. It is theirs, and left alone. */
export interface TakenTag {
  readonly image: string;
  readonly reference: string;
  readonly digest?: string;
}

/** A publication that has ended as far as the registries go. */
interface Ended {
  /** Why the journal could not be told, and still says that the publication goes on. Absent when it was told. */
  readonly unrecorded?: string;
}

export type PublishOutcome = Published | RolledBack;

export interface Published extends Ended {
  readonly kind: 'published';
  readonly moved: readonly MovedTag[];
  /** Pointed there before; not written. */
  readonly unchanged: readonly MovedTag[];
}

export interface RolledBack extends Ended {
  readonly kind: 'rolled-back';
  /** Whether an AbortSignal asked for it; there may be no failure then. */
  readonly cancelled: boolean;
  readonly failures: readonly PublishFailure[];
  readonly restored: readonly RestoredTag[];
  /** Empty unless the registry failed twice or cannot delete tags: what now exists and did not before. */
  readonly left: readonly LeftTag[];
  readonly taken: readonly TakenTag[];
}
