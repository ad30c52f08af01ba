import type { BuildReport, ImageReport } from '../record/build-report.ts';
import { readableBytes } from '../gates/size/size-limit.ts';

/** Sizes of all platforms; those of a loaded image are not known. */
export function sizes(report: ImageReport): string {
  if (report.outcome.kind !== 'built') return '–';
  const known = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
  return known.length === 0 ? '–' : known.map(({ size }) => readableBytes(size)).join(' / ');
}

/** What became of the image in this run: one that nothing is wrong with is not published either when another one failed. */
export function status(
  image: ImageReport,
  { destination, publish, problems }: Pick<BuildReport, 'destination' | 'publish' | 'problems'>,
): string {
  if (image.outcome.kind !== 'built') return image.outcome.kind;
  if (publish?.kind === 'published') return 'published';
  // What a gate only reports refuses nothing, unless something else does.
  if (image.gates.refused && problems.some(({ severity }) => severity === 'error')) return 'refused';
  return destination === 'push' ? 'not published' : 'built';
}
