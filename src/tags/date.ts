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

/** The tokens of moment.js that are the same in every locale. https://momentjs.com/docs/#/displaying/format/ */
const TOKENS: Readonly<Record<string, (moment: Moment) => string>> = {
  YYYY: ({ year }) => pad(year, 4),
  YY: ({ year }) => pad(year % 100, 2),
  Q: ({ month }) => String(Math.ceil(month / 3)),
  MMMM: ({ month }) => MONTHS[month - 1] ?? '',
  MMM: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  MM: ({ month }) => pad(month, 2),
  Mo: ({ month }) => ordinal(month),
  M: ({ month }) => String(month),
  DDDD: (moment) => pad(dayOfYear(moment), 3),
  DDD: (moment) => String(dayOfYear(moment)),
  DD: ({ day }) => pad(day, 2),
  Do: ({ day }) => ordinal(day),
  D: ({ day }) => String(day),
  dddd: (moment) => DAYS[weekday(moment)] ?? '',
  ddd: (moment) => (DAYS[weekday(moment)] ?? '').slice(0, 3),
  dd: (moment) => (DAYS[weekday(moment)] ?? '').slice(0, 2),
  d: (moment) => String(weekday(moment)),
  E: (moment) => String(weekday(moment) || 7),
  GGGG: (moment) => pad(isoWeek(moment).year, 4),
  GG: (moment) => pad(isoWeek(moment).year % 100, 2),
  WW: (moment) => pad(isoWeek(moment).week, 2),
  W: (moment) => String(isoWeek(moment).week),
  HH: ({ hour }) => pad(hour, 2),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => pad(hour % 12 || 12, 2),
  h: ({ hour }) => String(hour % 12 || 12),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  a: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  mm: ({ minute }) => pad(minute, 2),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => pad(second, 2),
  s: ({ second }) => String(second),
  SSS: ({ millisecond }) => pad(millisecond, 3),
  ZZ: ({ offset }) => offsetText(offset, ''),
  Z: ({ offset }) => offsetText(offset, ':'),
  X: ({ unix }) => String(unix),
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
      literal === undefined && !Object.hasOwn(TOKENS, part) && /[\p{L}[\]]/u.test(part) && part !== 'T',
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

/** Whether this is a name of the time zone database, as Asia/Tokyo. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return false;
  }
}

/**
 * Formats a time as moment.js does, in English.
 *
 * @param time in any form that `Date` reads, as RFC 3339
 */
export function formatDate(time: string, format: string, timeZone: string): string {
  const moment = at(new Date(time), timeZone);
  return format.replace(
    PART,
    (part: string, literal?: string) =>
      literal ?? (Object.hasOwn(TOKENS, part) ? (TOKENS[part]?.(moment) ?? '') : part),
  );
}

function at(date: Date, timeZone: string): Moment {
  const shown = new Intl.DateTimeFormat('en-US', {
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
  }).formatToParts(date);
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

/** ISO 8601: weeks begin on Monday, and belong to the year that their Thursday is in. */
function isoWeek(moment: Moment): { year: number; week: number } {
  const thursday = new Date(
    Date.UTC(moment.year, moment.month - 1, moment.day - ((weekday(moment) + 6) % 7) + 3),
  );
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1 };
}

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${separator}${pad(size % 60, 2)}`;
}
