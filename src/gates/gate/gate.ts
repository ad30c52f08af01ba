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
 * Something that images have to pass before they are published: a file or folder of its own, and a line in gates.ts.
 * `Report` is what other gates may ask it for, `Ready` what its preflight hands to its run.
 */
export interface Gate<Report extends GateReport = GateReport, Ready = undefined> {
  readonly name: string;
  /** What is wrong with what the matrix asks, as far as the plan alone tells: every command finds it. */
  readonly problems?: (plan: Plan) => readonly Problem[];
  /** What would fail later, found before anything is built. */
  readonly preflight?: (start: GateStart, host: Host) => Promise<Preflight<Ready>>;
  /** Looks at every built image, where it is, while the other gates do. Without images it reports nothing. */
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

/** An error among the problems keeps the build from starting. */
export interface Preflight<Ready> {
  readonly ready?: Ready;
  readonly problems: readonly Problem[];
}

/** What every gate works with. */
export interface GateScene {
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  /** Configuration and base of every platform of every image, read once for all gates. */
  readonly origins: Promise<Origins>;
  /** What a gate that stands before this one in the list has found. */
  readonly reportOf: <Report extends GateReport, Ready>(gate: Gate<Report, Ready>) => Promise<Report>;
}

/** What a gate found. Whoever shows a run shows this, without knowing which gate it is from. */
export interface GateReport {
  /** Of several images together; an error keeps everything from being published. */
  readonly problems?: readonly Problem[];
  /** About the user's files rather than about images, shown last. */
  readonly advice?: readonly Problem[];
  /** A column in tables of images; absent when this run has nothing for it. */
  readonly column?: { readonly title: string; readonly cell: (image: Image) => string };
  readonly files?: GateFiles;
  /** What there is to say of one image; it may be one that was not built. */
  readonly about?: (image: Image) => ImageFindings;
}

/** Paths of files that gates write, by their names in report.json. */
export interface GateFiles {
  readonly sarif?: readonly string[];
  /** Results of tests, as JUnit's XML; absent when nothing was tested. */
  readonly junit?: string;
}

export interface ImageFindings {
  /** Of this image alone; an error refuses it. */
  readonly problems?: readonly Problem[];
  /** Whether problems that the gate reports for several images together refuse this one. */
  readonly refused?: boolean;
  /** Keys of the image in report.json. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Keys of its platforms in report.json, under `policy.platforms`. */
  readonly platforms?: PlatformKeys;
  /** Paths of its SBOMs. */
  readonly sbomFiles?: readonly string[];
  /** By platform: what image-index.json records. */
  readonly recorded?: Readonly<Record<string, PlatformRecord>>;
}

export type PlatformKeys = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Part of a platform in image-index.json. */
export interface PlatformRecord {
  /** Known vulnerabilities; absent when nothing is known. */
  readonly findings?: Readonly<Record<Severity, number>>;
}

/** A report of findings about single images, each looked at on its own. */
export async function imageByImage(
  built: readonly BuiltImage[],
  look: (image: BuiltImage) => ImageFindings | Promise<ImageFindings>,
): Promise<GateReport> {
  const found = new Map(
    await Promise.all(built.map(async (image) => [image.image.id, await look(image)] as const)),
  );
  return { about: ({ id }) => found.get(id) ?? {} };
}

/** A gate in the list. What it hands from its preflight to its run is its own matter. */
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
