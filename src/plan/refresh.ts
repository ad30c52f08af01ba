/** When steps that fetch from networks are built anew, although nothing in their Dockerfile changed. */

import { readInstructions } from '../dockerfile/instructions.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, type Problem } from '../problem/problem.ts';

/**
 * The build argument that marks such steps. A RUN below `ARG REFRESH_EPOCH` has its value in its cache key, so BuildKit
 * runs it again when the value changes; what is above stays cached.
 */
export const REFRESH_ARG = 'REFRESH_EPOCH';

const DAY_MS = 86_400_000;

/** Whether a Dockerfile declares an argument, in any of its stages or before the first. */
export function declaresArg(dockerfile: string, name: string): boolean {
  return readInstructions(dockerfile).instructions.some(
    ({ keyword, text }) =>
      keyword === 'ARG' && text.split(/\s+/).some((word) => word.split('=', 1)[0] === name),
  );
}

/**
 * The value of the argument in one run: since when the steps below it are valid. It stays the same for the days that
 * the matrix allows, so that the registry cache serves them.
 *
 * @param now milliseconds since 1970
 * @param last the value of the last run that published, if it is known
 * @param forced whether the user asks for new ones now
 * @returns a date, or a time (RFC 3339) that no earlier run can have had
 */
export function refreshEpoch(now: number, days: number, last: string | undefined, forced: boolean): string {
  const time = new Date(now).toISOString();
  if (forced) return time;
  const age = now - Date.parse(last ?? '');
  // A time of the future is a broken clock's, and would never end. NaN is less than nothing.
  if (last !== undefined && age >= 0 && age < days * DAY_MS) return last;
  // By the day: a run that fails and is repeated finds its steps in the cache.
  return time.slice(0, 10);
}

/** The problem when the matrix asks for refreshes and no Dockerfile says which steps are meant. */
export function refreshProblems(
  { file, source }: Matrix,
  dockerfiles: readonly string[],
): readonly Problem[] {
  if (file.refresh === undefined || dockerfiles.some((text) => declaresArg(text, REFRESH_ARG))) return [];
  return [
    error('refresh-unmarked', `"refresh" has nothing to build anew: no Dockerfile has "ARG ${REFRESH_ARG}"`, {
      place: source.atKey(['refresh']),
      hint: `write "ARG ${REFRESH_ARG}" in the template, before the RUN that installs from a network`,
    }),
  ];
}
