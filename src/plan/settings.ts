/** Settings that hold for all images: what the run asks for, else what the matrix says, else the default. */

import type { Matrix } from '../matrix/parse.ts';
import type { Severity } from '../matrix/severity.ts';
import type { Path } from '../yaml/source.ts';
import { cacheRepository } from './cache.ts';
import type { Placed } from './checks.ts';
import { primaryRepository } from './repositories.ts';
import type { BuildRequest } from './request.ts';

/** `gate`: findings stop the publication. `report`: they are only shown. `off`: nothing is looked for. */
export type GateMode = 'off' | 'report' | 'gate';

/** Settings that a run may replace. */
export type Asked = Pick<BuildRequest, 'scan' | 'failOn' | 'tests'>;

/** Settings that hold for all images. */
export interface Settings {
  /** The folder of the build context, as a path from the folder of the matrix. */
  readonly context: string;
  /** Whether the matrix has `ignore`. Without it the .dockerignore of the context says what builds do not see. */
  readonly hasIgnore: boolean;
  /** What the registry cache keeps: `min` the layers of the images, `max` those of all stages. */
  readonly cacheMode: 'min' | 'max';
  /** How candidates are kept in the registry until they are published: by digest alone, or under a tag too. */
  readonly staging: 'digest' | 'tag';
  /** Absent when steps are taken from the cache however old they are. */
  readonly refresh?: PlannedRefresh;
  readonly scan: PlannedScan;
  /** What failed tests do. */
  readonly tests: GateMode;
}

/** How long steps that fetch from networks may be taken from the cache. */
export interface PlannedRefresh {
  readonly days: number;
  /** The repository that says when they were last taken anew; absent without a registry cache. */
  readonly repository?: string;
}

/** The settings of the scan, after the run has replaced its part. */
export interface PlannedScan {
  readonly mode: GateMode;
  /** The severities that fail the gate: the mildest of them, and everything worse. */
  readonly failOn: readonly Severity[];
  /** Findings without a fixed version refuse no image. */
  readonly ignoreUnfixed: boolean;
  /** What findings in layers of the base image do. */
  readonly base: 'gate' | 'report';
  /** Trivy's ignore file. Like all paths here it starts from the folder of the matrix. */
  readonly ignores?: Placed<string>;
  readonly vex: readonly Placed<string>[];
  /** How many days before an accepted finding expires there is a warning. */
  readonly warningDays: number;
  /** Whether an accepted finding must have a reason and an expiry date. */
  readonly strictIgnores: boolean;
}

/** The only place that knows the order: what the run asks for, else what the matrix says, else the default. */
export function settingsOf(matrix: Matrix, asked: Asked): Settings {
  const { file, source } = matrix;
  const { scan = {}, cache, publish } = file;
  const placed = (value: string, ...path: Path): Placed<string> => ({ value, place: source.at(path) });
  return {
    context: file.context ?? '.',
    hasIgnore: file.ignore !== undefined,
    cacheMode: (typeof cache === 'object' ? cache.mode : undefined) ?? 'max',
    staging: publish?.staging ?? 'digest',
    ...(file.refresh === undefined
      ? {}
      : {
          refresh: {
            days: Number.parseInt(file.refresh, 10),
            ...(cache === false
              ? {}
              : { repository: cacheRepository(cache ?? true, primaryRepository(matrix)) }),
          },
        }),
    scan: {
      mode: asked.scan ?? scan.mode ?? 'gate',
      failOn: asked.failOn ?? scan['fail-on'] ?? ['HIGH', 'CRITICAL'],
      ignoreUnfixed: scan['ignore-unfixed'] ?? false,
      base: scan.base ?? 'gate',
      ...(scan.ignores === undefined ? {} : { ignores: placed(scan.ignores, 'scan', 'ignores') }),
      vex: (scan.vex ?? []).map((path, index) => placed(path, 'scan', 'vex', index)),
      warningDays: Number.parseInt(scan['expiry-warning'] ?? '14 days', 10),
      strictIgnores: scan['strict-ignores'] ?? false,
    },
    tests: asked.tests ?? 'gate',
  };
}
