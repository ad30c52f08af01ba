/** A position in a file the user wrote. Lines and columns count from 1. */
export interface Place {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** How many characters the caret underlines; at least 1. */
    readonly length?: number;
}
/** Something the user has to change (or, as a warning, should know). Formatting is in `report/problems.ts`. */
export interface Problem {
    readonly severity: 'error' | 'warning';
    /** Stable, kebab-case name of the kind of problem, for scripts and tests. */
    readonly code: string;
    /** What is wrong, with the offending value quoted, and what is allowed. One sentence, no full stop. */
    readonly message: string;
    readonly place?: Place;
    /** The next step, when the message alone does not say it. */
    readonly hint?: string;
}
/** Ends a run with every problem found so far; caught once, at the edge, and shown with exit code 1. */
export declare class ProblemsFound extends Error {
    readonly name = "ProblemsFound";
    readonly problems: readonly Problem[];
    constructor(problems: readonly Problem[]);
}
/** Shorthand for one error; `rest` may carry a place and a hint. */
export declare function error(code: string, message: string, rest?: {
    place?: Place | undefined;
    hint?: string | undefined;
}): Problem;
