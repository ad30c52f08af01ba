/** One tag of an image, or the reason why there is none. */

// Nothing with a schema is imported here: the types of the library include `Tag`, and must not need valibot.
import type { Place } from '../problem/problem.ts';

/** One tag of one image. */
export interface Tag {
  /** Without the repository. */
  readonly name: string;
  /** Where the entry is that it comes from. */
  readonly place: Place;
  /** It never moves: where it exists with another digest, publishing refuses. */
  readonly immutable: boolean;
}

/** No tag, and why. */
export interface NoTag {
  readonly none: string;
  /** The user is warned about it, with this code. */
  readonly warn?: 'no-match' | 'no-name' | 'no-version';
}
