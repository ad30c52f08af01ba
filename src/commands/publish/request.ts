import type { Problem } from '../../problem/problem.ts';
import type { Journal } from '../../publish/journal.ts';
import type { PublishOutcome } from '../../publish/outcome.ts';

/** What to do about a publication that did not end. */
export interface RecoverRequest {
  readonly direction: 'resume' | 'rollback';
  /** Path of its journal. */
  readonly journal: string;
}

/** What was done about it. */
export interface Recovery {
  readonly direction: RecoverRequest['direction'];
  readonly journal: string;
  /** How the journal says that it ended. */
  readonly state: Journal['state'];
  /** Absent when there was nothing left to do. */
  readonly outcome?: PublishOutcome;
  readonly problems: readonly Problem[];
}
