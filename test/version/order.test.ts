import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isVersion, versionTest } from '../../src/version/order.ts';

const number = fc.integer({ min: 0, max: 30 }).map(String);
const release = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const suffix = fc.constantFrom(
  '',
  'a1',
  'b2',
  '-rc.1',
  'rc1',
  'rc',
  '.dev0',
  '.post1',
  '-alpine',
  '-beta.2',
  '+build',
  '-slim.3',
  '-c1',
  'rc10',
);
const version = fc.tuple(fc.constantFrom('', 'v'), release, suffix).map((parts) => parts.join(''));
/** Versions, words, and what is between them. */
const text = fc.oneof(
  version,
  fc.constantFrom(
    '',
    'bookworm',
    '5~',
    '10 ',
    ' 9',
    'cu121',
    '1..2',
    '.5',
    'v',
    '1.x',
    '9x',
    '~9',
    'Z',
    '12_04',
  ),
  fc.string({ maxLength: 4 }),
);

describe('compareVersions', () => {
  it.each([
    [['3.9', '3.10', '3.11']],
    [['12.5', '12.10']],
    [['9', '10', '11.8', '12']],
    [
      [
        '3.13.0.dev1',
        '3.13.0a1',
        '3.13.0a2',
        '3.13.0b1',
        '3.13.0rc1',
        '3.13.0rc2',
        '3.13.0',
        '3.13.0.post1',
        '3.13.1',
      ],
    ],
    [['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0']],
    [['v1.2', 'v1.10', '2']],
    [['3.12', 'alpine', 'bookworm', 'bullseye']],
    [['22.04', '24.04', '24.10']],
  ])('orders %j', (sorted) => {
    for (const [index, left] of sorted.entries()) {
      for (const right of sorted.slice(index + 1)) {
        expect([
          left,
          right,
          Math.sign(compareVersions(left, right)),
          Math.sign(compareVersions(right, left)),
        ]).toEqual([left, right, -1, 1]);
      }
    }
  });

  it.each([
    ['1', '1.0'],
    ['v1.2', '1.2.0'],
    ['1.0+a', '1.0+b'],
    ['1.0rc1', '1.0-rc.1'],
    ['1.0RC1', '1.0rc1'],
    ['', ''],
    ['x', 'x'],
  ])('%j and %j are the same version', (left, right) => {
    expect([compareVersions(left, right), compareVersions(right, left)]).toEqual([0, 0]);
  });

  it('is a total order over versions and other texts', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        if (compareVersions(a, b) === 0)
          expect(Math.sign(compareVersions(a, c))).toBe(Math.sign(compareVersions(b, c)));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with numbers where versions are numbers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(Math.sign(compareVersions(String(a), String(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('takes numbers of any length', () => {
    const long = '9'.repeat(400);
    expect([compareVersions(long, '1'), compareVersions('1', long), compareVersions(long, long)]).toEqual([
      1, -1, 0,
    ]);
  });
});

describe('isVersion', () => {
  it.each(['3', '3.12', 'v1.2.3', '1.0rc1', '1.0-rc.1', '22.04', '1.2.3+build', '3.12-slim'])(
    '%j is one',
    (text) => expect(isVersion(text)).toBe(true),
  );
  it.each(['', 'bookworm', '3.', '.3', '3..1', 'cu121', '3 4', '3_12.1x y', 'latest'])('%j is none', (text) =>
    expect(isVersion(text)).toBe(false),
  );
});

describe('versionTest', () => {
  it.each([
    ['>=3.10', ['3.10', '3.11', '4'], ['3.9', '3.10rc1', 'bookworm']],
    ['>12.5', ['12.10', '13'], ['12.5', '12.5.0', '12.4']],
    ['<3.10', ['3.9', '3.10rc1'], ['3.10', '3.11']],
    ['<=3.10', ['3.9', '3.10', '3.10.0'], ['3.10.1']],
    ['==3.10', ['3.10', '3.10.0'], ['3.1', '3.10.1']],
    ['!=3.10', ['3.1'], ['3.10']],
    ['~12.4', ['12.4', '12.4.1'], ['12.5', '12.40', '12']],
    ['>=3.10,<3.12', ['3.10', '3.11'], ['3.9', '3.12']],
    ['>= 3.10 , < 3.12', ['3.10', '3.11'], ['3.9', '3.12']],
  ])('%s', (condition, holds, fails) => {
    const test = versionTest(condition);
    expect([holds.filter((text) => !test?.(text)), fails.filter((text) => test?.(text))]).toEqual([[], []]);
  });

  it.each(['3.10', '', '>=', '>=x', '>=3.10,x', 'b*', '=3', '!3.11'])('%j is no comparison', (text) =>
    expect(versionTest(text)).toBeUndefined(),
  );

  it('of one bound, exactly one of <, == and > holds', () => {
    fc.assert(
      fc.property(version, version, (a, bound) => {
        expect(['<', '==', '>'].filter((operator) => versionTest(`${operator}${bound}`)?.(a))).toHaveLength(
          1,
        );
        expect(versionTest(`!=${bound}`)?.(a)).toBe(!versionTest(`==${bound}`)?.(a));
      }),
    );
  });
});
