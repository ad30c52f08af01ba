import type { BakedImage } from '../../bake/bake-image.ts';
import type { BuildJob } from '../../bake/job.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Registry } from '../../registry/registry.ts';
import type { ImagePolicy } from '../policy/policy-gate.ts';
import type { ScanPolicy, ScanVerdict } from '../scan/decide.ts';
import type { Ignore } from '../scan/ignore-date.ts';
import type { Scanner } from '../scan/scan.ts';
import type { BaseImage } from './base-image.ts';

export type BuiltImage = BakedImage & { readonly kind: 'built' };

/** What every gate works with. */
export interface GateContext {
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  readonly ready: Ready;
  readonly policy: ScanPolicy;
}

/** What the gates found out about one image. */
export interface ImageGates {
  readonly verdicts: readonly ScanVerdict[];
  readonly sbomFiles: readonly string[];
  readonly tests: readonly TestVerdict[];
  /** By platform, the image that it was built from; without those of which it is not known. */
  readonly bases: Readonly<Record<string, BaseImage>>;
  readonly policy: ImagePolicy;
}

/** Of an image that was not built, or in a run that was cancelled. */
export const NOT_GATED: ImageGates = {
  verdicts: [],
  sbomFiles: [],
  tests: [],
  bases: {},
  policy: { platforms: [], problems: [] },
};

export interface Gated {
  readonly images: ReadonlyMap<string, ImageGates>;
  /** An error here keeps everything from being published. */
  readonly problems: readonly Problem[];
  /** Paths of the SARIF files. */
  readonly sarif: readonly string[];
  /** Path of the JUnit file; absent when nothing was tested. */
  readonly junit?: string;
}

/** What a build has at hand once nothing that it needs is missing. */
export interface Ready {
  /** Trivy with its database; absent when nothing is scanned. */
  readonly scanner?: Scanner;
  readonly ignores: readonly Ignore[];
  /** Candidates are pushed under staging tags, for want of pushing by digest. */
  readonly pushesByTag: boolean;
  /** What does not keep the build from starting. */
  readonly warnings: readonly Problem[];
}
