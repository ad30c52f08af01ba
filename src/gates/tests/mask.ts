/** Replaces secrets with *** in what tests print. */

import { hasSecretName, passwordsIn } from '../../dockerfile/secret-variable.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';

type Outcome = TestVerdict['outcome'];

/** Values that are no secret. If every "1" or "true" were masked, the output would be unreadable. */
const NO_SECRET = /^(?:.{0,2}|true|false|yes|none|[0-9.]{1,7}|[./~][^\s]*)$/i;

/**
 * Masks the values of variables that are named like a secret. The output of a test and BuildKit's messages may contain
 * them, and both go to logs, to the report and to the JUnit file.
 */
export function masked(
  outcome: Outcome,
  variables: Iterable<readonly [name: string, value: string]>,
): Outcome {
  const secrets = [...variables]
    // The output is masked line by line, so each line of a value counts on its own.
    .flatMap(([name, value]) => [...(hasSecretName(name) ? value.split(/\r?\n/) : []), ...passwordsIn(value)])
    .filter((line) => !NO_SECRET.test(line.trim()))
    // Longest first: a value may contain another one.
    .toSorted((a, b) => b.length - a.length);
  if (secrets.length === 0) return outcome;
  const mask = (text: string): string =>
    secrets.reduce(
      (rest, secret) =>
        [secret, JSON.stringify(secret).slice(1, -1)].reduce(
          (left, word) => left.replaceAll(word, '***'),
          rest,
        ),
      text,
    );
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', reasons: outcome.reasons.map(mask), output: outcome.output.map(mask) };
    case 'broken':
      return { kind: 'broken', message: mask(outcome.message) };
    case 'passed':
    case 'skipped':
      return outcome;
  }
}
