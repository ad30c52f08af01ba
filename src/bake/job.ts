import type { Plan } from '../plan/plan.ts';
import type { BuildRequest, Request } from '../plan/request.ts';
import type { Asked } from '../plan/settings.ts';
import type { TextFile } from '../text/file.ts';

/** A build as it is asked for: the plan, and the files it starts from. */
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

/** What of a request is no part of the plan. What it asks for in place of the matrix's settings is. */
export interface JobRequest extends Pick<Request, 'matrix' | 'targets' | 'platforms' | 'facts'> {
  readonly build: Omit<BuildRequest, keyof Asked>;
}
