/** What a lint rule is: it looks at one stage of a Dockerfile and gives findings. */

import type { LintCode } from '../../problem/codes.ts';
import type { Instruction } from '../instructions.ts';

/** What a rule has found, at a line of the text. */
export interface Found {
  readonly line: number;
  /** What is wrong and why, in one sentence without a full stop. */
  readonly message: string;
  /** The next step. */
  readonly hint?: string;
}

/** The same with the name of the rule. */
export interface Finding extends Found {
  readonly code: LintCode;
  readonly severity: 'error' | 'warning';
}

/** One stage of a Dockerfile. */
export interface Stage {
  readonly name: string | undefined;
  /** The image or stage behind FROM, and its line; 0 when the FROM is not part of the text. */
  readonly from: { readonly image: string; readonly line: number };
  /** Its instructions without FROM. */
  readonly instructions: readonly Instruction[];
  /** Whether it is built for several architectures. */
  readonly severalArchitectures: boolean;
}

/** What a stage can refer to. */
export interface Surroundings {
  /** ARGs above the first FROM. */
  readonly globals: readonly Instruction[];
  /** Names of stages that instructions may use here. */
  readonly stages: ReadonlySet<string>;
  /** Names of stages that only come later, with their lines. */
  readonly later: ReadonlyMap<string, number>;
  /** The stages of targets and helper stages whose name in the matrix is another, by that name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names of further build contexts. */
  readonly contexts: ReadonlySet<string>;
  /** How many stages there are above; `--from=0` is the first of them. */
  readonly index: number;
}

/** One rule of lint. */
export interface Rule {
  readonly severity: 'error' | 'warning';
  /** What it is about, for the table in docs/lint.md. */
  readonly about: string;
  readonly check: (stage: Stage, around: Surroundings) => readonly Found[];
}
