import type { MatrixFile, Target } from '../matrix/schema.ts';
import { error, type Problem } from '../problem.ts';
import type { Layer } from './findings.ts';
import type { ImageConfig } from './image-config.ts';
import { layerName } from './layer-name.ts';

/** What one platform of an image may take at most, in bytes; nothing where there is no limit. */
export interface SizeLimit {
  readonly compressed?: number;
  readonly unpacked?: number;
  /** Of the published image's compressed size: 0.2 for 20 %. */
  readonly growth?: number;
}

type Declared = NonNullable<MatrixFile['size-limit']>;

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** Bytes of a size that the schema let through, such as `1.5GiB`. */
export function bytesOf(size: string): number {
  const [, count = '', unit = ''] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(size) ?? [];
  return Math.floor(Number(count) * (UNITS[unit] ?? Number.NaN));
}

/** The target's limits before the matrix's, each for itself. */
export function sizeLimitOf(matrix: Pick<MatrixFile, 'size-limit'>, target: Pick<Target, 'size-limit'> | undefined): SizeLimit {
  const { compressed, unpacked, growth } = { ...parts(matrix['size-limit']), ...parts(target?.['size-limit']) };
  return {
    ...(compressed === undefined ? {} : { compressed: bytesOf(compressed) }),
    ...(unpacked === undefined ? {} : { unpacked: bytesOf(unpacked) }),
    ...(growth === undefined ? {} : { growth: Number(growth.slice(0, -1)) / 100 }),
  };
}

function parts(declared: Declared | undefined): Exclude<Declared, string> {
  return typeof declared === 'string' ? { compressed: declared } : (declared ?? {});
}

/** The sizes of one platform of one image, in bytes; absent where they are not known. */
export interface Sizes {
  readonly compressed?: number;
  readonly unpacked?: number;
  /** Compressed, of the image that is published now. `none`: this is the first publication. */
  readonly published?: number | 'none';
}

export interface SizeSubject {
  readonly image: string;
  readonly platform: string;
  readonly sizes: Sizes;
  /** What is published under, and why it is not known how large that is. */
  readonly tag?: string;
  readonly unknown?: string;
  /** Compressed or unpacked, lowest first; whichever is known. */
  readonly layers: readonly Layer[];
  readonly config?: ImageConfig;
  /** How many of the lowest layers are the base's. */
  readonly baseLayers: number;
}

/** Which limits one platform of one image breaks. One that cannot be checked refuses a publication, and only warns elsewhere. */
export function sizeProblems(subject: SizeSubject, limit: SizeLimit, publishes: boolean): readonly Problem[] {
  const { sizes } = subject;
  const unchecked = (what: string, why: string): Problem => ({ severity: publishes ? 'error' : 'warning', code: 'size-unknown', message: `image "${subject.image}" (${subject.platform}): its ${what} could not be checked: ${why}`, ...(publishes ? { hint: `nothing is published that has not passed its gates; run again, or remove the limit from size-limit` } : {}) });
  const problems: Problem[] = [];
  const check = (what: string, size: number, most: number, limitText: string): void => {
    if (size <= most) return;
    problems.push(error('size-limit', `image "${subject.image}" (${subject.platform}) is ${readableBytes(size)} ${what}, ${readableBytes(size - most)} more than ${limitText}`, { hint: nextStep(subject) }));
  };
  if (limit.compressed !== undefined) {
    if (sizes.compressed === undefined) problems.push(unchecked('compressed size', 'an image in the local engine is not compressed'));
    else check('compressed', sizes.compressed, limit.compressed, `the limit of ${readableBytes(limit.compressed)}`);
  }
  if (limit.unpacked !== undefined) {
    if (sizes.unpacked === undefined) problems.push(unchecked('unpacked size', 'only the scan finds it out, which was off or failed'));
    else check('unpacked', sizes.unpacked, limit.unpacked, `the limit of ${readableBytes(limit.unpacked)}`);
  }
  if (limit.growth !== undefined && sizes.published !== 'none') {
    if (sizes.compressed === undefined) problems.push(unchecked('growth', 'an image in the local engine is not compressed'));
    else if (sizes.published === undefined) problems.push(unchecked('growth', subject.unknown ?? 'the published image could not be read'));
    else check('compressed', sizes.compressed, sizes.published * (1 + limit.growth), `${readableBytes(sizes.published)} of ${subject.tag ?? 'the published image'} and ${percent(limit.growth)} of growth allow`);
  }
  return problems;
}

/** The layers to look at: the three largest, with what made them. */
function nextStep({ layers, config, baseLayers }: SizeSubject): string {
  const largest = layers
    .map(({ diffId, size }, index) => ({ size, step: index < baseLayers ? 'the base image' : ((config && layerName(config, diffId, baseLayers)) ?? `layer ${index + 1}`) }))
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ size, step }) => `${readableBytes(size)} ${step}`);
  return `${largest.length > 0 ? `the largest layers are ${largest.join('; ')}; ` : ''}make them smaller, or raise size-limit`;
}

/** In powers of 1000, with three digits. */
export function readableBytes(count: number): string {
  const [unit, size] = (['GB', 'MB', 'kB'] as const).map((name) => [name, UNITS[name] ?? 1] as const).find(([, factor]) => count >= factor) ?? ['B', 1];
  const value = count / size;
  return `${unit === 'B' ? Math.ceil(value) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
