/** Errors and warnings for the user: what is wrong, in which line of which file, and what to do about it. */
import type { ProblemCode } from './codes.js';
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
export declare class ProblemsFound extends Error {
    readonly name = "ProblemsFound";
    readonly problems: readonly Problem[];
    constructor(problems: readonly Problem[]);
}
/** What a problem may have beside its code and message. An undefined part is left out. */
interface Rest {
    readonly place?: Place | undefined;
    readonly hint?: string | undefined;
}
/** One error: the user has to change something. */
export declare function error(code: ProblemCode, message: string, rest?: Rest): Problem;
/** One warning: the run goes on, and the user should know. */
export declare function warning(code: ProblemCode, message: string, rest?: Rest): Problem;
/** One notice: nothing is wrong, as far as can be told. */
export declare function notice(code: ProblemCode, message: string, rest?: Rest): Problem;
/**
 * Gives a function that runs one step. If the step throws `ProblemsFound`, its problems are added to `problems` and
 * nothing is thrown: so the steps after it still run, and the user sees the problems of all of them at once.
 */
export declare function collecting(problems: Problem[]): <T>(step: () => T) => T | undefined;
export {};
