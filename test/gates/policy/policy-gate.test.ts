import { expect, it } from 'vitest';
import type { BuiltImage } from '../../../src/gates/gate/gate.ts';
import { policyGate, type PolicyContext } from '../../../src/gates/policy/policy-gate.ts';

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
  const result = await policyGate(
    {
      image: {
        id: 'app',
        target: 'app',
        repository: REPOSITORY,
        tags: tags.map((name) => ({ name, immutable: immutable.includes(name) })),
      },
      candidate: { platforms: [{ platform: 'linux/amd64', size: 200, layers: [] }] },
    } as unknown as BuiltImage,
    {
      job: {
        workspace: {
          matrix: {
            source: { at: () => ({ file: 'matrix.yaml', line: 1, column: 1 }) },
            file: { targets: { app: { 'size-limit': { growth: '10%' } } } },
          },
        },
      },
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
      scans: [],
      origins: () => ({ config: { user: 'app', env: [], labels: {}, diffIds: [], madeBy: [] } }),
    } as unknown as PolicyContext,
    { signal: new AbortController().signal, say: (line) => void said.push(line) },
  );
  return {
    asked,
    said,
    problems: result.problems.map(({ message }) => message),
    published: result.platforms.map(({ sizes }) => sizes.published),
  };
}

it('holds a release against the first of its tags that exists', async () => {
  expect(await gate(['1.4.1', '1.4', 'latest'], [], { '1.4': 100, latest: 200 })).toEqual({
    asked: ['1.4.1', '1.4'],
    said: [],
    problems: [
      'image "app" (linux/amd64) is 200 B compressed, 90 B more than 100 B of example.org/app:1.4 and 10% of growth allow',
    ],
    published: [100],
  });
});

it('asks for tags that never move last', async () => {
  expect(await gate(['1.4.1', '1.4'], ['1.4.1'], { '1.4.1': 200 })).toEqual({
    asked: ['1.4', '1.4.1'],
    said: [],
    problems: [],
    published: [200],
  });
});

it('says that there is nothing to hold it against', async () => {
  expect(await gate(['1.4.1', '1.4'], [], {})).toEqual({
    asked: ['1.4.1', '1.4'],
    said: ['app: none of its tags exists yet, so its growth is not checked'],
    problems: [],
    published: ['none'],
  });
});

it('takes no silence for a first publication', async () => {
  expect(await gate(['1.4.1', '1.4'], [], { '1.4.1': 'fails', '1.4': 200 })).toMatchObject({
    asked: ['1.4.1'],
    problems: ['image "app" (linux/amd64): its growth could not be checked: no answer'],
  });
});
