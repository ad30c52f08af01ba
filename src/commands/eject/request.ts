/** What `eject` takes and gives. */

import type { Overrides } from '../../values/overrides.ts';

/** What `eject` is asked for. */
export interface EjectRequest {
  /** Path of the matrix. */
  readonly matrix: string;
  readonly overrides: Overrides;
  /** Folder to write to; the folder of the matrix when absent. */
  readonly out?: string;
  /** Whether files that this tool did not render are overwritten. */
  readonly force: boolean;
}

/** What was written, and how a project goes on without this tool. */
export interface Ejected {
  readonly written: readonly string[];
  /** Dockerfiles of the user, which images use as they are. */
  readonly untouched: readonly string[];
  /** Files that only this tool reads and that the user can delete. `eject` deletes nothing. */
  readonly deletable: readonly string[];
  /** Commands to use from now on instead of this tool. */
  readonly commands: readonly { readonly command: string; readonly does: string }[];
  /** What plain bake does not do. */
  readonly lost: readonly string[];
}
