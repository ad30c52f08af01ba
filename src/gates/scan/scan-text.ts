/** Shows results of the scan as text for tables, and as JSON for report.json and image-index.json. */

import { SEVERITIES } from '../../matrix/severity.ts';
import type { ImageFindings } from '../gate/gate.ts';
import type { ScanVerdict } from './decide.ts';

/** `2 CRITICAL (base), 3 HIGH (1 base), 1 LOW`, of the worst platform; `none`; or why nothing is known. */
export function vulnerabilities(verdicts: readonly ScanVerdict[]): string {
  if (verdicts.length === 0) return 'not scanned';
  if (verdicts.some(({ kind }) => kind === 'failed')) return 'scan failed';
  const scanned = verdicts.filter((verdict) => verdict.kind === 'scanned');
  const parts = SEVERITIES.toReversed().flatMap((severity) => {
    const worst = scanned.toSorted((a, b) => b.counts[severity] - a.counts[severity])[0];
    const count = worst?.counts[severity] ?? 0;
    const inBase = worst?.inBase[severity] ?? 0;
    return count === 0
      ? []
      : [`${count} ${severity}${inBase === 0 ? '' : inBase === count ? ' (base)' : ` (${inBase} base)`}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** A verdict as it is in report.json. */
export function scanJson(verdict: ScanVerdict): object {
  const { platform } = verdict.subject;
  return verdict.kind === 'scanned'
    ? {
        platform,
        counts: verdict.counts,
        inBase: verdict.inBase,
        refused: verdict.refused,
        suppressed: verdict.suppressed,
      }
    : { platform, failed: verdict.message };
}

/** What image-index.json records of each platform. */
export function countsOf(verdicts: readonly ScanVerdict[]): NonNullable<ImageFindings['recorded']> {
  return Object.fromEntries(
    verdicts.flatMap((verdict) =>
      verdict.kind === 'scanned'
        ? [[verdict.subject.platform, { findings: { ...verdict.counts } }] as const]
        : [],
    ),
  );
}
