import { expect, it } from 'vitest';
import type { BuiltImage } from '../../src/bake/bake-image.ts';
import type { BuildSettings } from '../../src/bake/run-attributes.ts';
import type { Host } from '../../src/effects/host.ts';
import {
  listed,
  type Gate,
  type GateReport,
  type GateScene,
  type GateStart,
} from '../../src/gates/gate/gate.ts';
import { GATES } from '../../src/gates/gates.ts';
import { runGates } from '../../src/gates/run-gates.ts';
import type { Image } from '../../src/plan/image.ts';
import { error, warning, type Problem } from '../../src/problem/problem.ts';

const HOST = {} as Host;
const image = (id: string): Image => ({ id, tags: [], contexts: {} }) as unknown as Image;
const BUILT = {
  image: image('app'),
  candidate: { platforms: [{ platform: 'linux/amd64' }, { platform: 'linux/arm64' }] },
} as unknown as BuiltImage;
const SCENE = {
  // With `load` the gates do not look up where an image comes from, so no registry is asked.
  settings: { destination: 'load' } as BuildSettings,
  job: { plan: { files: [], verbatim: new Map() } },
} as unknown as GateScene;

/** Runs gates, as a build does, on one image. */
async function run(...gates: readonly Gate[]) {
  const open = await Promise.all(gates.map((gate) => listed(gate).preflight({} as GateStart, HOST)));
  return runGates(open, [BUILT], SCENE, HOST);
}

const gate = (name: string, report: GateReport): Gate => ({ name, run: async () => report });
const problem = (message: string): Problem => error('policy-label', message);
const advice = (message: string): Problem => warning('policy-label', message);

it('every gate has a name of its own', () => {
  const names = GATES.map((entry) => entry.gate.name);
  expect(new Set(names).size).toBe(names.length);
});

it('shows problems of several images first, then those of single images, then advice', async () => {
  const { problems } = await run(
    gate('a', {
      problems: [problem('a-all')],
      advice: [advice('a-advice')],
      about: () => ({ problems: [problem('a-one')] }),
    }),
    gate('b', { problems: [problem('b-all')], about: () => ({ problems: [problem('b-one')] }) }),
  );
  expect(problems.map(({ message }) => message)).toEqual(['a-all', 'b-all', 'a-one', 'b-one', 'a-advice']);
});

it('puts together what gates say of an image', async () => {
  const gated = await run(
    gate('a', {
      column: { title: 'A', cell: ({ id }) => `a of ${id}` },
      files: { sarif: ['a.sarif'] },
      about: ({ id }) => ({
        json: { a: id },
        platforms: { 'linux/amd64': { size: 1 } },
        sbomFiles: ['a.json'],
      }),
    }),
    gate('none', {}),
    gate('b', {
      column: { title: 'B', cell: () => '–' },
      files: { junit: 'b.xml' },
      about: () => ({
        json: { b: 2 },
        platforms: { 'linux/amd64': { user: 'app' }, 'linux/arm64': {} },
        sbomFiles: ['b.json'],
      }),
    }),
  );
  expect([gated.columns, gated.files]).toEqual([['A', 'B'], { sarif: ['a.sarif'], junit: 'b.xml' }]);
  expect(gated.about(BUILT.image)).toMatchObject({
    cells: ['a of app', '–'],
    json: { a: 'app', b: 2 },
    platforms: [{ platform: 'linux/amd64', size: 1, user: 'app' }, { platform: 'linux/arm64' }],
    sbomFiles: ['a.json', 'b.json'],
    refused: false,
  });
});

it('has the cells of an image that was not built, and nothing of its platforms', async () => {
  const gated = await run(
    gate('a', {
      column: { title: 'A', cell: ({ id }) => `a of ${id}` },
      about: () => ({ json: { a: [] }, platforms: { 'linux/amd64': { size: 1 } } }),
    }),
  );
  expect(gated.about(image('other'))).toMatchObject({
    cells: ['a of other'],
    json: { a: [] },
    platforms: [],
    bases: {},
  });
});

it('takes an image for refused by its own errors, or by what a gate says of it', async () => {
  const refused = async (report: GateReport) => (await run(gate('a', report))).about(BUILT.image).refused;
  expect(await refused({ about: () => ({ problems: [problem('a')] }) })).toBe(true);
  expect(await refused({ about: () => ({ refused: true }) })).toBe(true);
  expect(await refused({ about: () => ({ problems: [advice('a')] }), problems: [problem('all')] })).toBe(
    false,
  );
});

it('hands the preflight of a gate to its run, and nothing to others', async () => {
  const ready: unknown[] = [];
  const first: Gate<GateReport, { readonly tool: string }> = {
    name: 'first',
    preflight: async () => ({ ready: { tool: 'x' }, problems: [advice('old-tool')] }),
    run: async (_, scene) => {
      ready.push(scene.ready);
      return {};
    },
  };
  const second: Gate = {
    name: 'second',
    run: async (_, scene) => {
      ready.push(scene.ready);
      return {};
    },
  };
  const open = [
    await listed(first).preflight({} as GateStart, HOST),
    await listed(second).preflight({} as GateStart, HOST),
  ];
  await runGates(open, [BUILT], SCENE, HOST);
  expect(open.map(({ problems }) => problems.map(({ message }) => message))).toEqual([['old-tool'], []]);
  expect(ready).toEqual([{ tool: 'x' }, undefined]);
});

it('gives a gate the report of one that stands before it, and of no other', async () => {
  const counting: Gate<GateReport & { readonly count: number }> = {
    name: 'counting',
    run: async (built) => ({ count: built.length }),
  };
  const asking: Gate = {
    name: 'asking',
    run: async (_, { reportOf }) => ({ problems: [problem(`counted ${(await reportOf(counting)).count}`)] }),
  };
  expect((await run(counting, asking)).problems).toMatchObject([{ message: 'counted 1' }]);
  await expect(run(asking, counting)).rejects.toThrow(
    'the gate "counting" does not stand before the one that asks',
  );
});
