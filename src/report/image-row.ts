/** The status and the sizes of an image, for the tables in the terminal and in the step summary. */

import type { BuildReport, ImageReport } from '../record/build-report.ts';
import { readableBytes } from '../gates/size/size-limit.ts';

/** Sizes of all platforms. Those of an image that was loaded into Docker are not known. */
export function sizes(report: ImageReport): string {
  if (report.outcome.kind !== 'built') return '–';
  const withSize = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
  return withSize.length === 0 ? '–' : withSize.map(({ size }) => readableBytes(size)).join(' / ');
}

/** What became of the image in this run. A good image is not published either when another one failed. */
export function status(
  image: ImageReport,
  { destination, publish, problems }: Pick<BuildReport, 'destination' | 'publish' | 'problems'>,
): string {
  if (image.outcome.kind !== 'built') return image.outcome.kind;
  if (publish?.kind === 'published') {
    const isOf = (tag: { readonly image: string }): boolean => tag.image === image.image.id;
    if (publish.moved.some(isOf)) return 'published';
    return publish.kept.some(isOf) ? 'kept' : publish.unchanged.some(isOf) ? 'unchanged' : 'no tags';
  }
  // A gate that only reports refuses nothing: without an error the image counts as built.
  if (image.gates.refused && problems.some(({ severity }) => severity === 'error')) return 'refused';
  return destination === 'push' ? 'not published' : 'built';
}
