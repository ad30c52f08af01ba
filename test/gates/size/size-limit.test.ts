import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  readableBytes,
  sizeLimitOf,
  sizeProblems,
  unscannedLimits,
  type SizeSubject,
} from '../../../src/gates/size/size-limit.ts';
import { PLACE, placed } from '../../rig/placed.ts';
import { CONFIG } from '../../rig/reports.ts';

const subject = (over: Partial<SizeSubject> = {}): SizeSubject => ({
  image: 'ml',
  platform: 'linux/amd64',
  sizes: { compressed: 1_200, unpacked: 3_000, published: 1_000 },
  tag: 'example.org/app:ml',
  layers: [
    { diffId: 'a', size: 2_000 },
    { diffId: 'b', size: 900 },
    { diffId: 'c', size: 100 },
    { diffId: 'd', size: 5 },
  ],
  config: { ...CONFIG, diffIds: ['a', 'b', 'c', 'd'], madeBy: ['ADD', 'RUN', 'COPY', 'RUN'] },
  baseLayers: 1,
  ...over,
});
const limits = (declared: { compressed?: string; unpacked?: string; growth?: string }) =>
  sizeLimitOf(placed(declared));
const messages = (...args: Parameters<typeof sizeProblems>) =>
  sizeProblems(...args).map(({ severity, message }) => `${severity}: ${message}`);

describe('sizes', () => {
  it.each([
    ['500MB', 500e6],
    ['1.5GiB', 1.5 * 2 ** 30],
    ['2 kB', 2000],
    ['7B', 7],
    ['3KiB', 3072],
    ['1MiB', 2 ** 20],
    ['1GB', 1e9],
  ])('reads %s', (text, bytes) => expect(bytesOf(text)).toBe(bytes));

  it('reads what it writes, to three digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e13 }),
        (count) => Math.abs(bytesOf(readableBytes(count)) - count) / count <= 0.006,
      ),
    );
  });

  it('says limit, size, difference and the largest layers', () => {
    expect(sizeProblems(subject(), limits({ compressed: '1000B' }), true, [1_000, 50, 145, 5])).toEqual([
      {
        severity: 'error',
        code: 'size-limit',
        message: 'image "ml" (linux/amd64) is 1.20 kB compressed, 200 B more than the limit of 1000B',
        place: PLACE,
        hint:
          'the largest layers are 1.00 kB the base image; 145 B layer 2 above the base (a COPY); ' +
          '50 B layer 1 above the base (a RUN); make them smaller, or raise size-limit',
      },
    ]);
    expect(messages(subject(), limits({ unpacked: '2.999kB' }), true)).toEqual([
      'error: image "ml" (linux/amd64) is 3.00 kB unpacked, 1 B more than the limit of 2.999kB',
    ]);
    expect(sizeProblems(subject(), limits({ unpacked: '1kB' }), true, [1_000, 50, 145, 5])[0]?.hint).toMatch(
      /^the largest layers are 2\.00 kB the base image; 900 B .*; 100 B .*; make/,
    );
    expect(sizeProblems(subject(), limits({ compressed: '1kB' }), true)[0]?.hint).toMatch(
      /^the largest layers are 2\.00 kB the base image; 900 B .*; 100 B .* \(unpacked\); make/,
    );
  });

  it('passes what is exactly as large as allowed', () => {
    expect(
      sizeProblems(subject(), limits({ compressed: '1200B', unpacked: '3kB', growth: '20%' }), true),
    ).toEqual([]);
  });

  it('holds growth against what is published, and passes a first publication', () => {
    expect(messages(subject(), limits({ growth: '10%' }), true)).toEqual([
      'error: image "ml" (linux/amd64) is 1.20 kB compressed, 100 B more than 1.00 kB of ' +
        'example.org/app:ml and 10% of growth allow',
    ]);
    expect(
      messages(subject({ sizes: { compressed: 9_999, published: 'none' } }), limits({ growth: '0%' }), true),
    ).toEqual([]);
  });

  it('refuses to publish what it could not check, and warns elsewhere', () => {
    const unknown = subject({ sizes: {}, unknown: 'connection refused' });
    const limit = limits({ compressed: '1B', unpacked: '1B', growth: '100%' });
    expect(messages(unknown, limit, true).map((message) => message.slice(0, 6))).toEqual([
      'error:',
      'error:',
      'error:',
    ]);
    expect(messages(unknown, limit, false).every((message) => message.startsWith('warning:'))).toBe(true);
    expect(
      messages(
        subject({ sizes: { compressed: 1 }, unknown: 'connection refused' }),
        limits({ growth: '100%' }),
        true,
      )[0],
    ).toContain('its growth could not be checked: connection refused');
  });

  it('says what is known before the build: no scan, no unpacked size', () => {
    const limit = limits({ unpacked: '2GB', compressed: '1GB' });
    expect(unscannedLimits([limit, limit, limits({ compressed: '1B' })])).toMatchObject([
      {
        severity: 'error',
        code: 'size-unknown',
        message: 'only the scan, which is off, finds out whether images are within the limit of 2GB unpacked',
        hint: expect.stringContaining('scan: report') as string,
      },
    ]);
    expect(sizeProblems(subject({ sizes: {} }), limits({ unpacked: '1B' }), true)[0]?.hint).toContain(
      'scan: report',
    );
  });
});
