/** An accepted finding of an ignore file, and dates of such files as Trivy reads them. */

import type { Place } from '../../problem/problem.ts';

/**
 * A day, or a time in RFC 3339 with seconds and a zone. Trivy 0.74.0 was seen to read these. With any other date it
 * fails without a report, after the build, or (in a plain file) leaves the entry out.
 */
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** The rule for dates, for messages. */
export const DATE_RULE = 'must be a date such as 2027-01-31';

/** The time in milliseconds since 1970; a day begins in UTC. NaN when the text is no date, or no such day exists. */
export function momentOf(text: string): number {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (day === undefined) return Number.NaN;
  // JavaScript takes 30 February for a day in March.
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    .toISOString()
    .startsWith(`${year}-${month}-${day}`)
    ? Date.parse(text)
    : Number.NaN;
}

/** Whether the text is a day without a time. */
export function isDay(text: string): boolean {
  return text.length === 10 && !Number.isNaN(momentOf(text));
}

/** An entry of the ignore file: a finding that is accepted. */
export interface Ignore {
  /** The id of a vulnerability, or Trivy's rule for a secret. */
  readonly id: string;
  readonly place: Place;
  readonly reason?: string;
  /** The expiry date as it is written. */
  readonly expires?: { readonly text: string; readonly place: Place };
  /** Whether our scans look for findings of this kind. Others can never match. */
  readonly scanned: boolean;
}
