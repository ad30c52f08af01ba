import type { Plan } from '../../plan/plan.ts';

/** What `check` found out, where nothing is wrong. */
export interface Checked {
  readonly plan: Plan;
  /** Whether rendered files are there to compare with. */
  readonly compared: boolean;
  /** Whether BuildKit's own checks have run. */
  readonly buildkit: boolean;
}
