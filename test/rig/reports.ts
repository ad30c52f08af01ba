/** Findings, reports and results of scans, filled with defaults, for tests of the scan gate. */

import type { Finding, TrivyReport } from '../../src/gates/scan/findings.ts';
import type { ImageConfig } from '../../src/oci/image-config.ts';
import type { ScanResult } from '../../src/gates/scan/scan.ts';
import type { ScanSubject } from '../../src/gates/scan/trivy-command.ts';

export const DIGEST = `sha256:${'a'.repeat(64)}`;

export function subject(image: string, platform = 'linux/amd64'): ScanSubject {
  return { image, platform, source: { kind: 'registry', reference: `localhost:5000/${image}@${DIGEST}` } };
}

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    id: 'CVE-2099-0001',
    severity: 'CRITICAL',
    package: 'openssl',
    installed: '3.0.1',
    fixed: '99.0-1',
    status: 'fixed',
    target: 'debian 12',
    class: 'os-pkgs',
    from: 'unknown',
    ...over,
  };
}

/** A finding for which there is no fixed version. */
export function unfixed(over: Partial<Finding> = {}): Finding {
  const { fixed: _, ...rest } = finding({ status: 'affected', ...over });
  return rest;
}

export const CONFIG: ImageConfig = { user: '', env: [], labels: {}, diffIds: [], madeBy: [] };

export function report(over: Partial<TrivyReport> = {}): TrivyReport {
  return {
    platform: 'linux/amd64',
    os: { name: 'debian 12', endOfLife: false },
    packages: { system: 90, language: 0 },
    findings: [],
    suppressed: [],
    secrets: [],
    config: CONFIG,
    ...over,
  };
}

export function scanned(
  image: string,
  platform: string,
  findings: readonly Finding[],
  over: Partial<TrivyReport> = {},
): ScanResult {
  return {
    kind: 'scanned',
    subject: subject(image, platform),
    report: report({ platform, findings, ...over }),
    reportFile: `/reports/${image}.json`,
  };
}
