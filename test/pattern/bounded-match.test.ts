import { createContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  boundedMatch,
  createBoundedMatch,
  createRememberedMatch,
  rememberedMatch,
} from '../../src/pattern/bounded-match.ts';
import { gitTag, released, tagged } from '../tags/runs.ts';

describe('a bounded search', () => {
  it('gives groups, or nothing, or up, one after the other', () => {
    expect(boundedMatch(/^v(\d+)(x)?/, 'v12')).toEqual(['v12', '12', undefined]);
    expect(boundedMatch(/^(a+)+$/, `${'a'.repeat(60)}!`, 50)).toBe('endless');
    expect(boundedMatch(/b/, 'a')).toBeUndefined();
    expect(boundedMatch(/a/, 'a')).toEqual(['a']);
  });

  it('is not made again for the same expression and text', () => {
    let searches = 0;
    const remembered = createRememberedMatch((...search) => {
      searches += 1;
      return boundedMatch(...search);
    });
    for (let count = 0; count < 20; count += 1)
      expect(remembered(/^(b+)+$/, `${'b'.repeat(60)}!`)).toBe('endless');
    expect(searches).toBe(1);
    expect(remembered(/^(b+)+$/i, 'B')).toEqual(['B', 'B']);
    expect(remembered(/^(b+)+$/, 'c')).toBeUndefined();
    expect(searches).toBe(3);
  });

  it('forgets, so that what it knows does not grow without end', () => {
    let searches = 0;
    const remembered = createRememberedMatch(() => void (searches += 1));
    for (let round = 0; round < 2; round += 1)
      for (let count = 0; count < 20_001; count += 1) remembered(/a/, `${count}`);
    expect(searches).toBeGreaterThan(20_001);
  });

  // A context for each search took 93 s for 1,000 Git tags and 120 images.
  it('has a context of its own no more than once, whether it ends or not', () => {
    let contexts = 0;
    const match = createBoundedMatch((variables) => {
      contexts += 1;
      return createContext(variables);
    });
    expect(contexts).toBe(0);
    for (let count = 0; count < 100; count += 1) expect(match(/\d+/, `v${count}`)).toEqual([`${count}`]);
    expect(match(/^(a+)+$/, `${'a'.repeat(60)}!`, 10)).toBe('endless');
    expect(match(/a/, 'a')).toEqual(['a']);
    expect(contexts).toBe(1);
  });

  it('reads many Git tags for many images', async () => {
    const tags = Array.from({ length: 100 }, (_, index) => `v1.${Math.floor(index / 10)}.${index % 10}`);
    const axis = Array.from({ length: 20 }, (_, index) => `a${index}`);
    const matrix = {
      axes: { axis },
      tags: [
        {
          type: 'semver',
          pattern: '{{major}}.{{minor}}',
          match: '^v(.*)$',
          suffix: '-{{axis}}',
          highest: true,
        },
      ],
    };
    const result = await tagged(matrix, released(gitTag('v1.4.9'), ...tags));
    expect(Object.values(result.tags).flat()).toHaveLength(20);
    expect((await tagged(matrix, released(gitTag('v1.4.8'), ...tags))).tags).toEqual(
      Object.fromEntries(Object.keys(result.tags).map((id) => [id, []])),
    );
    for (const tag of tags) expect(rememberedMatch(/^v(.*)$/, tag)).toEqual([tag, tag.slice(1)]);
  });
});
