/** Finds the line of a template that a line of a rendered Dockerfile comes from. */

import type { Place } from '../../problem/problem.ts';

/** Where a line of a rendered Dockerfile comes from. */
export type LineOrigin =
  | { readonly kind: 'template'; readonly place: Place }
  /** The `FROM` line, which is written from the matrix. */
  | { readonly kind: 'from'; readonly stage: string }
  /** A line that no stage template made: the header. */
  | { readonly kind: 'none' };

const MARKER = /^# .+\.hbs:1-\d+$/;

/**
 * Finds what a line of a rendered Dockerfile comes from.
 *
 * @param placesOf by the name of a stage, the place in the templates of each line of its body
 */
export function originOf(
  dockerfile: string,
  line: number,
  placesOf: (stage: string) => readonly Place[] | undefined,
): LineOrigin {
  const lines = dockerfile.split('\n');
  for (let marker = Math.min(line, lines.length); marker >= 1; marker -= 1) {
    const stage = MARKER.test(lines[marker - 1] ?? '')
      ? /^FROM\s.*\sAS\s(\S+)$/.exec(lines[marker] ?? '')?.[1]
      : undefined;
    if (stage === undefined) continue;
    if (line <= marker + 1) return { kind: 'from', stage };
    const place = placesOf(stage)?.[line - marker - 2];
    return place ? { kind: 'template', place } : { kind: 'none' };
  }
  return { kind: 'none' };
}
