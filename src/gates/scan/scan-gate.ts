/** Gate: no image has vulnerabilities that "scan" in the matrix refuses. */

import type { Gate } from '../gate/gate.ts';
import type { ScanReport } from './scan-images.ts';
import type { ReadyScan } from './scanner.ts';

/** Scans every image with Trivy. The scanner is loaded on first use, because plans load all gates. */
export const scanGate: Gate<ScanReport, ReadyScan> = {
  name: 'scan',
  preflight: async ({ job }, host) =>
    job.plan.settings.scan.mode === 'off'
      ? { problems: [] }
      : (await import('./scanner.ts')).prepareScanner(job, host),
  run: async (...args) => (await import('./scan-images.ts')).scanImages(...args),
};
