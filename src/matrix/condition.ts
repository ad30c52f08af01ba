/** Conditions such as `{ target: ml, python: ">=3.13" }`: their shape, and whether they hold. */

import * as v from 'valibot';
import { normalPlatform } from '../oci/platform.ts';
import { GLOB_RULE, globTest, isGlob, SHORT_ENOUGH } from '../pattern/glob.ts';
import { versionTest } from '../version/order.ts';
import { byKind, filled, someOf } from '../yaml/schema-parts.ts';

/** A condition of a rule, of a tag, or of the image that is called latest. */
export type Condition = Readonly<Record<string, string | readonly string[]>>;

const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = 'must be letters, digits, "_" and "-", beginning with a letter';

/** The shape of a name: of an axis or a value. */
export const key = v.pipe(v.string(KEY_RULE), v.regex(KEY, KEY_RULE));

/** A text that a glob is made of. The time of a search grows with its length. */
export const globText = v.pipe(filled, v.regex(SHORT_ENOUGH, GLOB_RULE));

const patterns = byKind(
  { text: globText, list: someOf(globText, 'must be a value or a list of values') },
  'text',
);

/** The shape of a condition. */
export const condition = v.pipe(
  v.record(key, patterns, 'must be a mapping from target, platform or an axis to a value'),
  v.minEntries(1, 'must name at least one of target, platform or an axis'),
);

/** How a condition is written, for the descriptions of keys. */
export const CONDITION =
  'Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), ' +
  'a comparison of versions (">=3.13", "~12.4"), or a list of them, of which any must hold.';

/** A test for a pattern of a condition: exact text, a glob (`*`, `?`), or a comparison of versions (`>=3.13`). */
export function patternTest(pattern: string): (text: string) => boolean {
  const version = versionTest(pattern);
  if (version) return version;
  return isGlob(pattern) ? globTest(pattern) : (text) => text === pattern;
}

/**
 * A condition as a test of an image: of its target, its axis values and one of its platforms.
 * All keys must hold; of a list, one pattern. A key that the image does not have, as another axis, does not hold.
 */
export function conditionTest(asked: Condition): (facts: Readonly<Record<string, string>>) => boolean {
  const tests = Object.entries(asked).map(([name, written]) => {
    const patterns = [written].flat().map((pattern) => spelt(name, pattern));
    const patternTests = patterns.map(patternTest);
    return (facts: Readonly<Record<string, string>>) => {
      const fact = facts[name];
      return fact !== undefined && patternTests.some((test) => test(fact));
    };
  });
  return (facts) => tests.every((test) => test(facts));
}

/** A pattern of a condition with a platform spelt as in the plan: linux/arm64 for linux/arm64/v8. */
export function spelt(key: string, pattern: string): string {
  return key === 'platform' ? normalPlatform(pattern) : pattern;
}
