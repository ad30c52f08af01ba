import { hasSecretName } from '../../dockerfile/lint/secret-argument.ts';
import type { TestVerdict } from '../../plan/tests/model.ts';

type Outcome = TestVerdict['outcome'];

/** Words that no secret looks like; to mask every "1" or "true" of an output would tell nothing any more. */
const NO_SECRET = /^(?:.{0,2}|true|false|yes|none|[0-9.]{1,7}|[./~][^\s]*)$/i;

/**
 * An outcome without the values of variables that have the name of a secret: a test's output and BuildKit's messages may
 * repeat them, and they get into logs, the report and the JUnit file.
 */
export function masked(
  outcome: Outcome,
  variables: Iterable<readonly [name: string, value: string]>,
): Outcome {
  const secrets = [...variables]
    .filter(([name]) => hasSecretName(name))
    // Output comes line by line.
    .flatMap(([, value]) => value.split(/\r?\n/))
    .filter((line) => !NO_SECRET.test(line.trim()))
    // Of two where one holds the other, the longer.
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
