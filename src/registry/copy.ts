/** Copies images with their platforms and attestations from one repository to another, for mirrors. */

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
  /** What an artifact is about. */
  readonly subject?: Part;
}

/** Manifests that are copied at once. For blobs copy-blob.ts has a limit of its own. */
const MANIFESTS_AT_ONCE = 4;

/** What copying images needs of the registry client. */
export type CopyRegistry = Pick<Registry, 'resolve' | 'manifest' | 'store' | 'copyBlob'>;

/**
 * Copies images with everything under them: blobs first, then the manifests of platforms, then attestations, which are
 * about them, then the index. What the target has is skipped, so that a copy that was interrupted continues where it
 * stopped.
 *
 * @returns a function for one copy. Content that several copies share is copied once. It rejects with a RegistryError.
 */
export function createCopy(registry: CopyRegistry, signal?: AbortSignal): (copy: Copy) => Promise<void> {
  const limit = pLimit(MANIFESTS_AT_ONCE);
  /** One step, when its turn comes, unless the signal has aborted by then. */
  const step = <T>(act: () => Promise<T>): Promise<T> =>
    limit(() => {
      signal?.throwIfAborted();
      return act();
    });
  /** Copies that have begun, by what they copy and where to. */
  const begun = new Map<string, Promise<void>>();
  const once = (key: string, act: () => Promise<void>): Promise<void> => {
    const copied = begun.get(key) ?? act();
    begun.set(key, copied);
    return copied;
  };

  const manifest = (copy: Copy): Promise<void> =>
    once(`${copy.to}@${copy.digest}`, async () => {
      const { from, to, digest } = copy;
      const source = await step(() => registry.manifest(from, digest, signal));
      if (!source) throw new Error(`${from}@${digest} is not in the registry any more; build it again`);
      const { manifests, config, layers = [], subject } = contentOf(source);
      // Some registries take a manifest only after its subject. That is copied, too, where it is of the same image.
      if (subject !== undefined) await begun.get(`${to}@${subject.digest}`);
      if (manifests) {
        await all(manifests.map((child) => manifest({ from, to, digest: child.digest })));
        if (await step(() => registry.resolve(to, digest, signal))) return;
      } else {
        // A registry takes a manifest only after its blobs: where the manifest is, the blobs are too.
        if (await step(() => registry.resolve(to, digest, signal))) return;
        // Layers with URLs are not copied: clients fetch them from there.
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

/** Waits for all, also after a failure, so that nothing still runs when the failure is reported. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function contentOf({ body }: Manifest): Content {
  return JSON.parse(new TextDecoder().decode(body)) as Content;
}
