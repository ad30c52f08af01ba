/** The interface of a gate: a check that every image must pass before it is published. */

import type { BuiltImage } from '../../bake/bake-image.ts';
import type { Destination } from '../../bake/builder.ts';
import type { BuildJob } from '../../bake/job.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import type { Severity } from '../../matrix/severity.ts';
import type { Image } from '../../plan/image.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Origins } from './origins.ts';

/**
 * A check that images must pass before they are published. A gate has its own file or folder, and a line in gates.ts.
 * `Report` is what other gates can read of its result, `Ready` what its preflight passes on to its run.
 */
export interface Gate<Report extends GateReport = GateReport, Ready = undefined> {
  readonly name: string;
  /** What the plan alone shows to be wrong. It is reported by every command that plans, before any build. */
  readonly problems?: (plan: Plan) => readonly Problem[];
  /** Runs before anything is built, to find what would fail after the build. */
  readonly preflight?: (start: GateStart, host: Host) => Promise<Preflight<Ready>>;
  /** Checks all built images where they are stored. All gates run at the same time. No images, nothing to report. */
  readonly run: (
    built: readonly BuiltImage[],
    scene: GateScene & { readonly ready?: Ready },
    host: Host,
  ) => Promise<Report>;
}

/** What is known before anything is built. */
export interface GateStart {
  readonly job: BuildJob;
  readonly destination: Destination;
  readonly registry: Registry;
}

/** The result of a preflight. An error among the problems prevents the build. */
export interface Preflight<Ready> {
  readonly ready?: Ready;
  readonly problems: readonly Problem[];
}

/** What every gate gets for its run. */
export interface GateScene {
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  /** Configuration and base of every platform of every image, read once for all gates. */
  readonly origins: Promise<Origins>;
  /** The report of another gate, which must be before this one in the list. */
  readonly reportOf: <Report extends GateReport, Ready>(gate: Gate<Report, Ready>) => Promise<Report>;
}

/** What a gate found. All reports are shown in the same way, whichever gate they are from. */
export interface GateReport {
  /** Problems of several images together. An error prevents all publications. */
  readonly problems?: readonly Problem[];
  /** Problems in the user's files rather than in images; shown last. */
  readonly advice?: readonly Problem[];
  /** A column for tables of images; absent when this run has nothing to show in it. */
  readonly column?: { readonly title: string; readonly cell: (image: Image) => string };
  readonly files?: GateFiles;
  /** The findings about one image. It is also called for images that were not built. */
  readonly about?: (image: Image) => ImageFindings;
}

/** Paths of files that gates write, by their names in report.json. */
export interface GateFiles {
  readonly sarif?: readonly string[];
  /** Results of tests, as JUnit's XML; absent when nothing was tested. */
  readonly junit?: string;
}

/** What a gate found about one image. */
export interface ImageFindings {
  /** Problems of this image only. An error refuses it. */
  readonly problems?: readonly Problem[];
  /** Whether problems that the gate reports for several images together refuse this one. */
  readonly refused?: boolean;
  /** Keys of the image in report.json. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Keys of its platforms in report.json, under `policy.platforms`. */
  readonly platforms?: PlatformKeys;
  /** Paths of its SBOMs. */
  readonly sbomFiles?: readonly string[];
  /** Entries of its platforms in image-index.json. */
  readonly recorded?: Readonly<Record<string, PlatformRecord>>;
}

/** Keys for report.json, by platform. */
export type PlatformKeys = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What gates record of one platform in image-index.json. */
export interface PlatformRecord {
  /** Number of vulnerabilities of each severity; absent when the platform was not scanned. */
  readonly findings?: Readonly<Record<Severity, number>>;
}

/** Makes a report by checking each image on its own. */
export async function imageByImage(
  built: readonly BuiltImage[],
  look: (image: BuiltImage) => ImageFindings | Promise<ImageFindings>,
): Promise<GateReport> {
  const findings = new Map(
    await Promise.all(built.map(async (image) => [image.image.id, await look(image)] as const)),
  );
  return { about: ({ id }) => findings.get(id) ?? {} };
}

/** A gate as an entry of the list. It hides what the gate passes from its preflight to its run. */
export interface ListedGate {
  readonly gate: { readonly name: string };
  readonly problems: (plan: Plan) => readonly Problem[];
  readonly preflight: (start: GateStart, host: Host) => Promise<OpenGate>;
}

/** A gate after its preflight. */
export interface OpenGate {
  readonly gate: { readonly name: string };
  readonly problems: readonly Problem[];
  readonly run: (built: readonly BuiltImage[], scene: GateScene, host: Host) => Promise<GateReport>;
}

/** Makes a gate an entry of the list. */
export function listed<Report extends GateReport, Ready>(gate: Gate<Report, Ready>): ListedGate {
  return {
    gate,
    problems: (plan) => gate.problems?.(plan) ?? [],
    preflight: async (start, host) => {
      const { ready, problems = [] } = (await gate.preflight?.(start, host)) ?? {};
      return {
        gate,
        problems,
        run: (built, scene, host) =>
          gate.run(built, { ...scene, ...(ready === undefined ? {} : { ready }) }, host),
      };
    },
  };
}
