/** Runs all gates on the built images, and collects what they found about each image. */

import type { BuiltImage } from '../bake/bake-image.ts';
import type { Host } from '../effects/host.ts';
import type { Image } from '../plan/image.ts';
import type { Problem } from '../problem/problem.ts';
import type { BaseImage } from './gate/base-image.ts';
import type { Gate, GateFiles, GateReport, GateScene, OpenGate, PlatformRecord } from './gate/gate.ts';
import { readOrigins, type Origins } from './gate/origins.ts';

/** What the gates found. */
export interface Gated {
  /** What they found about one image, which may be one that was not built. */
  readonly about: (image: Image) => ImageGates;
  /** All problems. An error among them prevents all publications. */
  readonly problems: readonly Problem[];
  /** Titles of the gates' columns in tables of images. */
  readonly columns: readonly string[];
  readonly files: GateFiles;
}

/** What the gates found out about one image. */
export interface ImageGates {
  /** Problems of this image only. */
  readonly problems: readonly Problem[];
  /** Whether a gate refuses it, or would refuse it if it were not set to report only. */
  readonly refused: boolean;
  /** Its text in each column. */
  readonly cells: readonly string[];
  /** Keys of the image in report.json. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Its platforms for report.json, under `policy`; empty for an image that was not built. */
  readonly platforms: readonly Readonly<Record<string, unknown>>[];
  readonly sbomFiles: readonly string[];
  /** The base image of each platform, where it is known. */
  readonly bases: Readonly<Record<string, BaseImage>>;
  /** Entries of its platforms in image-index.json. */
  readonly recorded: Readonly<Record<string, PlatformRecord>>;
}

/** Runs all gates on all built images at the same time, and puts their reports together. */
export async function runGates(
  gates: readonly OpenGate[],
  built: readonly BuiltImage[],
  { job, settings, registry }: Pick<GateScene, 'job' | 'settings' | 'registry'>,
  host: Host,
): Promise<Gated> {
  const origins = readOrigins(built, { settings, registry, plan: job.plan }, host);
  const started = new Map<object, Promise<GateReport>>();
  const reportOf = async <Report extends GateReport, Ready>(gate: Gate<Report, Ready>): Promise<Report> => {
    const report = started.get(gate);
    if (report === undefined)
      throw new Error(`the gate "${gate.name}" does not stand before the one that asks`);
    // The map has the report of this gate's own run, so the type is right.
    return report as Promise<Report>;
  };
  for (const { gate, run } of gates)
    started.set(gate, run(built, { job, settings, registry, origins, reportOf }, host));
  const [known, ...reports] = await Promise.all([origins, ...started.values()]);

  const images = new Map(
    built.map((image) => [image.image.id, imageGates(image.image, image, reports, known)]),
  );
  const about = (image: Image): ImageGates =>
    images.get(image.id) ?? imageGates(image, undefined, reports, known);
  return {
    about,
    problems: [
      ...reports.flatMap(({ problems = [] }) => problems),
      ...[...images.values()].flatMap(({ problems }) => problems),
      ...reports.flatMap(({ advice = [] }) => advice),
    ],
    columns: reports.flatMap(({ column }) => (column ? [column.title] : [])),
    files: Object.assign({}, ...reports.map(({ files }) => files)) as GateFiles,
  };
}

function imageGates(
  image: Image,
  built: BuiltImage | undefined,
  reports: readonly GateReport[],
  origins: Origins,
): ImageGates {
  const findings = reports.map(({ about }) => about?.(image) ?? {});
  const problems = findings.flatMap(({ problems: imageProblems = [] }) => imageProblems);
  const platforms = built?.candidate.platforms.map(({ platform }) => platform) ?? [];
  return {
    problems,
    refused: problems.some(({ severity }) => severity === 'error') || findings.some(({ refused }) => refused),
    cells: reports.flatMap(({ column }) => (column ? [column.cell(image)] : [])),
    json: merged(findings.map(({ json }) => json)),
    platforms: platforms.map((platform) => ({
      platform,
      ...merged(findings.map(({ platforms: keys }) => keys?.[platform])),
    })),
    sbomFiles: findings.flatMap(({ sbomFiles = [] }) => sbomFiles),
    bases: Object.fromEntries(
      platforms.flatMap((platform) => {
        const { base } = origins(image.id, platform);
        return base ? [[platform, { name: base.name, digest: base.digest }] as const] : [];
      }),
    ),
    recorded: Object.fromEntries(
      platforms.map((platform) => [platform, merged(findings.map(({ recorded }) => recorded?.[platform]))]),
    ),
  };
}

/** One object with the keys of all parts. */
function merged<T extends object>(parts: readonly (T | undefined)[]): Partial<T> {
  return Object.assign({}, ...parts) as Partial<T>;
}
