/** Errors and warnings for the user: what is wrong, in which line of which file, and what to do about it. */

import type { ProblemCode } from './codes.ts';

/** A position in a file the user wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How many characters the caret underlines; at least 1. */
  readonly length?: number;
}

/**
 * Something the user has to change, or, as a warning, should know, or, as a notice, may want to know.
 * Formatting is in `report/problems.ts`.
 */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'notice';
  /** Stable, kebab-case name of the kind of problem, for scripts and tests. */
  readonly code: ProblemCode;
  /** What is wrong, with the offending value quoted, and what is allowed. One sentence, no full stop. */
  readonly message: string;
  readonly place?: Place;
  /** The next step, when the message alone does not say it. */
  readonly hint?: string;
}

/** Ends a run with every problem found so far. Only the entry point catches it: it shows them and exits with 1. */
export class ProblemsFound extends Error {
  override readonly name = 'ProblemsFound';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.problems = problems;
  }
}

/** What a problem may have beside its code and message. An undefined part is left out. */
interface Rest {
  readonly place?: Place | undefined;
  readonly hint?: string | undefined;
}

/** One error: the user has to change something. */
export function error(code: ProblemCode, message: string, rest: Rest = {}): Problem {
  return problem('error', code, message, rest);
}

/** One warning: the run goes on, and the user should know. */
export function warning(code: ProblemCode, message: string, rest: Rest = {}): Problem {
  return problem('warning', code, message, rest);
}

/** One notice: nothing is wrong, as far as can be told. */
export function notice(code: ProblemCode, message: string, rest: Rest = {}): Problem {
  return problem('notice', code, message, rest);
}

function problem(severity: Problem['severity'], code: ProblemCode, message: string, rest: Rest): Problem {
  return {
    severity,
    code,
    message,
    ...(rest.place ? { place: rest.place } : {}),
    ...(rest.hint ? { hint: rest.hint } : {}),
  };
}

/**
 * Gives a function that runs one step. If the step throws `ProblemsFound`, its problems are added to `problems` and
 * nothing is thrown: so the steps after it still run, and the user sees the problems of all of them at once.
 */
export function collecting(problems: Problem[]): <T>(step: () => T) => T | undefined {
  return (step) => {
    try {
      return step();
    } catch (cause) {
      if (!(cause instanceof ProblemsFound)) throw cause;
      problems.push(...cause.problems);
      return undefined;
    }
  };
}
