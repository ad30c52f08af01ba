/** What every command of `docker-matrix` is made of. */

import type { Host } from '../../effects/host.ts';
import { openWorkspace, type Workspace } from '../../plan/workspace.ts';
import type { Problem } from '../../problem/problem.ts';

/** Reads a matrix and everything it refers to, by its path as the user gave it. */
export type OpenMatrix = (path: string) => Promise<Workspace>;

/** Makes a function that reads each matrix once, however many commands of a run ask for it. */
export function openingOnce(host: Host): OpenMatrix {
  const opened = new Map<string, Promise<Workspace>>();
  return (path) => {
    const workspace = opened.get(path) ?? openWorkspace(path, host);
    opened.set(path, workspace);
    return workspace;
  };
}

/** What options fill in a request: the rest comes from Git and from the words after the command. */
export type Asked<Request> = Omit<Request, 'facts' | 'words'>;

/** A command: how it runs, and how its result is shown. */
export interface Command<Request, Result> {
  /** Which options of the command line cannot be given together, if some are. */
  readonly conflict?: (asked: Asked<Request>) => string | undefined;
  /** Throws `ProblemsFound` for whatever the user has to change. */
  readonly run: (request: Request, host: Host, open: OpenMatrix) => Promise<Result>;
  /** The result for people at a terminal. */
  readonly text: (result: Result) => string;
  /** The result for scripts, to be printed as JSON. */
  readonly json: (result: Result) => unknown;
  /** The result for a comment, where the command has one. */
  readonly markdown?: (result: Result) => string;
  /** The result for the log of a workflow, where that is another text. */
  readonly log?: (result: Result) => string;
  /** Warnings of the plan. */
  readonly warnings?: (result: Result) => readonly Problem[];
  /** What went wrong during the run. The result is shown all the same. */
  readonly problems?: (result: Result) => readonly Problem[];
  /** Whether `--exit-code` makes this result a non-zero exit status. */
  readonly isFinding?: (result: Result) => boolean;
  /** The Action's outputs. */
  readonly outputs?: (result: Result) => Readonly<Record<string, string>>;
  /** The Action's step summary, in Markdown. */
  readonly summary?: (result: Result) => string;
}
