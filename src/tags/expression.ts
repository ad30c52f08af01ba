import { error, type Place, type Problem } from '../problem/problem.ts';
import { DATE_TOKENS, dateFormatProblem, formatDate, isTimeZone } from './date.ts';

/**
 * The two expressions of tags that templates do not have, because what is rendered must not change from run to run:
 * `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}` and `{{commit_date …}}`.
 */
const DATE =
  /\{\{~?\s*(date|commit_date)\s+(?:'([^']*)'|"([^"]*)")\s*(?:tz\s*=\s*(?:'([^']*)'|"([^"]*)")\s*)?~?\}\}/g;
/** What looks like one but is none. A value of this name, `{{date}}`, has no argument. */
const LEFT = /\{\{~?\s*(date|commit_date)\s+[^}~\s][^}]*\}\}|\((date|commit_date)\s/;

/** When a run began, and when its commit was made. RFC 3339; absent where it is not known. */
export interface Times {
  readonly date: string | undefined;
  readonly commit_date: string | undefined;
}

/** What is wrong with the dates in a text, and the text with dates of some day in their place. */
export function readDates(text: string, place: Place): { plain: string; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const plain = text.replace(
    DATE,
    (_all, _name, single?: string, double?: string, zone?: string, zoneDouble?: string) => {
      const format = single ?? double ?? '';
      const timeZone = zone ?? zoneDouble ?? 'UTC';
      const wrong = dateFormatProblem(format);
      if (wrong !== undefined)
        problems.push(error('invalid-date', wrong, { place, hint: `there are ${DATE_TOKENS}` }));
      if (!isTimeZone(timeZone))
        problems.push(
          error('invalid-date', `"${timeZone}" is no time zone; expected a name such as Asia/Tokyo`, {
            place,
          }),
        );
      return problems.length > 0 ? '' : formatDate('2000-01-01T00:00:00Z', format, timeZone);
    },
  );
  const left = LEFT.exec(plain);
  const name = left?.[1] ?? left?.[2];
  if (name !== undefined)
    problems.push(
      error('invalid-date', `"${name}" takes a format, and may have a time zone`, {
        place,
        hint: `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}`,
      }),
    );
  return { plain, problems };
}

/** The text with its dates written out, and which of the times it needs were missing. */
export function expandDates(text: string, times: Times): { text: string; missing: readonly (keyof Times)[] } {
  const missing = new Set<keyof Times>();
  const expanded = text.replace(
    DATE,
    (_all, name: keyof Times, single?: string, double?: string, zone?: string, zoneDouble?: string) => {
      const time = times[name];
      if (time === undefined) missing.add(name);
      return time === undefined ? '' : formatDate(time, single ?? double ?? '', zone ?? zoneDouble ?? 'UTC');
    },
  );
  return { text: expanded, missing: [...missing] };
}
