import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { TAG_TYPE_NAMES, tagType } from '../../src/matrix/tag-types.ts';
import { branch, gitTag, pull, released, schedule, tagged } from './runs.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/tags.md'), 'utf8');
const [first, flavor, releases, zero, nightly] = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(
  ([, text]) => parse(text ?? '', { schema: 'core' }) as object,
);

const FULL = { targets: { full: { from: 'debian:12' } } };
const run = released(gitTag('v1.4.0'), 'v1.3.0', 'v2.0.0');

/** What docs/tags.md shows is what comes out. */
it('says what its examples do', async () => {
  expect((await tagged({ ...FULL, ...first }, run)).tags).toEqual({
    full: ['full-1.4.0', 'full-1.4', 'full'],
  });
  const prefix = { targets: { base: { from: 'python:{{python}}' }, full: { from: 'base' } } };
  expect(await tagged({ ...prefix, ...flavor }, run)).toMatchObject({
    tags: {
      'base-3-11': ['base-py3.11-1.4.0', 'base-py3.11-1.4'],
      'base-3-12': ['base-py3.12-1.4.0', 'base-py3.12-1.4', 'base'],
      'full-3-12': ['full-py3.12-1.4.0', 'full-py3.12-1.4', '1.4.0', 'full'],
    },
  });
  expect((await tagged({ ...prefix, ...flavor }, { ...pull, pull: '7' })).tags['full-3-12']).toEqual([
    'full-py3.12-pr-7',
    'full',
  ]);
  expect(
    (await tagged({ ...prefix, ...flavor }, released(gitTag('v2.0.1'), 'v2.0.0'))).tags['full-3-12'],
  ).toEqual(['full-py3.12-2.0.1', 'full-py3.12-2.0', '2.0.1', 'full', 'latest']);

  expect(await tagged({ ...FULL, ...releases }, run)).toMatchObject({
    tags: { full: ['full-1.4.0', 'full-1.4'] },
    immutable: ['full-1.4.0'],
  });
  expect((await tagged({ ...FULL, ...releases }, released(gitTag('v2.1.0'), 'v2.0.0'))).tags['full']).toEqual(
    ['full-2.1.0', 'full-2.1', 'full'],
  );
  expect(
    (await tagged({ ...FULL, ...releases }, released(gitTag('v2.1.0-rc.1'), 'v2.0.0'))).tags['full'],
  ).toEqual(['full-2.1.0-rc.1']);
  expect((await tagged({ ...FULL, ...releases }, branch('main'))).tags['full']).toEqual(['full-edge']);

  expect((await tagged({ ...FULL, ...zero }, gitTag('v0.9.0'))).tags['full']).toEqual([]);
  expect((await tagged({ ...FULL, ...zero }, gitTag('v1.4.0'))).tags['full']).toEqual(['1']);
  expect((await tagged({ ...FULL, ...nightly }, schedule)).tags['full']).toEqual([
    'nightly-20200110',
    'nightly',
  ]);
});

it('has a line for each type in the table of types', () => {
  const [, table = ''] = /^\| type .*\n\|[- |]+\n((?:\|.*\n)+)/m.exec(page) ?? [];
  expect(table.replace(/ +\|/g, ' |')).toBe(
    TAG_TYPE_NAMES.map((name) => {
      const { about, priority } = tagType(name);
      return `| \`${name}\` | ${about.runs} | ${about.tag} | ${priority} |\n`;
    }).join(''),
  );
});
