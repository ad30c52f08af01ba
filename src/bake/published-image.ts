/** Finds out whether an image is published already: then its digest and its tags stay as they are. */

import type { Host } from '../effects/host.ts';
import type { Image } from '../plan/image.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Manifest, Registry } from '../registry/registry.ts';

/** The part of an index that is compared. */
interface Index {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly manifests?: readonly {
    readonly digest: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

/**
 * The digest of an index that one of the image's tags points at and that holds the same images: each build makes a new
 * index, because its provenance says when it ran. Undefined when there is none, or when the registry does not say.
 *
 * @param digest of the index that was built and pushed
 */
export async function publishedTwin(
  image: Pick<Image, 'repository' | 'tags'>,
  digest: string,
  registry: Pick<Registry, 'resolve' | 'manifest'>,
  { signal }: Pick<Host, 'signal'>,
): Promise<string | undefined> {
  try {
    const built = await registry.manifest(image.repository, digest, signal);
    const looked = new Set([digest]);
    for (const { name } of image.tags) {
      const present = await registry.resolve(image.repository, name, signal);
      if (present === undefined || looked.has(present.digest)) continue;
      looked.add(present.digest);
      const manifest = await registry.manifest(image.repository, present.digest, signal);
      if (built && manifest && sameImages(built, manifest)) return present.digest;
    }
    return undefined;
  } catch (cause) {
    if (cause instanceof RegistryError) return undefined;
    throw cause;
  }
}

/** Whether two indexes hold the same images under the same annotations, each with an attestation or without. */
function sameImages(one: Manifest, other: Manifest): boolean {
  const [a, b] = [contentOf(one), contentOf(other)];
  return a !== undefined && a === b;
}

/** Everything of an index but its attestations, as a text to compare. Undefined for what is no index. */
function contentOf({ body }: Manifest): string | undefined {
  const { manifests, annotations = {} } = JSON.parse(new TextDecoder().decode(body)) as Index;
  if (manifests === undefined) return undefined;
  const attested = (entry: { readonly annotations?: Readonly<Record<string, string>> }): string | undefined =>
    entry.annotations?.['vnd.docker.reference.digest'];
  const images = manifests.filter((entry) => attested(entry) === undefined);
  return JSON.stringify([
    images.map((entry) => JSON.stringify(entry)).toSorted(),
    manifests.flatMap((entry) => attested(entry) ?? []).toSorted(),
    Object.entries(annotations).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
