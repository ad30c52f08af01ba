import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createDateFormat,
  DATE_TOKENS,
  dateFormatProblem,
  formatDate,
  isTimeZone,
} from '../../src/tags/date.ts';
import { branch, tagsOf } from './runs.ts';

describe('a date', () => {
  // The first three are examples of metadata-action's README; the others what moment.js documents for each token.
  it.each([
    ['2020-01-10T00:30:00Z', 'YYYYMMDD', 'UTC', '20200110'],
    ['2020-01-10T00:30:00Z', 'YYYYMMDD-HHmmss', 'Asia/Tokyo', '20200110-093000'],
    ['2020-01-10T15:25:50Z', 'dddd, MMMM Do YYYY, h:mm:ss a', 'UTC', 'Friday, January 10th 2020, 3:25:50 pm'],
    ['2020-01-10T15:25:50.007Z', 'YYYY-MM-DDTHH:mm:ss.SSS[Z]', 'UTC', '2020-01-10T15:25:50.007Z'],
    ['2020-01-10T15:25:50+09:00', 'YYYY-MM-DDTHH:mm:ssZ', 'UTC', '2020-01-10T06:25:50+00:00'],
    ['2026-07-04T23:05:09Z', 'YY M D H h m s A', 'America/New_York', '26 7 4 19 7 5 9 PM'],
    ['2026-07-04T23:05:09Z', 'ZZ Z', 'America/St_Johns', '-0230 -02:30'],
    ['2026-07-04T23:05:09Z', 'ddd dd d E', 'Pacific/Auckland', 'Sun Su 0 7'],
    ['2026-12-31T23:30:00Z', 'DDD DDDD Q X', 'UTC', '365 365 4 1798759800'],
    ['2028-12-31T00:00:00Z', 'DDD', 'UTC', '366'],
    ['2021-01-03T12:00:00Z', 'GGGG-[W]WW GG W', 'UTC', '2020-W53 20 53'],
    ['2024-12-30T12:00:00Z', 'GGGG[w]WW', 'UTC', '2025w01'],
    ['2026-03-01T00:00:00Z', 'Mo Do MMM', 'UTC', '3rd 1st Mar'],
    ['2026-03-11T12:00:00Z', 'Do h', 'UTC', '11th 12'],
    ['2026-03-22T00:00:00Z', 'Do hh HH', 'UTC', '22nd 12 00'],
    ['2026-03-29T01:30:00Z', 'HH:mm', 'Europe/Berlin', '03:30'],
    ['2026-08-09T00:00:00.120Z', 'YYYYY YYYYYY Qo DDDo do', 'UTC', '02026 +002026 3rd 221st 0th'],
    [
      '2026-08-09T00:00:00.120Z',
      'kk k S SS SSSS SSSSSSSSS x',
      'UTC',
      '24 24 1 12 1200 120000000 1786233600120',
    ],
    // The week of the first of January is the first one in English, and belongs to the year of its Saturday.
    ['2021-01-01T12:00:00Z', 'gggg-ww gg w wo ggggg', 'UTC', '2021-01 21 1 1st 02021'],
    ['2023-12-31T12:00:00Z', 'gggg[w]ww GGGG[W]WW Wo GGGGG', 'UTC', '2024w01 2023W52 52nd 02023'],
    ['2026-01-10T23:59:00Z', 'ww WW', 'UTC', '02 02'],
    ['2026-01-11T00:00:00Z', 'ww WW', 'UTC', '03 02'],
  ])('%s as %s in %s is %s', (time, format, timeZone, text) => {
    expect(dateFormatProblem(format)).toBeUndefined();
    expect(formatDate(time, format, timeZone)).toBe(text);
  });

  it.each([
    ['yyyy-MM-DD', '"y"'],
    ['nightly-YYYYMMDD', '"n"'],
    ['[open', '"["'],
    ['', 'no part of a date'],
    ['--', 'no part of a date'],
    ['[only text]', 'no part of a date'],
    ['T', 'no part of a date'],
    ['YYYYé', '"é"'],
    ['\\YYYY', '"\\"'],
    // Letters of moment.js that nobody puts into tags, so that words without brackets are found.
    ['week-WW', '"e"'],
    ['%Y%m%d', '"%"'],
    ['Y-m-d', '"Y"'],
    ['YYYY z', '"z"'],
    ['LL', '"L"'],
    ['NN YYYY', '"N"'],
  ])('in the format %j is refused', (format, why) => {
    expect(dateFormatProblem(format)).toContain(why);
  });

  it('is formatted by one formatter for each time zone', () => {
    const made: string[] = [];
    const dates = createDateFormat((timeZone) => {
      made.push(timeZone);
      return new Intl.DateTimeFormat('en-US', {
        timeZone,
        hourCycle: 'h23',
        timeStyle: 'medium',
        dateStyle: 'short',
      });
    });
    for (let hour = 10; hour < 24; hour++)
      for (const zone of ['UTC', 'Asia/Tokyo']) {
        expect(dates.isTimeZone(zone)).toBe(true);
        dates.formatDate(`2020-01-10T${hour}:30:00Z`, 'HHmm', zone);
      }
    expect(made).toEqual(['UTC', 'Asia/Tokyo']);
  });

  it('has the tokens that docs/tags.md lists', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/tags.md'), 'utf8');
    const [, rows = ''] = /\| tokens \|.*\n\|[- |]+\n((?:\|.*\n)+)/.exec(page) ?? [];
    const tokens = [...rows.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(.+?)`/g)].map(([, token]) => token),
    );
    expect(new Set(tokens)).toEqual(new Set(DATE_TOKENS.split(', ')));
  });

  it('knows the time zones that there are', () => {
    expect(['UTC', 'Asia/Tokyo', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

describe('in a tag', () => {
  it.each([
    ["{{date 'YYYY.MM'}}-x", '2020.01-x'],
    ['{{date "YYYY" tz="Asia/Tokyo"}}', '2020'],
    ["{{~date 'YYYY'~}}", '2020'],
    ["x {{~date 'YYYY'~}} y", 'x2020y'],
    ["{{{date 'YYYY'}}}", '2020'],
    ["x-{{&date 'YYYY'}}-{{~{ date \"MM\" tz='UTC' }~}} y", 'x-2020-01y'],
    ["{{#if (eq branch 'main')}}{{date 'YYYY'}}{{else}}other{{/if}}", '2020'],
    ["{{commit_date 'YYYYMMDD' tz='America/New_York'}}", '20191231'],
  ])('%s is %s', async (text, tag) => {
    expect(await tagsOf([text], branch('main'))).toEqual([tag]);
  });

  it.each([
    ["{{{date 'YYYY'}}", '"date" takes a format, and may have a time zone'],
    ['{{{date YYYY}}}', '"date" takes a format, and may have a time zone'],
    ['{{date YYYY}}', '"date" takes a format, and may have a time zone'],
    ["{{date 'YYYY' zone='UTC'}}", '"date" takes a format, and may have a time zone'],
    ["{{concat (date 'YYYY') 'x'}}", '"date" takes a format, and may have a time zone'],
    ["{{date 'YYYY' tz='Asia/Tokio'}}", '"Asia/Tokio" is no time zone; expected a name such as Asia/Tokyo'],
  ])('%s is an error in every run', async (text, message) => {
    for (const entry of [text, { type: 'schedule', pattern: text }])
      expect(await tagsOf([entry], branch('main'))).toBe(message);
  });

  it('is no helper of templates: what is rendered must not change from day to day', async () => {
    expect(await tagsOf(['x'], branch('main'), { labels: { day: "{{date 'YYYY'}}" } })).toMatch(
      /"date" is no helper/,
    );
  });
});
