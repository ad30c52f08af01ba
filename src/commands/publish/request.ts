/** What `publish` takes and gives. */

import type { Problem } from '../../problem/problem.ts';
import type { Journal } from '../../publish/journal.ts';
import type { PublishOutcome } from '../../publish/outcome.ts';

/** What to do with a publication that did not end. */
export interface RecoverRequest {
  readonly direction: 'resume' | 'rollback';
  /** Path of the matrix: a journal is followed only in the repositories of its matrix. */
  readonly matrix: string;
  /** Path of its journal. */
  readonly journal: string;
}

/** What was done with the publication. */
export interface Recovery {
  readonly direction: RecoverRequest['direction'];
  readonly journal: string;
  /** The state that the journal has now. */
  readonly state: Journal['state'];
  /** Absent when there was nothing left to do. */
  readonly outcome?: PublishOutcome;
  readonly problems: readonly Problem[];
}
