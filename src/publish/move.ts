/** A tag and where it is to point, and what a publication reads and writes. */

import type { CopyRegistry } from '../registry/copy.ts';
import type { Manifest, Registry } from '../registry/registry.ts';

/** What publishing needs of the registry client. */
export type PublishRegistry = CopyRegistry & Pick<Registry, 'tag' | 'untag'>;

/** One tag and where it is to point. A tag that the plan names twice with the same digest is one move. */
export interface Move {
  readonly image: string;
  readonly repository: string;
  /** The repository that the candidate is in. A tag in another repository needs a copy first. */
  readonly from: string;
  readonly tag: string;
  readonly reference: string;
  readonly digest: string;
  readonly immutable: boolean;
}

/** A move, and where the tag goes if everything is put back. */
export interface Undoable extends Move {
  /** Where the tag pointed before the publication began; absent for a new tag. */
  readonly previous?: string;
  /** The manifest of `previous`, where it has been read. */
  readonly before?: Manifest;
}

/** A move, and the manifest that the tag is to point at. */
export interface PreparedMove extends Undoable {
  readonly candidate: Manifest;
  /** Whether the tag points at the candidate already. */
  readonly isThere: boolean;
  /** Where the tag pointed when it was last looked at; absent when it was not there. */
  readonly seen?: string;
}
