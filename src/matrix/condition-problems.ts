/** Finds names in the conditions of a matrix that do not exist. */

import { isGlob } from '../pattern/glob.ts';
import { error, type Problem } from '../problem/problem.ts';
import { versionTest } from '../version/order.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { axisValues } from './axes.ts';
import { spelt, type Condition } from './condition.ts';
import type { Matrix } from './parse.ts';
import { declaredPlatforms } from './targets.ts';

/** What is wrong with a condition. Names must exist: a rule for a misspelt target would silently do nothing. */
export function conditionProblems(
  matrix: Matrix,
  condition: Condition,
  path: readonly (string | number)[],
): Problem[] {
  const { file, source } = matrix;
  const axes = Object.keys(file.axes ?? {});
  const known = ['target', 'platform', ...axes];
  return Object.entries(condition).flatMap(([key, patterns]) => {
    if (!known.includes(key))
      return [
        error('unknown-axis', `a condition on "${key}", which is no axis${didYouMean(key, known)}`, {
          place: source.atKey([...path, key]),
        }),
      ];
    const allowed =
      key === 'target'
        ? Object.keys(file.targets)
        : key === 'platform'
          ? declaredPlatforms(file)
          : axisValues(file, key);
    return [patterns].flat().flatMap((pattern, index) => {
      if (allowed.includes(spelt(key, pattern)) || versionTest(pattern) || isGlob(pattern)) return [];
      const place = source.at(Array.isArray(patterns) ? [...path, key, index] : [...path, key]);
      if (/[<>=~!]/.test(pattern))
        return [
          error(
            'invalid-comparison',
            `"${pattern}" compares with no version; comparisons are written as >=3.11, ~12.4 or ">=3.11,<3.13"`,
            { place },
          ),
        ];
      return [
        error('unknown-value', `"${pattern}" is no value of ${key}${didYouMean(pattern, allowed)}`, {
          place,
        }),
      ];
    });
  });
}
