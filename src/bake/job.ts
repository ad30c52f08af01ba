/** What a build starts from. */

import type { Plan } from '../plan/plan.ts';
import type { BuildRequest, Request } from '../plan/request.ts';
import type { Asked } from '../plan/settings.ts';
import type { TextFile } from '../text/file.ts';

/** A build: the plan, the rendered files, and what was asked for. */
export interface BuildJob {
  readonly plan: Plan;
  /** Absolute folder of the matrix: bake runs there. */
  readonly root: string;
  /** Absolute folder for everything the build writes. */
  readonly out: string;
  /** Definition and Dockerfiles, by path below `out`. */
  readonly rendered: readonly TextFile[];
  readonly request: JobRequest;
}

/**
 * The part of a request that is not in the plan already. Options that replace settings of the matrix are in the plan.
 */
export interface JobRequest extends Pick<Request, 'matrix' | 'targets' | 'platforms' | 'facts'> {
  readonly build: Omit<BuildRequest, keyof Asked>;
}
