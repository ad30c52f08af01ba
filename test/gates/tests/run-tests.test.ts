import { expect, it } from 'vitest';
import type { Host } from '../../../src/effects/host.ts';
import { testProblems } from '../../../src/gates/tests/decide.ts';
import { runTests, type TestSubject } from '../../../src/gates/tests/run-tests.ts';
import type { MetadataTest } from '../../../src/plan/tests/model.ts';

const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };
const metadata = (name: string, labels: MetadataTest['labels']): MetadataTest => ({
  kind: 'metadata',
  name,
  place: PLACE,
  env: [],
  unsetEnv: [],
  labels,
  ports: [],
  noPorts: [],
  volumes: [],
  noVolumes: [],
});

const subject = (
  image: string,
  tests: readonly MetadataTest[],
  config: TestSubject['config'],
): TestSubject => ({
  image,
  platform: 'linux/amd64',
  context: '',
  tests,
  config,
  runs: true,
});

it('calls a test broken that could not be run, whatever the mode, and goes on with the others', async () => {
  const tests = [metadata('label', [{ name: 'x', value: '1', pattern: false }])];
  const verdicts = await runTests(
    [
      subject('gone', tests, () => Promise.reject(new Error('there is no configuration'))),
      subject('app', tests, async () => ({ Labels: { x: '1' } })),
    ],
    { folder: '/none', concurrency: 1 },
    {} as Host,
  );
  expect(verdicts.map(({ outcome }) => outcome.kind)).toEqual(['broken', 'passed']);
  expect(testProblems(verdicts, 'report')).toMatchObject([
    {
      severity: 'error',
      code: 'test-broken',
      message: 'image "gone" (linux/amd64): test "label" could not be run: there is no configuration',
      place: PLACE,
    },
  ]);
});

it('comes to a verdict whatever the pattern', async () => {
  const tests = [
    metadata('exponential', [{ name: 'x', value: '^(a+)+$', pattern: true }]),
    metadata('fine', [{ name: 'x', value: '^a+!$', pattern: true }]),
  ];
  const app = subject('app', tests, async () => ({ Labels: { x: `${'a'.repeat(60)}!` } }));
  const verdicts = await runTests([app], { folder: '/none', concurrency: 1 }, {} as Host);
  expect(verdicts.map(({ outcome }) => outcome)).toMatchObject([
    { kind: 'failed', reasons: [expect.stringMatching(/which does not match "\^\(a\+\)\+\$"$/)] },
    { kind: 'passed' },
  ]);
});
