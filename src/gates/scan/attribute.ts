import type { KnownBase } from '../gate/base-image.ts';
import type { Origin, TrivyReport } from './findings.ts';

/** A report whose findings say which layers they are from. Trivy names the layer that first brought a package. */
export function attribute(report: TrivyReport, base: KnownBase | undefined): TrivyReport {
  if (!base) return report;
  const inBase = new Set(base.diffIds);
  const from = (diffId: string | undefined): Origin =>
    diffId === undefined ? 'unknown' : inBase.has(diffId) ? 'base' : 'own';
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, from: from(finding.diffId) })),
    secrets: report.secrets.map((secret) => ({ ...secret, from: from(secret.diffId) })),
  };
}
