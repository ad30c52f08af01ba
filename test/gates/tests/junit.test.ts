import { expect, it } from 'vitest';
import { testProblems } from '../../../src/gates/tests/decide.ts';
import { junitXml } from '../../../src/gates/tests/junit.ts';
import type { TestVerdict } from '../../../src/plan/tests/model.ts';

const verdict = (test: string, outcome: TestVerdict['outcome']): TestVerdict => ({
  image: 'app',
  platform: 'linux/amd64',
  test,
  place: { file: 'matrix.yaml', line: 3, column: 5 },
  seconds: 0.25,
  outcome,
});
const ALL = [
  verdict('one', { kind: 'passed' }),
  verdict('<two> "&" \u0007', {
    kind: 'failed',
    reasons: ['exit status 1, expected 0', 'x'],
    output: ['a < b', ']]>'],
  }),
  verdict('three', { kind: 'broken', message: 'no builder' }),
  verdict('four', { kind: 'skipped' }),
];

const PLACE_AND_TIME = 'file="matrix.yaml" line="3" time="0.250"';

it('writes a suite for each image and platform', () => {
  expect(junitXml(ALL)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="app (linux/amd64)" tests="4" failures="1" errors="1" skipped="1" time="1.000">
    <testcase classname="app (linux/amd64)" name="one" ${PLACE_AND_TIME}/>
    <testcase classname="app (linux/amd64)" name="&#60;two&#62; &#34;&#38;&#34; �" ${PLACE_AND_TIME}>
      <failure message="exit status 1, expected 0; x">a &#60; b
]]&#62;</failure>
    </testcase>
    <testcase classname="app (linux/amd64)" name="three" ${PLACE_AND_TIME}>
      <error message="no builder"/>
    </testcase>
    <testcase classname="app (linux/amd64)" name="four" ${PLACE_AND_TIME}>
      <skipped/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

it('makes failures errors or warnings, and what did not run an error in either', () => {
  const codes = (mode: 'gate' | 'report'): readonly string[] =>
    testProblems(ALL, mode).map(({ severity, code }) => `${severity} ${code}`);
  expect(codes('gate')).toEqual(['error test-failed', 'error test-broken', 'warning test-skipped']);
  expect(codes('report')).toEqual(['warning test-failed', 'error test-broken', 'warning test-skipped']);
  expect(testProblems(ALL, 'gate')[0]).toMatchObject({
    message: 'image "app" (linux/amd64): test "<two> "&" \u0007": exit status 1, expected 0; x',
    hint: 'it ended with:\n  a < b\n  ]]>',
    place: { line: 3 },
  });
});
