import { describe, expect, it } from 'vitest';
import { boundedMatch, rememberedMatch } from '../../src/pattern/bounded-match.ts';
import { gitTag, released, tagged } from '../tags/runs.ts';

describe('a bounded search', () => {
  it('gives groups, or nothing, or up, one after the other', () => {
    expect(boundedMatch(/^v(\d+)(x)?/, 'v12')).toEqual(['v12', '12', undefined]);
    expect(boundedMatch(/^(a+)+$/, `${'a'.repeat(60)}!`, 50)).toBe('endless');
    expect(boundedMatch(/b/, 'a')).toBeUndefined();
    expect(boundedMatch(/a/, 'a')).toEqual(['a']);
  });

  it('is not made again for the same expression and text', () => {
    const began = performance.now();
    for (let count = 0; count < 20; count += 1)
      expect(rememberedMatch(/^(b+)+$/, `${'b'.repeat(60)}!`)).toBe('endless');
    expect(rememberedMatch(/^(b+)+$/i, 'B')).toEqual(['B', 'B']);
    expect(performance.now() - began).toBeLessThan(8000);
  });

  // A context for each search took 93 s here.
  it('reads many Git tags for many images in little time', async () => {
    const tags = Array.from({ length: 1000 }, (_, index) => `v1.${Math.floor(index / 10)}.${index % 10}`);
    const axis = Array.from({ length: 120 }, (_, index) => `a${index}`);
    const began = performance.now();
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
    const result = await tagged(matrix, released(gitTag('v1.42.9'), ...tags));
    expect(Object.values(result.tags).flat()).toHaveLength(120);
    expect((await tagged(matrix, released(gitTag('v1.42.8'), ...tags))).tags).toEqual(
      Object.fromEntries(Object.keys(result.tags).map((id) => [id, []])),
    );
    expect(performance.now() - began).toBeLessThan(30_000);
  }, 30_000);
});
