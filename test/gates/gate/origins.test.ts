import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuiltImage } from '../../../src/bake/bake-image.ts';
import type { BuildSettings } from '../../../src/bake/run-attributes.ts';
import type { Host } from '../../../src/effects/host.ts';
import { readOrigins } from '../../../src/gates/gate/origins.ts';
import type { Registry } from '../../../src/registry/registry.ts';
import { registryEffects } from '../../rig/host.ts';

const CONFIG = `sha256:${'c'.repeat(64)}`;
const MANIFEST = `sha256:${'d'.repeat(64)}`;
const document = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** One image for each list of what its build read. */
function scene(...read: readonly (readonly string[])[]) {
  const blobs = new Map([
    [MANIFEST, document({ config: { digest: CONFIG, size: 1 }, layers: [] })],
    [CONFIG, document({ architecture: 'amd64', os: 'linux', rootfs: { diff_ids: ['a'] } })],
    ...read.map(
      (names, index) =>
        [
          `provenance-${index}`,
          document({
            predicate: {
              materials: names.map((name) => ({
                uri: `pkg:docker/${name}`,
                digest: { sha256: 'e'.repeat(64) },
              })),
            },
          }),
        ] as const,
    ),
  ]);
  const built = read.map((names, index) => ({
    image: {
      id: `app-${index}`,
      repository: 'example.org/app',
      dockerfile: names.includes('FROM scratch') ? 'scratch' : 'based',
      contexts: {},
    },
    candidate: {
      platforms: [{ platform: 'linux/amd64', digest: MANIFEST, provenance: `provenance-${index}` }],
    },
  })) as unknown as readonly BuiltImage[];
  const registry = {
    manifest: async (_: string, digest: string) => ({ body: blobs.get(digest) }),
    blob: async (_: string, digest: string) => blobs.get(digest),
  } as unknown as Registry;
  const said: string[] = [];
  const asked: string[] = [];
  const cancel = new AbortController();
  const host = {
    ...registryEffects(),
    env: {},
    signal: cancel.signal,
    say: (line: string) => void said.push(line),
    sleep: (milliseconds: number) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
    // Never answers, as a registry behind a firewall.
    fetch: (url: URL, { signal }: RequestInit) => {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      asked.push(String(url));
      if (url.host === 'answers.example') return Promise.resolve(new Response('{}', { status: 404 }));
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    },
  } as unknown as Host;
  return {
    said,
    asked,
    cancel,
    origins: readOrigins(
      built,
      {
        settings: { destination: 'push', sbom: 'true' } as BuildSettings,
        registry,
        plan: { files: [{ path: 'scratch', text: 'FROM scratch\n' }], verbatim: new Map() },
      },
      host,
    ),
  };
}

it('asks nobody for the base of an image that is built from scratch', async () => {
  const { origins, said, asked } = scene(['FROM scratch', 'example.org/builder@1']);
  expect((await origins)('app-0', 'linux/amd64')).toMatchObject({
    config: { diffIds: ['a'] },
    isFromScratch: true,
  });
  expect([said, asked]).toEqual([[], []]);
});

describe('bases whose registry does not answer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('are waited for 15 seconds, however many they are', async () => {
    const { origins, said, asked } = scene(
      ...Array.from({ length: 40 }, (_, index) => [`example.org/base${index}@1`]),
    );
    let done = false;
    const finished = origins.then((result) => {
      done = true;
      return result;
    });
    await vi.advanceTimersByTimeAsync(14_900);
    expect(done).toBe(false);
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(done).toBe(true);
    expect((await finished)('app-3', 'linux/amd64')).toMatchObject({ config: { diffIds: ['a'] } });
    expect(said).toContain(
      'what is in the base example.org/base3 is not known: there was no answer within 15 s',
    );
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keep no other registry waiting', async () => {
    const { origins, said } = scene(
      ...Array.from({ length: 10 }, (_, index) => [`example.org/base${index}@1`]),
      ['answers.example/base@1'],
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toEqual([
      expect.stringMatching(
        /^what is in the base answers\.example\/base is not known: .* is not there any more$/,
      ),
      "app-10 (linux/amd64): not known which layers are the base's",
    ]);
    await vi.advanceTimersByTimeAsync(15_000);
    await origins;
  });

  it('are not waited for once the run is cancelled', async () => {
    const { origins, said, cancel } = scene(['example.org/base@1']);
    await vi.advanceTimersByTimeAsync(10);
    cancel.abort();
    await origins;
    expect(said).toContain('what is in the base example.org/base is not known: it was cancelled');
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('asks no registry for an image from scratch', async () => {
  const { origins, said, asked } = scene(['docker/buildkit-syft-scanner@stable-1']);
  expect((await origins)('app-0', 'linux/amd64')).toMatchObject({ config: { diffIds: ['a'] } });
  expect([asked, said]).toEqual([[], []]);
});
