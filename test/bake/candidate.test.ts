import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readCandidate } from '../../src/bake/candidate.ts';

type Entry = readonly [architecture: string, variant?: string];

/** Reads a candidate whose index has these entries, for an image with these platforms. */
async function read(platforms: readonly string[], entries: readonly Entry[]): Promise<readonly string[]> {
  const blobs = new Map<string, Uint8Array>();
  const add = (document: object): { digest: string; size: number } => {
    const bytes = Buffer.from(JSON.stringify(document));
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  };
  const index = add({
    manifests: entries.map(([architecture, variant]) => ({
      ...add({ layers: [], annotations: { of: architecture } }),
      platform: { os: 'linux', architecture, variant },
    })),
  });
  const image = { id: 'base', repository: 'ghcr.io/org/app', platforms };
  const candidate = await readCandidate(image, index.digest, (digest) =>
    Promise.resolve(blobs.get(digest) ?? Buffer.from('{}')),
  );
  return candidate.platforms.map(({ platform }) => platform);
}

describe('a candidate', () => {
  test('has the platforms of its image, however they are spelt', async () => {
    expect(await read(['linux/amd64', 'linux/arm64/v8'], [['arm64', 'v8'], ['amd64']])).toEqual([
      'linux/arm64',
      'linux/amd64',
    ]);
  });

  test.each<readonly [readonly string[], readonly Entry[]]>([
    [['linux/arm64'], [['arm64'], ['arm64', 'v8']]],
    [
      ['linux/arm64', 'linux/arm64/v8'],
      [['arm64'], ['arm64', 'v8']],
    ],
  ])('of %j is refused when its index has one of them twice', async (platforms, entries) => {
    await expect(read(platforms, entries)).rejects.toThrow(
      'the built image has the platforms linux/arm64, linux/arm64, not linux/arm64',
    );
  });
});
