/**
 * Dates of an ignore file, as Trivy 0.74.0 was seen to read them. Any other makes it end without a report, after the
 * build, or (in a plain file) leave the entry out.
 */

import type { Place } from '../../problem/problem.ts';

/** A day, or a moment as RFC 3339 has it: with seconds and a zone. */
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

export const DATE_RULE = 'must be a date such as 2027-01-31';

/** When it is, in milliseconds since 1970; a day begins in UTC. NaN when it is none, or no such day exists. */
export function momentOf(text: string): number {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (day === undefined) return Number.NaN;
  // 30 February would be a day in March.
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    .toISOString()
    .startsWith(`${year}-${month}-${day}`)
    ? Date.parse(text)
    : Number.NaN;
}

/** Whether it is a day alone. */
export function isDay(text: string): boolean {
  return text.length === 10 && !Number.isNaN(momentOf(text));
}

/** One accepted finding, as the ignore file has it. */
export interface Ignore {
  /** Of a vulnerability, or Trivy's rule for a secret. */
  readonly id: string;
  readonly place: Place;
  readonly reason?: string;
  /** As written. */
  readonly expires?: { readonly text: string; readonly place: Place };
  /** Part of what our scans look for; others can never match. */
  readonly scanned: boolean;
}
