import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { imageJson } from '../../src/plan/image.ts';
import { planOf } from '../rig/plan.ts';

/** A matrix that has everything whose order must not matter: keys, targets, stages, rules, axes and their values. */
const MATRIX = {
  version: '1',
  image: 'ghcr.io/org/app',
  platforms: ['linux/amd64', 'linux/arm64'],
  values: {
    index: 'https://idx.test/simple',
    packages: ['git', 'curl'],
    ml: { base: 'nvidia/cuda', tag: '12.4' },
  },
  axes: {
    python: ['3.9', '3.10', '3.13', '3.1.0', '3.1', 'nightly'],
    device: {
      cpu: {},
      cu121: { index: 'https://cu121', ml: { tag: '12.1' } },
      cu118: { index: 'https://cu118' },
    },
  },
  stages: {
    compilers: { from: 'debian:12' },
    wheels: { from: 'compilers', values: { opt: 'O2', level: '1' } },
    docs: { from: 'debian:12' },
  },
  targets: {
    base: {
      from: 'python:{{python}}',
      axes: ['python'],
      args: { B: '2', A: '{{python}}' },
      labels: { z: '1', a: '{{target}}' },
      tags: ['base-{{python}}'],
    },
    ml: { from: 'base', axes: ['device'], platforms: ['linux/amd64'], tags: ['ml-{{python}}-{{device}}'] },
    full: { from: 'ml', latest: false, tags: ['full-{{python}}-{{device}}'] },
    tools: { from: 'debian:12', axes: [], description: 'Tools' },
    other: { from: 'base', template: 'full', values: { index: 'https://other' }, tags: ['other-{{python}}'] },
  },
  rules: [
    { exclude: { target: 'ml', python: '<3.10' }, because: 'too old' },
    { exclude: { device: 'cu118', python: ['3.13', 'nightly'] }, because: 'no wheels' },
    { include: { device: 'cu118', python: '3.13' } },
    { exclude: { target: 'other', platform: 'linux/arm64' }, because: 'amd64 only' },
  ],
  labels: { 'org.opencontainers.image.licenses': 'MIT', b: 'x', a: 'y' },
  scan: { mode: 'gate', 'fail-on': ['HIGH'] },
};

const TEMPLATES = {
  base: 'COPY --from=wheels /w /w\nRUN {{shell packages}}\n{{> common}}\n',
  common: 'ENV INDEX={{index}}\n',
  ml: 'RUN --mount=from=compilers,target=/c pip install --index-url {{index}} {{ml.base}}:{{ml.tag}} {{device}}\n',
  full: 'RUN echo {{index}}\n',
  tools: 'RUN {{join packages ","}}\n',
  compilers: 'RUN gcc\n',
  wheels: 'RUN make {{opt}} {{level}}\n',
  docs: 'RUN docs\n',
};

/** Lists whose order means something: tags (the first one names the image), platforms, and lists that are values. */
const ORDERED = new Set(['tags', 'platforms', 'packages', 'fail-on', 'axes']);

/** The same tree with the keys of its mappings, and the items of unordered lists, in an order drawn from `random`. */
function shuffled(value: unknown, random: () => number, key = ''): unknown {
  const mix = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value))
    return (ORDERED.has(key) ? value : mix(value)).map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    mix(Object.entries(value)).map(([name, item]) => [name, shuffled(item, random, name)]),
  );
}

/** A small generator of numbers, so that one seed is one order. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const write = (tree: unknown): string =>
  stringify(tree, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });

describe('rendering', () => {
  it('gives the same bytes in every order of keys, targets, stages, rules and axis values', async () => {
    const expected = await planOf(write(MATRIX), TEMPLATES);
    expect(Object.keys(expected.files).length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { files, plan } = await planOf(write(shuffled(MATRIX, mulberry32(seed))), TEMPLATES);
        // Paths first: a shorter message.
        expect(Object.keys(files)).toEqual(Object.keys(expected.files));
        expect(files).toEqual(expected.files);
        expect(plan.images.map(imageJson)).toEqual(expected.plan.images.map(imageJson));
        expect(plan.excluded.map(({ place: _place, ...entry }) => entry)).toEqual(
          expected.plan.excluded.map(({ place: _place, ...entry }) => entry),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('really shuffles', () => {
    const orders = new Set([1, 2, 3, 4].map((seed) => write(shuffled(MATRIX, mulberry32(seed)))));
    expect(orders.size).toBe(4);
  });

  it('gives the same twice', async () => {
    const [once, twice] = [await planOf(write(MATRIX), TEMPLATES), await planOf(write(MATRIX), TEMPLATES)];
    expect(twice.files).toEqual(once.files);
  });

  it('does not change what it is given', async () => {
    const { matrix } = await planOf(write(MATRIX), TEMPLATES);
    expect(matrix.source.data).toEqual(MATRIX);
  });

  it('gives the same whatever order templates are read in', async () => {
    const { files } = await planOf(write(MATRIX), TEMPLATES);
    const reversed = await planOf(write(MATRIX), Object.fromEntries(Object.entries(TEMPLATES).toReversed()));
    expect(reversed.files).toEqual(files);
  });

  it('puts the same stage into every file that needs it, but for combinations it sees', async () => {
    const { files } = await planOf(write(MATRIX), TEMPLATES);
    const bases = Object.entries(files).flatMap(([path, text]) => {
      const stage = /^# templates\/base\.hbs.*\n(?:.+\n)*/m.exec(text)?.[0];
      const python = /python([^-]+?)\.Dockerfile$/.exec(path)?.[1];
      return stage === undefined || python === undefined ? [] : [[python, stage] as const];
    });
    const texts = new Map<string, Set<string>>();
    for (const [python, stage] of bases) texts.set(python, (texts.get(python) ?? new Set()).add(stage));
    expect([...texts.values()].map((set) => set.size)).toEqual([...texts].map(() => 1));
    expect(bases.length).toBeGreaterThan(texts.size);
  });
});
