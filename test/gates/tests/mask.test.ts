import { expect, it } from 'vitest';
import { metadataFailures } from '../../../src/gates/tests/evaluate.ts';
import { masked } from '../../../src/gates/tests/mask.ts';
import type { MetadataTest } from '../../../src/plan/tests/model.ts';

const variables = new Map([
  ['API_TOKEN', 'ghp_hunter2'],
  ['DB_PASSWORD', 'ghp_hunter2 and "more"'],
  ['USE_KEY', 'true'],
  ['LANG', 'C.UTF-8'],
  ['DATABASE_URL', 'postgres://app:s3cr3t@db/app'],
  ['SIGNING_KEY', '-----BEGIN\nabcdef\n'],
]);

it('masks the values of variables with the name of a secret in all that an outcome says', () => {
  expect(
    masked(
      {
        kind: 'failed',
        reasons: ['its setup failed: echo ghp_hunter2'],
        output: [
          'TOKEN=ghp_hunter2',
          'ghp_hunter2 and "more"',
          '"ghp_hunter2 and \\"more\\""',
          'true C.UTF-8',
          'key abcdef',
          'connecting to postgres://app:s3cr3t@db/app',
        ],
      },
      variables,
    ),
  ).toEqual({
    kind: 'failed',
    reasons: ['its setup failed: echo ***'],
    output: [
      'TOKEN=***',
      '***',
      '"***"',
      'true C.UTF-8',
      'key ***',
      'connecting to postgres://app:***@db/app',
    ],
  });
  expect(
    masked({ kind: 'broken', message: 'process "echo ghp_hunter2" did not complete' }, variables),
  ).toEqual({ kind: 'broken', message: 'process "echo ***" did not complete' });
  expect(masked({ kind: 'passed' }, variables)).toEqual({ kind: 'passed' });
});

it('never says the value of such a variable when another one is expected', () => {
  const test: MetadataTest = {
    kind: 'metadata',
    name: 'm',
    place: { file: 'm', line: 1, column: 1 },
    env: [
      { name: 'TOKEN', value: 'wrong', pattern: false },
      { name: 'LANG', value: 'C', pattern: false },
      { name: 'TOKEN', value: '^x$', pattern: true },
    ],
    unsetEnv: [],
    labels: [],
    ports: [],
    noPorts: [],
    volumes: [],
    noVolumes: [],
  };
  expect(metadataFailures(test, { Env: [`TOKEN=${'ghp_'.repeat(99)}`, 'LANG=de'] })).toEqual([
    'variable TOKEN has another value',
    'variable LANG is "de", expected "C"',
    'variable TOKEN has another value',
  ]);
});
