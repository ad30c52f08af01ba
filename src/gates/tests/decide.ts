/** Turns failed tests into errors and warnings, and counts tests for tables. */

import { groupBy } from '../../text/group.ts';
import { error, warning, type Problem } from '../../problem/problem.ts';
import type { GateMode } from '../../plan/settings.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';
import { counted } from '../../text/words.ts';

/**
 * The problems of tests: one for each that failed. A test that could not be run is an error even in the mode `report`,
 * because nothing is known about the image then.
 */
export function testProblems(verdicts: readonly TestVerdict[], mode: GateMode): readonly Problem[] {
  const named = ({ image, platform, test }: TestVerdict): string =>
    `image "${image}" (${platform}): test "${test}"`;
  const problems = verdicts.flatMap((verdict): readonly Problem[] => {
    const { outcome, place } = verdict;
    switch (outcome.kind) {
      case 'failed':
        return [
          {
            severity: mode === 'gate' ? 'error' : 'warning',
            code: 'test-failed',
            message: `${named(verdict)}: ${outcome.reasons.join('; ')}`,
            place,
            ...(outcome.output.length === 0
              ? {}
              : { hint: ['it ended with:', ...outcome.output].join('\n  ') }),
          },
        ];
      case 'broken':
        return [
          error('test-broken', `${named(verdict)} could not be run: ${outcome.message}`, {
            place,
            hint:
              'nothing is known about what it asks, so nothing is published; ' +
              'fix the cause and run again, or do without tests (--tests off, input tests)',
          }),
        ];
      default:
        return [];
    }
  });
  const skipped = verdicts.filter(({ outcome }) => outcome.kind === 'skipped');
  return [
    ...problems,
    ...[...groupBy(skipped, ({ image, platform }) => `image "${image}" (${platform})`)].map(([what, tests]) =>
      warning(
        'test-skipped',
        `${what}: ${counted(tests.length, 'test')} did not run, because the builder cannot run this platform`,
        { hint: "set up emulation with docker/setup-qemu-action, or name the tests' platforms" },
      ),
    ),
  ];
}

/** `7 passed` or `2 failed, 5 passed`, over all platforms; `none` when no test was run. */
export function testCounts(verdicts: readonly TestVerdict[]): string {
  const counts = (['failed', 'broken', 'skipped', 'passed'] as const)
    .map((kind) => ({ kind, count: verdicts.filter(({ outcome }) => outcome.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return counts.length === 0
    ? 'none'
    : counts.map(({ kind, count }) => `${count} ${kind === 'broken' ? 'not run' : kind}`).join(', ');
}
