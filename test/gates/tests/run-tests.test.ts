import { expect, it } from 'vitest';
import { testProblems } from '../../../src/gates/tests/decide.ts';
import { runTests } from '../../../src/gates/tests/run-tests.ts';
import type { MetadataTest } from '../../../src/plan/tests/model.ts';
import { quietHost } from '../../rig/host.ts';

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

it('calls a test broken whose pattern does not end, whatever the mode, and goes on with the others', async () => {
  const tests = [
    metadata('endless', [{ name: 'x', value: '^(a+)+$', pattern: true }]),
    metadata('fine', [{ name: 'x', value: '^a+!$', pattern: true }]),
  ];
  const subject = {
    image: 'app',
    platform: 'linux/amd64',
    context: '',
    tests,
    config: async () => ({ Labels: { x: `${'a'.repeat(60)}!` } }),
    runs: true,
  };
  const verdicts = await runTests([subject], { folder: '/none', concurrency: 1 }, quietHost());
  expect(verdicts.map(({ outcome }) => outcome.kind)).toEqual(['broken', 'passed']);
  expect(testProblems(verdicts, 'report')).toMatchObject([
    {
      severity: 'error',
      code: 'test-broken',
      message: expect.stringMatching(
        /^image "app" \(linux\/amd64\): test "endless" could not be run: the search for "\^\(a\+\)\+\$" in label x was given up after 1 s: /,
      ) as string,
      place: PLACE,
    },
  ]);
});
