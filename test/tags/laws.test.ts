import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  option,
  record,
  shuffledSubarray,
  string,
} from 'fast-check';
import { expect, it } from 'vitest';
import { tagProblem } from '../../src/oci/reference.ts';
import { branch, gitTag, pull, schedule, tagged } from './runs.ts';

const TYPES = [
  { type: 'semver', pattern: '{{version}}' },
  { type: 'semver', pattern: '{{major}}.{{minor}}' },
  { type: 'pep440', pattern: '{{version}}', immutable: true },
  { type: 'match', pattern: '[a-z].*' },
  { type: 'edge' },
  { type: 'ref', event: 'branch' },
  { type: 'ref', event: 'tag' },
  { type: 'ref', event: 'pr' },
  { type: 'schedule', pattern: "{{date 'YYYYMMDD'}}" },
  { type: 'sha' },
  { type: 'raw', value: 'x-{{branch}}' },
  { type: 'raw', value: '{{tag}}' },
] as const;
const name = string({ minLength: 1, maxLength: 140 }).filter(
  (text) => !/[\n\r\0{}"]/.test(text) && text.trim() !== '',
);
const affix = option(
  string({ maxLength: 5 }).filter((text) => !/[\n\r\0{}]/.test(text)),
  { nil: undefined },
);
const entry = record({
  base: constantFrom(...TYPES),
  prefix: affix,
  suffix: affix,
  priority: option(integer({ min: 0, max: 3 }), { nil: undefined }),
}).map(({ base, ...more }) => ({
  ...base,
  ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
}));
const run = name.chain((text) =>
  constantFrom(branch(text), gitTag(text), gitTag('v1.2.3'), gitTag('v1.2.3-rc.1'), pull, schedule),
);

it('every tag is one that registries take, or there is an error', async () => {
  let tags = 0;
  let errors = 0;
  await assert(
    asyncProperty(array(entry, { maxLength: 6 }), run, async (entries, facts) => {
      const result = await tagged({ tags: entries }, facts);
      for (const tag of Object.values(result.tags).flat()) expect(tagProblem(tag), tag).toBeUndefined();
      // Only the resulting tag can be wrong here, never an entry.
      for (const problem of result.problems)
        expect(problem).toMatch(/^tag ".*" (?:starts with|is \d+ characters long)|^the tag is empty/s);
      tags += Object.values(result.tags).flat().length;
      errors += result.problems.length;
    }),
    { numRuns: 300 },
  );
  expect(tags).toBeGreaterThan(100);
  expect(errors).toBeGreaterThan(10);
});

it('the order of entries changes no set of tags, and among equal priorities decides the order', async () => {
  const distinct = TYPES.map((type, index) => ({ ...type, prefix: `p${index}-` }));
  await assert(
    asyncProperty(
      shuffledSubarray([...distinct], { minLength: 2 }),
      array(integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
      constantFrom(branch('main'), gitTag('v1.2.3'), pull, schedule),
      async (entries, priorities, facts) => {
        const all = entries.map((its) => ({ ...its, priority: priorities[distinct.indexOf(its)] ?? 0 }));
        const tagsOf = async (list: readonly object[]): Promise<readonly string[]> =>
          (await tagged({ tags: list }, facts)).tags['app'] ?? [];
        const given = await tagsOf(all);
        expect((await tagsOf(all.toReversed())).toSorted()).toEqual(given.toSorted());
        // What each gives alone, the highest priority first, and otherwise as they stand.
        const alone = await Promise.all(
          all.map(async (its) => ({ priority: its.priority, tags: await tagsOf([its]) })),
        );
        expect(given).toEqual(
          [2, 1, 0].flatMap((priority) =>
            alone.filter((its) => its.priority === priority).flatMap(({ tags }) => tags),
          ),
        );
      },
    ),
    { numRuns: 60 },
  );
});

it('a line and a mapping of the same keys give the same', async () => {
  await assert(
    asyncProperty(array(entry, { minLength: 1, maxLength: 4 }), run, async (entries, facts) => {
      const field = (key: string, value: unknown): string =>
        `"${`${key}=${String(value)}`.replaceAll('"', '""')}"`;
      // In an entry that is one line, blanks around a field's value are dropped.
      const kept = entries.filter((its) =>
        Object.values(its).every((value) => String(value) === String(value).trim()),
      );
      const asLines = kept.map((its) =>
        Object.entries(its)
          .map(([key, value]) => field(key, value))
          .join(','),
      );
      // Warnings quote the entry as it was written.
      expect(await tagged({ tags: asLines }, facts)).toEqual({
        ...(await tagged({ tags: kept }, facts)),
        warnings: expect.any(Array) as unknown,
      });
    }),
    { numRuns: 100 },
  );
});
