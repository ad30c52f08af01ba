import { globTest, isGlob } from '../pattern/glob.ts';
import type { Condition } from './schema.ts';
import { versionTest } from '../version/order.ts';

/** A pattern of a condition: exact text, a glob (`*`, `?`), or a comparison of versions (`>=3.13`). */
export function patternTest(pattern: string): (text: string) => boolean {
  const version = versionTest(pattern);
  if (version) return version;
  return isGlob(pattern) ? globTest(pattern) : (text) => text === pattern;
}

/**
 * A condition as a test over what a cell knows: its target, its axis values and one of its platforms.
 * All keys must hold; of a list, any. A key the cell does not have (an axis it is not built over) does not hold.
 */
export function conditionTest(condition: Condition): (facts: Readonly<Record<string, string>>) => boolean {
  const tests = Object.entries(condition).map(([key, patterns]) => {
    const any = [patterns].flat().map(patternTest);
    return (facts: Readonly<Record<string, string>>) => {
      const fact = facts[key];
      return fact !== undefined && any.some((test) => test(fact));
    };
  });
  return (facts) => tests.every((test) => test(facts));
}
