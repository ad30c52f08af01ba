import { describe, expect, it } from 'vitest';
import { createCopy, type CopyRegistry } from '../../src/registry/copy.ts';
import { NO_JOURNAL, type Journal } from '../../src/publish/journal.ts';
import { publishTags } from '../../src/publish/publish.ts';
import { resumePublication } from '../../src/publish/recover.ts';
import type { Descriptor, Manifest } from '../../src/registry/registry.ts';
import type { PublishRegistry } from '../../src/publish/move.ts';

const COUNT = 1000;
const CONCURRENCY = 4;
const repository = 'ghcr.io/org/app';
const digestOf = (index: number): string => `sha256:${String(index).padStart(64, '0')}`;
const nothing = async (): Promise<undefined> => undefined;

/** A slow registry; the user cancels during the request with the number `cancelsAt`. */
function rig(
  cancelsAt: number,
  contents: (digest: string) => object = () => ({ config: { digest: digestOf(1), size: 1 } }),
) {
  const cancel = new AbortController();
  const asked: string[] = [];
  const request = async <T>(line: string, answer: T): Promise<T> => {
    asked.push(line);
    if (asked.length === cancelsAt) cancel.abort();
    await new Promise(setImmediate);
    return answer;
  };
  const registry: PublishRegistry & CopyRegistry = {
    resolve: (_, reference) => request<Descriptor | undefined>(`resolve ${reference}`, undefined),
    manifest: (_, digest) =>
      request<Manifest | undefined>(`manifest ${digest}`, {
        digest,
        mediaType: 'm',
        body: new TextEncoder().encode(JSON.stringify(contents(digest))),
      }),
    tag: (_, tag) => request(`tag ${tag}`, undefined),
    untag: (_, tag) => request(`untag ${tag}`, 'deleted' as const),
    store: (_, { digest }) => request(`store ${digest}`, { linked: false }),
    copyBlob: ({ digest }) => request(`copy ${digest}`, undefined),
  };
  return { registry, asked, signal: cancel.signal };
}

describe('after cancelling, no request is begun', () => {
  it.each([
    ['while candidates are read', 5],
    ['while tags are looked up', COUNT + 5],
  ])('%s', async (_, cancelsAt) => {
    const { registry, asked, signal } = rig(cancelsAt);
    const plan = Array.from({ length: COUNT }, (__, index) => ({
      image: `i${index}`,
      repository,
      digest: digestOf(index),
      tags: [`t${index}`],
    }));
    expect(await publishTags(plan, registry, { concurrency: CONCURRENCY, signal })).toEqual({
      kind: 'rolled-back',
      cancelled: true,
      failures: [],
      restored: [],
      left: [],
      taken: [],
    });
    expect(asked.length).toBeLessThan(cancelsAt + CONCURRENCY);
  });

  it('while a resumed publication is looked at', async () => {
    const { registry, asked, signal } = rig(5);
    const tag = {
      image: 'app',
      repository,
      from: repository,
      digest: digestOf(1),
      immutable: false,
      state: 'pending' as const,
    };
    const journal: Journal = {
      version: 1,
      run: 'r',
      started: 's',
      state: 'publishing',
      staging: [],
      tags: Array.from({ length: COUNT }, (_, index) => ({ ...tag, tag: `t${index}`, order: index + 1 })),
    };
    expect(
      await resumePublication(journal, registry, { concurrency: CONCURRENCY, signal }, NO_JOURNAL),
    ).toMatchObject({ kind: 'rolled-back', cancelled: true, failures: [], taken: [] });
    expect(asked.length).toBeLessThan(5 + 2 * CONCURRENCY);
  });

  it.each([
    [
      'an index of many platforms',
      (digest: string) =>
        digest === digestOf(0)
          ? {
              manifests: Array.from({ length: COUNT }, (_, index) => ({
                digest: digestOf(index + 1),
                size: 1,
              })),
            }
          : {},
    ],
    ['an image', () => ({ config: { digest: digestOf(1), size: 1 } })],
  ])('while %s is copied', async (_, contents) => {
    for (const cancelsAt of [1, 2, 20]) {
      const { registry, asked, signal } = rig(cancelsAt, contents);
      const copy = createCopy(registry, signal);
      const copied = Array.from({ length: 10 }, (__, index) =>
        copy({ from: repository, to: 'ghcr.io/org/mirror', digest: digestOf(index) }),
      );
      await Promise.allSettled(copied);
      // Copies of blobs are not counted: the registry client limits them itself, and it heeds the signal, too.
      expect(asked.filter((line) => !line.startsWith('copy')).length).toBeLessThan(cancelsAt + CONCURRENCY);
      await expect(copied[9]).rejects.toBe(signal.reason);
    }
  });

  it('while mirrors get their copies, and nothing is called a failure', async () => {
    // One read of each candidate, one look at each of its two tags.
    const before = 3 * COUNT;
    const { registry, asked, signal } = rig(before + 5);
    const plan = Array.from({ length: COUNT }, (_, index) => ({
      image: `i${index}`,
      repository,
      digest: digestOf(index),
      tags: [`t${index}`],
      mirrors: ['ghcr.io/org/mirror'],
    }));
    const outcome = await publishTags(
      plan,
      { ...registry, copyBlob: nothing },
      { concurrency: CONCURRENCY, signal },
    );
    expect(outcome).toMatchObject({ kind: 'rolled-back', cancelled: true, failures: [] });
    expect(asked.length).toBeLessThan(before + 5 + CONCURRENCY);
  });
});
