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

/** Everything a run did; complete also when it failed, so that it can be shown. */
export interface BuildReport {
  readonly destination: Destination;
  readonly images: readonly ImageReport[];
  /** Titles of what the gates have for tables; each image has a cell for every one. */
  readonly columns: readonly string[];
  readonly publish?: PublishOutcome;
  /** Errors are why the run fails; nothing was published then. */
  readonly problems: readonly Problem[];
  readonly files: GateFiles & {
    readonly bake: string;
    readonly override: string;
    readonly layouts: readonly string[];
    /** This report, as `build --format json` prints it. */
    readonly report: string;
    /** What was built, of what, and which tags point at it. */
    readonly imageIndex: string;
    /** Of the publication, where one began. */
    readonly journal?: string;
  };
  readonly seconds: { readonly build: number; readonly gates: number; readonly publish: number };
}
