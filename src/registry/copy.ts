import pLimit from 'p-limit';
import type { Manifest, Registry } from './registry.ts';

/** An image to copy by digest from one repository to another. */
export interface Copy {
  readonly from: string;
  readonly to: string;
  readonly digest: string;
}

interface Part {
  readonly digest: string;
  readonly size: number;
  readonly urls?: readonly string[];
}

interface Content {
  readonly manifests?: readonly Part[];
  readonly config?: Part;
  readonly layers?: readonly Part[];
}

/** Manifests that are copied at once; blobs have a bound of their own, in the registry client. */
const MANIFESTS_AT_ONCE = 4;

export type CopyRegistry = Pick<Registry, 'resolve' | 'manifest' | 'store' | 'copyBlob'>;

/**
 * Copies images with everything under them: blobs first, then the manifests of platforms and attestations, then the
 * index. What is there already is skipped, so that a copy which was cut short goes on where it stopped.
 *
 * @returns a function for one copy; copies of one call share what they have in common. It rejects with a RegistryError.
 */
export function createCopy(registry: CopyRegistry, signal?: AbortSignal): (copy: Copy) => Promise<void> {
  const limit = pLimit(MANIFESTS_AT_ONCE);
  /** One step, when its turn comes, unless it is cancelled by then. */
  const step = <T>(act: () => Promise<T>): Promise<T> =>
    limit(() => {
      signal?.throwIfAborted();
      return act();
    });
  const under = new Map<string, Promise<void>>();
  const once = (key: string, act: () => Promise<void>): Promise<void> => {
    const known = under.get(key) ?? act();
    under.set(key, known);
    return known;
  };

  const manifest = (copy: Copy): Promise<void> =>
    once(`${copy.to}@${copy.digest}`, async () => {
      const { from, to, digest } = copy;
      const source = await step(() => registry.manifest(from, digest, signal));
      if (!source) throw new Error(`${from}@${digest} is not in the registry any more; build it again`);
      const { manifests, config, layers = [] } = contentOf(source);
      if (manifests) {
        await all(manifests.map((child) => manifest({ from, to, digest: child.digest })));
        if (await step(() => registry.resolve(to, digest, signal))) return;
      } else {
        // A registry takes a manifest only with its blobs, so where it is they are.
        if (await step(() => registry.resolve(to, digest, signal))) return;
        // Layers with addresses of their own are fetched from there.
        const blobs = [...(config ? [config] : []), ...layers.filter(({ urls }) => !urls?.length)];
        await all(
          blobs.map((blob) =>
            once(`${to}/${blob.digest}`, () =>
              registry.copyBlob({ from, to, digest: blob.digest, size: blob.size }, signal),
            ),
          ),
        );
      }
      await step(() => registry.store(to, source, signal));
    });
  return manifest;
}

/** Waits for all, so that nothing goes on behind the back of whoever reports the failure. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function contentOf({ body }: Manifest): Content {
  return JSON.parse(new TextDecoder().decode(body)) as Content;
}
