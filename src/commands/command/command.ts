import type { Host } from '../../effects/host.ts';
import { openWorkspace, type Workspace } from '../../plan/workspace.ts';
import type { Problem } from '../../problem/problem.ts';

/** Reads a matrix, by its path as the user gave it, and everything it refers to. */
export type OpenMatrix = (path: string) => Promise<Workspace>;

/** Reads each matrix once, however many commands of a run ask for it. */
export function openingOnce(host: Host): OpenMatrix {
  const opened = new Map<string, Promise<Workspace>>();
  return (path) => {
    const workspace = opened.get(path) ?? openWorkspace(path, host);
    opened.set(path, workspace);
    return workspace;
  };
}

/** A command: from what is asked for to what is told about it. */
export interface Command<Request, Result> {
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
  /** What the plan warns of. */
  readonly warnings?: (result: Result) => readonly Problem[];
  /** At a terminal its result stands alone, without the warnings. */
  readonly standsAlone?: true;
  /** What went wrong after all could be known; the result is told all the same. */
  readonly problems?: (result: Result) => readonly Problem[];
  /** Whether the result is one that `--exit-code` tells by the exit status. */
  readonly isFinding?: (result: Result) => boolean;
  /** The Action's outputs. */
  readonly outputs?: (result: Result) => Readonly<Record<string, string>>;
  /** The Action's step summary, in Markdown. */
  readonly summary?: (result: Result) => string;
}
