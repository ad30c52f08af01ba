import { expect, it } from 'vitest';
import type { ImageReport } from '../../src/record/build-report.ts';
import { readableBytes } from '../../src/gates/size/size-limit.ts';
import { sizes } from '../../src/report/image-row.ts';

it('writes sizes as the messages of size limits do', () => {
  const report = (...bytes: readonly number[]): ImageReport =>
    ({
      outcome: { kind: 'built', candidate: { platforms: bytes.map((size) => ({ size })) } },
    }) as unknown as ImageReport;
  expect(sizes(report(1_234_567, 3_456_789_012))).toBe('1.23 MB / 3.46 GB');
  expect(sizes(report(52_428_800))).toBe(readableBytes(52_428_800));
  expect(sizes(report(0))).toBe('–');
});
