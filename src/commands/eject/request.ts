import type { Overrides } from '../../values/overrides.ts';

/** What `eject` is asked with. */
export interface EjectRequest {
  /** Path of the matrix. */
  readonly matrix: string;
  readonly overrides: Overrides;
  /** Where files go; the folder of the matrix when absent. */
  readonly out?: string;
  /** Overwrite files that are not ours. */
  readonly force: boolean;
}

/** What is left of a project without this tool. */
export interface Ejected {
  readonly written: readonly string[];
  /** Files of the user that images use as they are. */
  readonly untouched: readonly string[];
  /** What only this tool reads; nothing is deleted here. */
  readonly deletable: readonly string[];
  /** Commands that do from now on what this tool did. */
  readonly commands: readonly { readonly command: string; readonly does: string }[];
  /** What plain bake does not do. */
  readonly lost: readonly string[];
}
