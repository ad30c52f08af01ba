import { expect, it } from 'vitest';
import { ProblemsFound, type Problem } from '../../src/problem/problem.ts';
import { NO_INPUTS } from '../../src/values/sources.ts';
import { planOf } from '../rig/plan.ts';

const MATRIX = 'version: 1\nimage: ghcr.io/org/app\ntargets: { app: { from: "debian:12" } }\n';
const TEMPLATES = { app: 'RUN true\n' };
const found = (severity: Problem['severity'], message: string): Problem => ({
  severity,
  code: 'test',
  message,
});

it('shows what a review finds together with its own problems', async () => {
  const matrix = MATRIX.replace('"debian:12" }', '"debian:12", tags: ["a b"] }');
  const planned = planOf(matrix, TEMPLATES, {
    review: ({ images }) => [found('error', `${images.length} reviewed`), found('warning', 'not shown')],
  });
  const problems = await planned.catch((cause: unknown) => (cause as ProblemsFound).problems);
  expect(problems).toMatchObject([
    { message: expect.stringContaining('"a b"') as string },
    { message: '1 reviewed' },
  ]);
});

it('keeps the warnings of a review with its own', async () => {
  const { plan } = await planOf(MATRIX, TEMPLATES, { review: () => [found('warning', 'reviewed')] });
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
