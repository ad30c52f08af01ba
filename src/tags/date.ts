/** Formats dates in tags, with the format letters of moment.js that docker/metadata-action takes. */

/** A moment in time as the date formats of tags see it. */
interface Moment {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** The offset of the time zone, in minutes east of UTC. */
  readonly offset: number;
  /** Seconds since 1970. */
  readonly unix: number;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;

/**
 * The tokens of moment.js, as they are in English. https://momentjs.com/docs/#/displaying/format/
 *
 * Some are left out, because nobody puts them into a tag, and because every letter that is none finds formats of other
 * languages and words that lack their brackets: a single `Y`, eras (`N`, `y`), the names of zones (`z`), the day of a
 * local week (`e`: it is `d`), and whole dates (`L`, `l`), whose slashes and commas no tag can have. docs/tags.md has
 * the list.
 */
const TOKENS: Readonly<Record<string, (moment: Moment) => string>> = {
  YYYY: ({ year }) => pad(year, 4),
  YY: ({ year }) => pad(year % 100, 2),
  YYYYY: ({ year }) => pad(year, 5),
  YYYYYY: ({ year }) => `+${pad(year, 6)}`,
  Qo: ({ month }) => ordinal(Math.ceil(month / 3)),
  Q: ({ month }) => String(Math.ceil(month / 3)),
  MMMM: ({ month }) => MONTHS[month - 1] ?? '',
  MMM: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  MM: ({ month }) => pad(month, 2),
  Mo: ({ month }) => ordinal(month),
  M: ({ month }) => String(month),
  DDDD: (moment) => pad(dayOfYear(moment), 3),
  DDDo: (moment) => ordinal(dayOfYear(moment)),
  DDD: (moment) => String(dayOfYear(moment)),
  DD: ({ day }) => pad(day, 2),
  Do: ({ day }) => ordinal(day),
  D: ({ day }) => String(day),
  dddd: (moment) => DAYS[weekday(moment)] ?? '',
  ddd: (moment) => (DAYS[weekday(moment)] ?? '').slice(0, 3),
  dd: (moment) => (DAYS[weekday(moment)] ?? '').slice(0, 2),
  do: (moment) => ordinal(weekday(moment)),
  d: (moment) => String(weekday(moment)),
  E: (moment) => String(weekday(moment) || 7),
  ...weekTokens('G', 'W', isoWeek),
  ...weekTokens('g', 'w', englishWeek),
  HH: ({ hour }) => pad(hour, 2),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => pad(hour % 12 || 12, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  kk: ({ hour }) => pad(hour || 24, 2),
  k: ({ hour }) => String(hour || 24),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  mm: ({ minute }) => pad(minute, 2),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => pad(second, 2),
  s: ({ second }) => String(second),
  ...fractionTokens(9),
  ZZ: ({ offset }) => offsetText(offset, ''),
  Z: ({ offset }) => offsetText(offset, ':'),
  X: ({ unix }) => String(unix),
  x: ({ unix, millisecond }) => String(unix * 1000 + millisecond),
};

/** All tokens, for messages. */
export const DATE_TOKENS = Object.keys(TOKENS).join(', ');

/** One token, text in brackets, or one character; longer tokens first. */
const PART = new RegExp(
  `\\[([^\\]]*)\\]|${Object.keys(TOKENS)
    .toSorted((a, b) => b.length - a.length)
    .join('|')}|.`,
  'gsu',
);

/**
 * What is wrong with a date format, in a sentence; nothing when it is fine. A letter that is no token is refused,
 * because the letters around it mostly are: of `nightly-YYYY`, moment.js makes `nig9tly-2026` at nine o'clock.
 * A "T" alone is text, as in ISO 8601.
 */
export function dateFormatProblem(format: string): string | undefined {
  const parts = [...format.matchAll(PART)];
  const wrong = parts.find(
    ([part, literal]) =>
      literal === undefined && !Object.hasOwn(TOKENS, part) && /[\p{L}[\]\\%]/u.test(part) && part !== 'T',
  )?.[0];
  if (wrong !== undefined)
    return (
      `the date format "${format}" has "${wrong}", which stands for nothing; ` +
      'text goes into brackets, as [nightly]'
    );
  if (!parts.some(([part]) => Object.hasOwn(TOKENS, part)))
    return `the date format "${format}" shows no part of a date; expected something like YYYYMMDD`;
  return undefined;
}

/** Formats dates, and knows the names of time zones. */
export interface DateFormat {
  /** Whether this is a name of the time zone database, as Asia/Tokyo. */
  readonly isTimeZone: (name: string) => boolean;
  /**
   * Formats a time as moment.js does, in English.
   *
   * @param time in any form that `Date` reads, as RFC 3339
   */
  readonly formatDate: (time: string, format: string, timeZone: string) => string;
}

/**
 * Makes the functions for dates. They share the formatters of Node: making one takes much longer than using it, and
 * tags of all images are in the same few time zones.
 *
 * @param newFormatter makes the formatter of a time zone; called once for each. Throws when there is no such zone
 */
export function createDateFormat(
  newFormatter: (timeZone: string) => Intl.DateTimeFormat = formatterOf,
): DateFormat {
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const formatterIn = (timeZone: string): Intl.DateTimeFormat => {
    const formatter = formatters.get(timeZone) ?? newFormatter(timeZone);
    formatters.set(timeZone, formatter);
    return formatter;
  };
  return {
    isTimeZone: (name) => {
      try {
        formatterIn(name);
        return true;
      } catch {
        return false;
      }
    },
    formatDate: (time, format, timeZone) => {
      const moment = momentOf(new Date(time), formatterIn(timeZone));
      return format.replace(
        PART,
        (part: string, literal?: string) =>
          literal ?? (Object.hasOwn(TOKENS, part) ? (TOKENS[part]?.(moment) ?? '') : part),
      );
    },
  };
}

/** The dates of the whole program. */
export const { formatDate, isTimeZone } = createDateFormat();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

function momentOf(date: Date, formatter: Intl.DateTimeFormat): Moment {
  const shown = formatter.formatToParts(date);
  const number = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(shown.find((part) => part.type === type)?.value);
  const [year, month, day, hour, minute, second] = [
    number('year'),
    number('month'),
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  ];
  const unix = Math.floor(date.getTime() / 1000);
  const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - unix) / 60);
  return { year, month, day, hour, minute, second, millisecond: date.getUTCMilliseconds(), offset, unix };
}

/** The tokens of the weeks of a calendar: `GGGG` and `WW` of ISO 8601, `gggg` and `ww` of English calendars. */
function weekTokens(
  yearLetter: string,
  weekLetter: string,
  weekOf: (moment: Moment) => Week,
): Readonly<Record<string, (moment: Moment) => string>> {
  return {
    [yearLetter.repeat(5)]: (moment) => pad(weekOf(moment).year, 5),
    [yearLetter.repeat(4)]: (moment) => pad(weekOf(moment).year, 4),
    [yearLetter.repeat(2)]: (moment) => pad(weekOf(moment).year % 100, 2),
    [weekLetter.repeat(2)]: (moment) => pad(weekOf(moment).week, 2),
    [`${weekLetter}o`]: (moment) => ordinal(weekOf(moment).week),
    [weekLetter]: (moment) => String(weekOf(moment).week),
  };
}

/** Fractions of a second, from `S` (tenths) on. */
function fractionTokens(digits: number): Readonly<Record<string, (moment: Moment) => string>> {
  return Object.fromEntries(
    Array.from({ length: digits }, (_, index) => [
      'S'.repeat(index + 1),
      ({ millisecond }: Moment) =>
        pad(millisecond, 3)
          .padEnd(digits, '0')
          .slice(0, index + 1),
    ]),
  );
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
}

function weekday({ year, month, day }: Moment): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function dayOfYear({ year, month, day }: Moment): number {
  return (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / DAY;
}

type Week = { readonly year: number; readonly week: number };

/** ISO 8601: weeks begin on Monday, and belong to the year that their Thursday is in. */
function isoWeek(moment: Moment): Week {
  return weekAround(moment, 3 - ((weekday(moment) + 6) % 7));
}

/** Weeks begin on Sunday, and belong to the year that their Saturday is in. */
function englishWeek(moment: Moment): Week {
  return weekAround(moment, 6 - weekday(moment));
}

/** @param days how many days after the moment the day is that decides which year the week belongs to */
function weekAround({ year: momentYear, month, day }: Moment, days: number): Week {
  const decisive = new Date(Date.UTC(momentYear, month - 1, day + days));
  const year = decisive.getUTCFullYear();
  return { year, week: Math.floor((decisive.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 };
}

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}
