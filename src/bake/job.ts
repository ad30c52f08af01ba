import type { Plan } from '../plan/plan.ts';
import type { Request } from '../plan/request.ts';
import type { Workspace } from '../plan/workspace.ts';
import type { TextFile } from '../text/file.ts';

/** A build as it is asked for: the plan, and the files it starts from. */
export interface BuildJob {
  readonly request: Request;
  readonly workspace: Workspace;
  readonly plan: Plan;
  /** Definition and Dockerfiles, by path below `out`. */
  readonly rendered: readonly TextFile[];
  /** Absolute folder for everything the build writes. */
  readonly out: string;
}
