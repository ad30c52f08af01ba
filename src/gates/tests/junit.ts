/** Writes the results of tests as a JUnit file in XML. */

import { groupBy } from '../../text/group.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';

/** The XML that test reporters for GitHub and GitLab read: one suite for each image and platform. */
export function junitXml(verdicts: readonly TestVerdict[]): string {
  const suites = [...groupBy(verdicts, ({ image, platform }) => `${image} (${platform})`)].map(
    ([name, tests]) => {
      const count = (...kinds: readonly string[]): number =>
        tests.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
      const cases = tests.map((test) => testCase(name, test));
      return (
        `  <testsuite name="${escape(name)}" tests="${tests.length}" ` +
        `failures="${count('failed')}" errors="${count('broken')}" skipped="${count('skipped')}" ` +
        `time="${seconds(tests)}">\n${cases.join('')}  </testsuite>\n`
      );
    },
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function testCase(suite: string, { test, place, outcome, seconds: time }: TestVerdict): string {
  const head =
    `    <testcase classname="${escape(suite)}" name="${escape(test)}" ` +
    `file="${escape(place.file)}" line="${place.line}" time="${time.toFixed(3)}"`;
  switch (outcome.kind) {
    case 'passed':
      return `${head}/>\n`;
    case 'failed':
      return (
        `${head}>\n      <failure message="${escape(outcome.reasons.join('; '))}">` +
        `${escape(outcome.output.join('\n'))}</failure>\n    </testcase>\n`
      );
    case 'broken':
      return `${head}>\n      <error message="${escape(outcome.message)}"/>\n    </testcase>\n`;
    case 'skipped':
      return `${head}>\n      <skipped/>\n    </testcase>\n`;
  }
}

function seconds(tests: readonly TestVerdict[]): string {
  return tests.reduce((sum, test) => sum + test.seconds, 0).toFixed(3);
}

function escape(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
      // XML 1.0 does not allow other control characters, not even as references.
      // oxlint-disable-next-line no-control-regex -- control characters are what has to go
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  );
}
