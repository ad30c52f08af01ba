import { expect, it } from 'vitest';
import type { BuiltImage } from '../../../src/bake/bake-image.ts';
import type { Host } from '../../../src/effects/host.ts';
import type { GateScene } from '../../../src/gates/gate/gate.ts';
import { sizeGate } from '../../../src/gates/size/size-gate.ts';
import type { Image } from '../../../src/plan/image.ts';
import { NO_CHECKS, placed } from '../../rig/placed.ts';

const REPOSITORY = 'example.org/app';
const manifest = (size: number): Uint8Array =>
  Buffer.from(
    JSON.stringify({ config: { digest: `sha256:${'c'.repeat(64)}`, size: 0 }, layers: [{ size }] }),
  );

/** The gate with a growth of 10 % for an image of 200 bytes; `published` are tags with their sizes, or a failure. */
async function gate(
  tags: readonly string[],
  immutable: readonly string[],
  published: Readonly<Record<string, number | 'fails'>>,
) {
  const asked: string[] = [];
  const said: string[] = [];
  const image = {
    id: 'app',
    target: 'app',
    repository: REPOSITORY,
    tags: tags.map((name) => ({ name, immutable: immutable.includes(name) })),
    checks: { ...NO_CHECKS, sizeLimit: placed({ growth: '10%' }) },
  } as unknown as Image;
  const report = await sizeGate.run(
    [
      {
        image,
        candidate: { platforms: [{ platform: 'linux/amd64', size: 200, layers: [] }] },
      } as unknown as BuiltImage,
    ],
    {
      settings: { destination: 'push' },
      registry: {
        manifest: async (_: string, tag: string) => {
          asked.push(tag);
          const size = published[tag];
          if (size === 'fails') throw new Error('no answer');
          return size === undefined ? undefined : { body: manifest(size) };
        },
        blob: async () => Buffer.from('{"os":"linux","architecture":"amd64"}'),
      },
      origins: Promise.resolve(() => ({})),
      reportOf: async () => ({ scans: [] }),
    } as unknown as GateScene,
    { signal: new AbortController().signal, say: (line: string) => void said.push(line) } as unknown as Host,
  );
  const found = report.about?.(image);
  return {
    asked,
    said,
    problems: found?.problems?.map(({ message }) => message),
    sizes: found?.platforms?.['linux/amd64']?.['sizes'],
  };
}

it('holds a release against the first of its tags that exists', async () => {
  expect(await gate(['1.4.1', '1.4', 'latest'], [], { '1.4': 100, latest: 200 })).toEqual({
    asked: ['1.4.1', '1.4'],
    said: [],
    problems: [
      'image "app" (linux/amd64) is 200 B compressed, 90 B more than 100 B of ' +
        'example.org/app:1.4 and 10% of growth allow',
    ],
    sizes: { compressed: 200, published: 100 },
  });
});

it('asks for tags that never move last', async () => {
  expect(await gate(['1.4.1', '1.4'], ['1.4.1'], { '1.4.1': 200 })).toEqual({
    asked: ['1.4', '1.4.1'],
    said: [],
    problems: [],
    sizes: { compressed: 200, published: 200 },
  });
});

it('says that there is nothing to hold it against', async () => {
  expect(await gate(['1.4.1', '1.4'], [], {})).toEqual({
    asked: ['1.4.1', '1.4'],
    said: ['app: none of its tags exists yet, so its growth is not checked'],
    problems: [],
    sizes: { compressed: 200, published: 'none' },
  });
});

it('takes no silence for a first publication', async () => {
  expect(await gate(['1.4.1', '1.4'], [], { '1.4.1': 'fails', '1.4': 200 })).toMatchObject({
    asked: ['1.4.1'],
    problems: ['image "app" (linux/amd64): its growth could not be checked: no answer'],
  });
});
