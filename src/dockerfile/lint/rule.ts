import type { LintCode } from '../../problem/codes.ts';
import type { Instruction } from '../instructions.ts';

/** What a rule has found. */
export interface Found {
  readonly line: number;
  /** What is wrong and why, in one sentence without a full stop. */
  readonly message: string;
  /** The next step. */
  readonly hint?: string;
}

/** A finding of lint, at a line of the text that was given. */
export interface Finding extends Found {
  readonly code: LintCode;
  readonly severity: 'error' | 'warning';
}

/** One stage of a Dockerfile. */
export interface Stage {
  readonly name: string | undefined;
  /** What follows FROM, and its line; 0 where FROM is not in the text, but written by us. */
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
  /** What targets and helper stages are called in the matrix, where their stages have other names. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names of further build contexts. */
  readonly contexts: ReadonlySet<string>;
  /** How many stages there are above; `--from=0` is the first of them. */
  readonly index: number;
}

export interface Rule {
  readonly severity: 'error' | 'warning';
  /** For the table in docs/lint.md. */
  readonly about: string;
  readonly check: (stage: Stage, around: Surroundings) => readonly Found[];
}
