import type { Matrix } from '../matrix/parse.ts';
import type { Severity } from '../matrix/severity.ts';
import type { Path } from '../yaml/source.ts';
import type { Placed } from './checks.ts';
import type { BuildRequest } from './request.ts';

/** What findings do: keep everything from being published, or get reported; `off` looks for none. */
export type GateMode = 'off' | 'report' | 'gate';

/** What a run may ask for in place of what the matrix says. */
export type Asked = Pick<BuildRequest, 'scan' | 'failOn' | 'tests'>;

/** What holds for all images. */
export interface Settings {
  /** The folder that is the build context, seen from the folder of the matrix. */
  readonly context: string;
  /** Whether the matrix says what no build gets to see; without that, the context's own .dockerignore does. */
  readonly hasIgnore: boolean;
  /** What the registry cache keeps: the layers of the images, or those of all stages. */
  readonly cacheMode: 'min' | 'max';
  /** How candidates are kept in the registry until they are published: by digest alone, or under a tag too. */
  readonly staging: 'digest' | 'tag';
  readonly scan: PlannedScan;
  /** What failed tests do. */
  readonly tests: GateMode;
}

/** `scan`, with what the run asks for in place of it. */
export interface PlannedScan {
  readonly mode: GateMode;
  /** The severities that fail the gate: the mildest of them, and everything worse. */
  readonly failOn: readonly Severity[];
  /** Findings without a fixed version refuse nothing. */
  readonly ignoreUnfixed: boolean;
  /** What findings in layers of the base image do. */
  readonly base: 'gate' | 'report';
  /** Paths from the folder of the matrix, as everywhere here. */
  readonly ignores?: Placed<string>;
  readonly vex: readonly Placed<string>[];
  /** Days before the end of an accepted finding from which on it is warned. */
  readonly warningDays: number;
  /** Whether an accepted finding must have a reason and an expiry date. */
  readonly strictIgnores: boolean;
}

/** The request's word before the matrix's before the default: the one place where they meet. */
export function settingsOf({ file, source }: Matrix, asked: Asked): Settings {
  const { scan = {}, cache, publish } = file;
  const placed = (value: string, ...path: Path): Placed<string> => ({ value, place: source.at(path) });
  return {
    context: file.context ?? '.',
    hasIgnore: file.ignore !== undefined,
    cacheMode: (typeof cache === 'object' ? cache.mode : undefined) ?? 'max',
    staging: publish?.staging ?? 'digest',
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
