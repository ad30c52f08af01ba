/** What `check` gives when nothing is wrong. */

import type { Plan } from '../../plan/plan.ts';

/** The result of a check without problems. */
export interface Checked {
  readonly plan: Plan;
  /** Whether there were rendered files to compare with. */
  readonly compared: boolean;
  /** Whether BuildKit's checks ran. */
  readonly buildkit: boolean;
}
