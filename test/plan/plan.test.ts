import { expect, it } from 'vitest';
import { error, warning, type ProblemsFound } from '../../src/problem/problem.ts';
import { NO_INPUTS } from '../../src/values/sources.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import { planOf } from '../rig/plan.ts';

const MATRIX = 'version: 1\nimage: ghcr.io/org/app\ntargets: { app: { from: "debian:12" } }\n';
const TEMPLATES = { app: 'RUN true\n' };

it('shows what a review finds together with its own problems', async () => {
  const matrix = MATRIX.replace('"debian:12" }', '"debian:12", tags: ["a b"] }');
  const planned = planOf(matrix, TEMPLATES, {
    review: ({ images }) => [
      error('policy-label', `${images.length} reviewed`),
      warning('policy-label', 'not shown'),
    ],
  });
  const problems = await planned.catch((cause: unknown) => (cause as ProblemsFound).problems);
  expect(problems).toMatchObject([
    { message: expect.stringContaining('"a b"') as string },
    { message: '1 reviewed' },
  ]);
});

it('keeps the warnings of a review with its own', async () => {
  const { plan } = await planOf(MATRIX, TEMPLATES, { review: () => [warning('policy-label', 'reviewed')] });
  expect(plan.warnings.map(({ message }) => message)).toEqual(['reviewed']);
});

it('holds the text of Dockerfiles that are used as they are, and of no other file', async () => {
  const { plan } = await planOf(
    [
      'version: 1',
      'image: ghcr.io/org/app',
      'values: { v: { read: v.json, key: v } }',
      'targets: { app: { dockerfile: Dockerfile } }',
    ].join('\n'),
    {},
    {
      inputs: {
        ...NO_INPUTS,
        files: new Map([
          ['Dockerfile', 'FROM debian:12\n'],
          ['v.json', '{"v":"1"}'],
        ]),
      },
    },
  );
  expect([...plan.verbatim]).toEqual([['Dockerfile', 'FROM debian:12\n']]);
});

it('takes platforms however they are spelt, and each once', async () => {
  const matrix = MATRIX.replace('targets:', 'platforms: [linux/arm64/v8, linux/amd64, linux/arm]\ntargets:');
  const { plan } = await planOf(matrix, TEMPLATES, {
    platforms: ['linux/arm', 'linux/arm64', 'linux/arm64/v8'],
  });
  expect(plan.images.map(({ platforms }) => platforms)).toEqual([['linux/arm64', 'linux/arm/v7']]);
});

it('refuses a date of the commit that is none here', async () => {
  const matrix = MATRIX.replace('"debian:12" }', `"debian:12", tags: ["c-{{commit_date 'YYYY'}}"] }`);
  const facts = { ...NO_RUN, created: '10000-01-01T00:00:00+00:00' };
  const problems = await planOf(matrix, TEMPLATES, { facts }).catch(
    (cause: unknown) => (cause as ProblemsFound).problems,
  );
  expect(problems).toMatchObject([
    { message: 'the commit has the date "10000-01-01T00:00:00+00:00", which is none from year 0 to 9999' },
  ]);
});
