/** What a lint rule is: it looks at one stage of a Dockerfile and gives findings. */

import type { LintCode } from '../../problem/codes.ts';
import type { Arguments } from '../base-names.ts';
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

/** The words behind FROM, with their variables. */
export interface From {
  readonly image: string;
  /** The value of `--platform`. */
  readonly platform?: string;
  /** Its line; 0 when the FROM is not part of the text. */
  readonly line: number;
}

/** A target that a stage is built for. */
export interface Build {
  readonly target: string;
  /** The ids of the secrets that its build is given. */
  readonly secrets: ReadonlySet<string>;
}

/** One stage of a Dockerfile. */
export interface Stage {
  readonly name: string | undefined;
  readonly from: From;
  /** Its instructions without FROM. */
  readonly instructions: readonly Instruction[];
  /** The platforms that it is built for. */
  readonly platforms: readonly string[];
  /** The targets that it is built for. */
  readonly builds: readonly Build[];
}

/** What a stage can refer to. */
export interface Surroundings {
  /** ARGs above the first FROM. */
  readonly globals: readonly Instruction[];
  /** Their values. */
  readonly argument: Arguments;
  /** Names of values of the matrix, where the text comes from a template that could use them. */
  readonly values: ReadonlySet<string>;
  /** Whether an ARG or ENV in any stage sets a variable: one that is set below FROM may be inherited. */
  readonly isSet: (name: string) => boolean;
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
