/** The report of a build: what became of each image, of the gates and of the publication. */

import type { Destination } from '../bake/builder.ts';
import type { Candidate } from '../bake/candidate.ts';
import type { StepCounts } from '../bake/progress.ts';
import type { GateFiles } from '../gates/gate/gate.ts';
import type { ImageGates } from '../gates/run-gates.ts';
import type { Image } from '../plan/image.ts';
import type { Problem } from '../problem/problem.ts';
import type { PublishOutcome } from '../publish/publish.ts';

/** One image after a run. */
export interface ImageReport {
  readonly image: Image;
  readonly outcome:
    | {
        readonly kind: 'built';
        readonly candidate: Candidate;
        readonly metadata: Readonly<Record<string, unknown>>;
      }
    | { readonly kind: 'exported'; readonly folder: string }
    | { readonly kind: 'failed'; readonly message: string }
    | { readonly kind: 'cancelled' };
  readonly steps: StepCounts;
  readonly seconds: number;
  readonly gates: ImageGates;
}

/** Everything a run did. It is complete after a failure too, so that it can be shown. */
export interface BuildReport {
  readonly destination: Destination;
  readonly images: readonly ImageReport[];
  /** Titles of the columns that gates add to tables. Each image has a cell for every column. */
  readonly columns: readonly string[];
  readonly publish?: PublishOutcome;
  /** With an error among them the run has failed. */
  readonly problems: readonly Problem[];
  readonly files: GateFiles & {
    readonly bake: string;
    readonly override: string;
    readonly layouts: readonly string[];
    /** This report, as `build --format json` prints it. */
    readonly report: string;
    /** What was built, of what, and which tags point at it. */
    readonly imageIndex: string;
    /** The journal of the publication, where one began. */
    readonly journal?: string;
  };
  readonly seconds: { readonly build: number; readonly gates: number; readonly publish: number };
}
