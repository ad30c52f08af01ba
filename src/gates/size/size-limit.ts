/** Checks the sizes of one image against its limits, and names the largest layers. */

import { groupBy } from '../../text/group.ts';
import type { Checks, Placed } from '../../plan/checks.ts';
import { error, type Place, type Problem } from '../../problem/problem.ts';
import type { Layer } from '../scan/findings.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import { layerName } from '../gate/base-image.ts';

/** The limits of one platform of an image; absent where there is none. */
export interface SizeLimit {
  /** In bytes. */
  readonly compressed?: Limit;
  /** In bytes. */
  readonly unpacked?: Limit;
  /** Allowed growth over the compressed size of the published image: 0.2 for 20 %. */
  readonly growth?: Limit;
}

/** One limit, and where it is in the matrix. */
export interface Limit {
  readonly most: number;
  /** As it is written in the matrix, for messages. */
  readonly written: string;
  readonly place?: Place;
}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};

/** The number of bytes of a size such as `1.5GiB`, which the schema has checked. */
export function bytesOf(size: string): number {
  const [, count = '', unit = ''] = /^([0-9.]+) ?([A-Za-z]+)$/.exec(size) ?? [];
  return Math.floor(Number(count) * (UNITS[unit] ?? Number.NaN));
}

/** Reads the limits of the matrix as numbers. */
export function sizeLimitOf({ compressed, unpacked, growth }: Checks['sizeLimit']): SizeLimit {
  const limit = ({ value, place }: Placed<string>, read: (written: string) => number): Limit => ({
    most: read(value),
    written: value,
    place,
  });
  return {
    ...(compressed ? { compressed: limit(compressed, bytesOf) } : {}),
    ...(unpacked ? { unpacked: limit(unpacked, bytesOf) } : {}),
    ...(growth ? { growth: limit(growth, (written) => Number(written.slice(0, -1)) / 100) } : {}),
  };
}

/** The sizes of one platform of one image, in bytes; absent where they are not known. */
export interface Sizes {
  readonly compressed?: number;
  readonly unpacked?: number;
  /** Compressed size of the published image. `none` when this is the first publication. */
  readonly published?: number | 'none';
}

/** One platform of an image whose size is checked. */
export interface SizeSubject {
  readonly image: string;
  readonly platform: string;
  readonly sizes: Sizes;
  /** The tag of the published image that this one is compared with. */
  readonly tag?: string;
  /** Why the size of the published image is not known. */
  readonly unknown?: string;
  /** Layers with their unpacked sizes, lowest first; empty when they are not known. */
  readonly layers: readonly Layer[];
  readonly config?: ImageConfig;
  /** Number of lowest layers that are from the base image. */
  readonly baseLayers: number;
}

/**
 * The limits that one platform of an image breaks. A limit that cannot be checked is an error when the run publishes,
 * and otherwise a warning.
 *
 * @param stored compressed bytes of its layers, lowest first; empty when they are not known
 */
export function sizeProblems(
  subject: SizeSubject,
  limit: SizeLimit,
  publishes: boolean,
  stored: readonly number[] = [],
): readonly Problem[] {
  const { sizes } = subject;
  const { compressed, unpacked, growth } = limit;
  const unchecked = (what: string, why: string, { place }: Limit, next = 'run again'): Problem => ({
    severity: publishes ? 'error' : 'warning',
    code: 'size-unknown',
    message: `image "${subject.image}" (${subject.platform}): its ${what} could not be checked: ${why}`,
    ...(place ? { place } : {}),
    ...(publishes
      ? {
          hint: `nothing is published that has not passed its gates; ${next}, or remove the limit from size-limit`,
        }
      : {}),
  });
  const problems: Problem[] = [];
  const check = (
    what: 'compressed' | 'unpacked',
    size: number,
    most: number,
    limitText: string,
    { place }: Limit,
  ): void => {
    if (size <= most) return;
    problems.push(
      error(
        'size-limit',
        `image "${subject.image}" (${subject.platform}) is ${readableBytes(size)} ${what}, ` +
          `${readableBytes(size - most)} more than ${limitText}`,
        { place, hint: nextStep(subject, what, stored) },
      ),
    );
  };
  if (compressed !== undefined) {
    if (sizes.compressed === undefined)
      problems.push(
        unchecked('compressed size', 'an image in the local engine is not compressed', compressed),
      );
    else
      check(
        'compressed',
        sizes.compressed,
        compressed.most,
        `the limit of ${compressed.written}`,
        compressed,
      );
  }
  if (unpacked !== undefined) {
    if (sizes.unpacked === undefined)
      problems.push(
        unchecked('unpacked size', 'only the scan finds it out, which was off or failed', unpacked, SCAN),
      );
    else check('unpacked', sizes.unpacked, unpacked.most, `the limit of ${unpacked.written}`, unpacked);
  }
  if (growth !== undefined && sizes.published !== 'none') {
    if (sizes.compressed === undefined)
      problems.push(unchecked('growth', 'an image in the local engine is not compressed', growth));
    else if (sizes.published === undefined)
      problems.push(unchecked('growth', subject.unknown ?? 'the published image could not be read', growth));
    else
      check(
        'compressed',
        sizes.compressed,
        sizes.published * (1 + growth.most),
        `${readableBytes(sizes.published)} of ${subject.tag ?? 'the published image'} ` +
          `and ${growth.written} of growth allow`,
        growth,
      );
  }
  return problems;
}

const SCAN = 'scan it (scan: report refuses nothing)';

/** Errors, before the build, for limits that cannot be checked without a scan: one for each place in the matrix. */
export function unscannedLimits(limits: readonly SizeLimit[]): readonly Problem[] {
  return [
    ...groupBy(
      limits.flatMap(({ unpacked }) => unpacked ?? []),
      (limit) => JSON.stringify(limit),
    ).values(),
  ].map(([limit]) =>
    error(
      'size-unknown',
      `only the scan, which is off, finds out whether images are within the limit of ${limit?.written} unpacked`,
      {
        place: limit?.place,
        hint: `nothing is published that has not passed its gates; ${SCAN}, or remove the limit from size-limit`,
      },
    ),
  );
}

/**
 * The hint: the three largest layers, with the instructions that made them. Their sizes are compressed where the limit
 * is about compressed bytes and these are known.
 */
function nextStep(
  { layers, config, baseLayers }: SizeSubject,
  what: 'compressed' | 'unpacked',
  stored: readonly number[],
): string {
  const sized =
    what === 'compressed' && stored.length > 0
      ? stored.map((size, index) => ({ size, diffId: config?.diffIds[index] }))
      : layers;
  const largest = sized
    .map(({ diffId, size }, index) => ({
      size,
      step:
        index < baseLayers
          ? 'the base image'
          : ((config && layerName(config, diffId, baseLayers)) ?? `layer ${index + 1}`),
    }))
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ size, step }) => `${readableBytes(size)} ${step}`);
  const unit = sized === layers && what === 'compressed' ? ' (unpacked)' : '';
  const names = largest.length > 0 ? `the largest layers are ${largest.join('; ')}${unit}; ` : '';
  return `${names}make them smaller, or raise size-limit`;
}

/** A number of bytes for people, in powers of 1000 and with three digits. */
export function readableBytes(count: number): string {
  const [unit, size] = (['GB', 'MB', 'kB'] as const)
    .map((name) => [name, UNITS[name] ?? 1] as const)
    .find(([, factor]) => count >= factor) ?? ['B', 1];
  const value = count / size;
  return `${unit === 'B' ? Math.ceil(value) : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}
