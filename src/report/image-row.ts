import type { BuildReport, ImageReport } from '../record/build-report.ts';
import { readableBytes } from '../gates/size/size-limit.ts';
import { SEVERITIES } from '../matrix/severity.ts';

/** Sizes of all platforms; those of a loaded image are not known. */
export function sizes(report: ImageReport): string {
  if (report.outcome.kind !== 'built') return '–';
  const known = report.outcome.candidate.platforms.filter(({ size }) => size > 0);
  return known.length === 0 ? '–' : known.map(({ size }) => readableBytes(size)).join(' / ');
}

/** `2 CRITICAL (base), 3 HIGH (1 base), 1 LOW`, over all platforms the worst; `none`; or why it is not known. */
export function vulnerabilities(report: ImageReport): string {
  if (report.verdicts.length === 0) return 'not scanned';
  if (report.verdicts.some(({ kind }) => kind === 'failed')) return 'scan failed';
  const scanned = report.verdicts.filter((verdict) => verdict.kind === 'scanned');
  const found = SEVERITIES.toReversed().flatMap((severity) => {
    const worst = scanned.toSorted((a, b) => b.counts[severity] - a.counts[severity])[0];
    const count = worst?.counts[severity] ?? 0;
    const inBase = worst?.inBase[severity] ?? 0;
    return count === 0
      ? []
      : [`${count} ${severity}${inBase === 0 ? '' : inBase === count ? ' (base)' : ` (${inBase} base)`}`];
  });
  return found.length === 0 ? 'none' : found.join(', ');
}

/** Whether tests are worth a column: a matrix without any has none. */
export function isTested({ images }: Pick<BuildReport, 'images'>): boolean {
  return images.some((image) => image.tests.length > 0);
}

/** `7 passed`, `2 failed, 5 passed`, over all platforms; `none` where there are none, or they were not run. */
export function tests({ tests: verdicts }: ImageReport): string {
  const counts = (['failed', 'broken', 'skipped', 'passed'] as const)
    .map((kind) => ({ kind, count: verdicts.filter(({ outcome }) => outcome.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return counts.length === 0
    ? 'none'
    : counts.map(({ kind, count }) => `${count} ${kind === 'broken' ? 'not run' : kind}`).join(', ');
}

/** What became of the image in this run: one that nothing is wrong with is not published either when another one failed. */
export function status(
  image: ImageReport,
  { destination, publish, problems }: Pick<BuildReport, 'destination' | 'publish' | 'problems'>,
): string {
  if (image.outcome.kind !== 'built') return image.outcome.kind;
  if (publish?.kind === 'published') return 'published';
  // With `scan: report` what would be refused is not.
  const failed = problems.some(({ severity }) => severity === 'error');
  const refused =
    image.policy.problems.some(({ severity }) => severity === 'error') ||
    (failed &&
      (image.verdicts.some((verdict) => verdict.kind === 'failed' || verdict.refused > 0) ||
        image.tests.some(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'broken')));
  if (refused) return 'refused';
  return destination === 'push' ? 'not published' : 'built';
}
