import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCopy, type CopyRegistry } from '../../src/registry/copy.ts';

const FROM = 'ghcr.io/org/app';
const TO = 'mirror.example/app';

it('stores what an artifact is about before the artifact, whatever is slow', async () => {
  /** An index of two platforms, each with an attestation, which stands in front of it. */
  const contents: Readonly<Record<string, object>> = {
    index: { manifests: ['about-a', 'about-b', 'a', 'b'].map((digest) => ({ digest, size: 1 })) },
    'about-a': { subject: { digest: 'a', size: 1 } },
    'about-b': { subject: { digest: 'b', size: 1 } },
    // Its subject is another image's, which is not copied.
    a: { subject: { digest: 'elsewhere', size: 1 }, layers: [{ digest: 'l', size: 1 }] },
    b: {},
  };
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const stored: string[] = [];
      const slow = <T>(value: T): Promise<T> => scheduler.schedule(Promise.resolve(value));
      const registry: CopyRegistry = {
        resolve: async () => slow(undefined),
        manifest: async (_, digest) =>
          slow({ digest, mediaType: 'x', body: new TextEncoder().encode(JSON.stringify(contents[digest])) }),
        store: async (_, { digest }) => {
          await slow(undefined);
          stored.push(digest);
          return { linked: true };
        },
        copyBlob: async () => slow(undefined),
      };
      await scheduler.waitFor(createCopy(registry)({ from: FROM, to: TO, digest: 'index' }));
      const at = (digest: string): number => stored.indexOf(digest);
      expect(stored.toSorted()).toEqual(['a', 'about-a', 'about-b', 'b', 'index']);
      expect([at('a') < at('about-a'), at('b') < at('about-b'), at('index')]).toEqual([true, true, 4]);
    }),
  );
});
