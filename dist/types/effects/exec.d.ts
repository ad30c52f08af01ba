/** How a program is run, as the rest of the code sees it; host/exec.ts really does it. */
import type { Env } from './environment.js';
/** One program to run, with its arguments as a list and never as a shell line. */
export interface Command {
    readonly file: string;
    readonly args: readonly string[];
    readonly cwd?: string;
    /**
     * The whole environment of the child, which inherits nothing else (`environmentOf`). Default: the list of git for
     * git, and for all others what every program may see.
     */
    readonly env?: Env;
    /** Written to standard input, which is then closed. */
    readonly input?: string;
    /** Called with every line of standard error as it arrives, for progress. */
    readonly onProgress?: (line: string) => void;
    /** Ends the child when it aborts: SIGINT first, SIGKILL after ten seconds. */
    readonly signal?: AbortSignal;
}
/** `code` is the exit status; 128 + n when signal n ended the child; 127 when the program does not exist. */
export interface ExecResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}
/** Runs a program to its end. Never rejects: a missing program is exit status 127, as in a shell. */
export type Exec = (command: Command) => Promise<ExecResult>;
