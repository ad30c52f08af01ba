import type { Gate } from '../gate/gate.ts';
import type { ScanReport } from './scan-images.ts';
import type { ReadyScan } from './scanner.ts';

/** Scans every image with Trivy: nothing that the matrix refuses is published. */
export const scanGate: Gate<ScanReport, ReadyScan> = {
  name: 'scan',
  preflight: async ({ job }, host) =>
    job.plan.settings.scan.mode === 'off'
      ? { problems: [] }
      : (await import('./scanner.ts')).prepareScanner(job, host),
  run: async (...about) => (await import('./scan-images.ts')).scanImages(...about),
};
