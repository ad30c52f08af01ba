import type { BuiltImage } from '../bake/bake-image.ts';
import type { Host } from '../effects/host.ts';
import type { Image } from '../plan/image.ts';
import type { Problem } from '../problem/problem.ts';
import type { BaseImage } from './gate/base-image.ts';
import type { Gate, GateFiles, GateReport, GateScene, OpenGate, PlatformRecord } from './gate/gate.ts';
import { readOrigins, type Origins } from './gate/origins.ts';

/** What the gates found out about all images. */
export interface Gated {
  /** Also of images that were not built. */
  readonly about: (image: Image) => ImageGates;
  /** An error here keeps everything from being published. */
  readonly problems: readonly Problem[];
  /** Titles of the gates' columns in tables of images. */
  readonly columns: readonly string[];
  readonly files: GateFiles;
}

/** What the gates found out about one image. */
export interface ImageGates {
  /** Of this image alone. */
  readonly problems: readonly Problem[];
  /** Whether a gate would refuse it, if it is to refuse anything. */
  readonly refused: boolean;
  /** One for each column. */
  readonly cells: readonly string[];
  /** Keys of the image in report.json. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Of each platform, what report.json has under `policy`; none of an image that was not built. */
  readonly platforms: readonly Readonly<Record<string, unknown>>[];
  readonly sbomFiles: readonly string[];
  /** By platform, the image that it was built from; without those of which it is not known. */
  readonly bases: Readonly<Record<string, BaseImage>>;
  /** By platform. */
  readonly recorded: Readonly<Record<string, PlatformRecord>>;
}

/** Every gate on every built image, beside each other; all reports are there before anything is decided. */
export async function runGates(
  gates: readonly OpenGate[],
  built: readonly BuiltImage[],
  { job, settings, registry }: Pick<GateScene, 'job' | 'settings' | 'registry'>,
  host: Host,
): Promise<Gated> {
  const origins = readOrigins(built, { settings, registry }, host);
  const started = new Map<object, Promise<GateReport>>();
  const reportOf = async <Report extends GateReport, Ready>(gate: Gate<Report, Ready>): Promise<Report> => {
    const report = started.get(gate);
    if (report === undefined)
      throw new Error(`the gate "${gate.name}" does not stand before the one that asks`);
    // What a gate's own run has given.
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
  const found = reports.map(({ about }) => about?.(image) ?? {});
  const problems = found.flatMap(({ problems: own = [] }) => own);
  const platforms = built?.candidate.platforms.map(({ platform }) => platform) ?? [];
  return {
    problems,
    refused: problems.some(({ severity }) => severity === 'error') || found.some(({ refused }) => refused),
    cells: reports.flatMap(({ column }) => (column ? [column.cell(image)] : [])),
    json: merged(found.map(({ json }) => json)),
    platforms: platforms.map((platform) => ({
      platform,
      ...merged(found.map(({ platforms: keys }) => keys?.[platform])),
    })),
    sbomFiles: found.flatMap(({ sbomFiles = [] }) => sbomFiles),
    bases: Object.fromEntries(
      platforms.flatMap((platform) => {
        const { base } = origins(image.id, platform);
        return base ? [[platform, { name: base.name, digest: base.digest }] as const] : [];
      }),
    ),
    recorded: Object.fromEntries(
      platforms.map((platform) => [platform, merged(found.map(({ recorded }) => recorded?.[platform]))]),
    ),
  };
}

/** The keys of all parts together, in their order. */
function merged<T extends object>(parts: readonly (T | undefined)[]): Partial<T> {
  return Object.assign({}, ...parts) as Partial<T>;
}
