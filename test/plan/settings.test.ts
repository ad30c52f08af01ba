import { expect, it } from 'vitest';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { settingsOf } from '../../src/plan/settings.ts';

const matrix = (more: string) =>
  parseMatrix({
    path: 'matrix.yaml',
    text: `version: 1\nimage: ghcr.io/org/app\ntargets: { app: { from: "debian:12" } }\n${more}`,
  });

it('has a default for everything', () => {
  expect(settingsOf(matrix(''), {})).toEqual({
    context: '.',
    hasIgnore: false,
    cacheMode: 'max',
    staging: 'digest',
    scan: {
      mode: 'gate',
      failOn: ['HIGH', 'CRITICAL'],
      ignoreUnfixed: false,
      base: 'gate',
      vex: [],
      warningDays: 14,
      strictIgnores: false,
    },
    tests: 'gate',
  });
});

it('takes what the matrix says, and where it says it', () => {
  const settings = settingsOf(
    matrix(
      [
        'context: ..',
        'ignore: []',
        'cache: { mode: min }',
        'publish: { staging: tag }',
        'scan:',
        '  mode: report',
        '  fail-on: [LOW]',
        '  ignore-unfixed: true',
        '  base: report',
        '  ignores: ignores.yaml',
        '  expiry-warning: 30 days',
        '  strict-ignores: true',
        '  vex: [a.json, b.json]',
      ].join('\n'),
    ),
    {},
  );
  expect(settings).toMatchObject({
    context: '..',
    hasIgnore: true,
    cacheMode: 'min',
    staging: 'tag',
    scan: {
      mode: 'report',
      failOn: ['LOW'],
      ignoreUnfixed: true,
      base: 'report',
      ignores: { value: 'ignores.yaml', place: { line: 13, column: 12 } },
      warningDays: 30,
      strictIgnores: true,
      vex: [
        { value: 'a.json', place: { line: 16, column: 9 } },
        { value: 'b.json', place: { line: 16, column: 17 } },
      ],
    },
  });
});

it('keeps no cache of all stages where caches are off', () => {
  expect(settingsOf(matrix('cache: false\n'), {}).cacheMode).toBe('max');
});

it("takes the run's word before the matrix's", () => {
  const { scan, tests } = settingsOf(matrix('scan: { mode: gate, fail-on: [LOW], base: report }\n'), {
    scan: 'off',
    failOn: ['CRITICAL'],
    tests: 'report',
  });
  expect([scan.mode, scan.failOn, scan.base, tests]).toEqual(['off', ['CRITICAL'], 'report', 'report']);
});
