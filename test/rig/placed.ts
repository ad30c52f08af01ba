import type { Checks, Placed } from '../../src/plan/checks.ts';

export const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };

/** Words of a matrix, all of them at one place. */
export function placed<T extends object>(
  words: T,
): { readonly [Key in keyof T]: Placed<NonNullable<T[Key]>> } {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, { value, place: PLACE }])) as {
    readonly [Key in keyof T]: Placed<NonNullable<T[Key]>>;
  };
}

/** An image that nothing is asked of. */
export const NO_CHECKS: Checks = { policy: {}, sizeLimit: {}, tests: [] };
