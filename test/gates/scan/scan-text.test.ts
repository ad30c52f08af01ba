import { expect, it } from 'vitest';
import type { ScanVerdict } from '../../../src/gates/scan/decide.ts';
import { countsOf, vulnerabilities } from '../../../src/gates/scan/scan-text.ts';
import { subject } from '../../rig/reports.ts';

const counts = { UNKNOWN: 1, LOW: 0, MEDIUM: 0, HIGH: 2, CRITICAL: 1 };
const VERDICT: ScanVerdict = {
  kind: 'scanned',
  subject: subject('app'),
  counts,
  inBase: { ...counts, UNKNOWN: 0, HIGH: 1 },
  refused: 3,
  suppressed: 0,
};
const FAILED: ScanVerdict = { kind: 'failed', subject: subject('app', 'linux/arm64'), message: 'no memory' };

it('counts the worst severity first', () => {
  expect(vulnerabilities([VERDICT])).toBe('1 CRITICAL (base), 2 HIGH (1 base), 1 UNKNOWN');
});

it('takes no failed scan for one without findings', () => {
  expect(vulnerabilities([VERDICT, FAILED])).toBe('scan failed');
  expect(vulnerabilities([])).toBe('not scanned');
  expect(countsOf([VERDICT, FAILED])).toEqual({ 'linux/amd64': { findings: counts } });
});
