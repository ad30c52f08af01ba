/** What a matrix checks in an image, written by a test instead of a matrix file. */

import type { Checks, Placed } from '../../src/plan/checks.ts';

export const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };

/** Settings of a matrix, each with its place in the file: the same place for all. */
export function placed<T extends object>(
  words: T,
): { readonly [Key in keyof T]: Placed<NonNullable<T[Key]>> } {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, { value, place: PLACE }])) as {
    readonly [Key in keyof T]: Placed<NonNullable<T[Key]>>;
  };
}

/** No policy, no size limit and no tests. */
export const NO_CHECKS: Checks = { policy: {}, sizeLimit: {}, tests: [] };
