/** Reads what was built: the platforms of an image, their sizes, layers and attestations. */

import { normalPlatform, platformName } from '../oci/platform.ts';
import { localReferences, type Image } from '../plan/image.ts';

/** An image that was built but has no tag yet. */
export interface Candidate {
  readonly image: string;
  readonly repository: string;
  /** Digest of the index, or of the single manifest. */
  readonly digest: string;
  readonly platforms: readonly CandidatePlatform[];
}

/** One platform of a built image. */
export interface CandidatePlatform {
  readonly platform: string;
  readonly digest: string;
  /** Compressed bytes of its layers and configuration: what a pull of nothing shared transfers. */
  readonly size: number;
  /** Digest of its configuration; absent for an image in the local Docker. */
  readonly config?: string;
  /** Compressed layers, from the base upwards; not known for an image in the local Docker. */
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
  /** Digest of the in-toto statement with the SPDX document, where an SBOM was attested. */
  readonly spdx?: string;
  /** Digest of the in-toto statement with the provenance, where one was attested. */
  readonly provenance?: string;
}

/** The name of an image that was loaded into the local Docker: its first tag, or its id where it has none. */
export function loadedReference(
  image: Pick<Image, 'id' | 'repository' | 'tags'>,
  { digest }: Pick<Candidate, 'digest'>,
): string {
  return localReferences(image)[0] ?? digest;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Document {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

/** Gets the bytes of a manifest or blob by digest, from a registry or an OCI layout. */
export type ReadBlob = (digest: string) => Promise<Uint8Array>;

/**
 * Reads a candidate's index: its platforms, their sizes, and the attestations beside them
 * (https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md).
 * Throws when the platforms are not exactly those that were asked for.
 */
export async function readCandidate(
  image: { id: string; repository: string; platforms: readonly string[] },
  digest: string,
  readManifest: ReadBlob,
): Promise<Candidate> {
  const read = async (reference: string): Promise<Document> =>
    JSON.parse(Buffer.from(await readManifest(reference)).toString('utf8')) as Document;
  const top = await read(digest);
  const entries = top.manifests ?? [{ digest, size: 0 }];
  const images = entries.filter((entry) => entry.annotations?.['vnd.docker.reference.type'] === undefined);
  const attestations = new Map(
    entries
      .filter((entry) => entry.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest')
      .map((entry) => [entry.annotations?.['vnd.docker.reference.digest'], entry.digest]),
  );

  const platforms = await Promise.all(
    images.map(async (entry): Promise<CandidatePlatform> => {
      const attestation = attestations.get(entry.digest);
      const [manifest, statements] = await Promise.all([
        top.manifests ? read(entry.digest) : top,
        attestation ? read(attestation) : undefined,
      ]);
      const spdx = statements?.layers?.find(
        (layer) => layer.annotations?.['in-toto.io/predicate-type'] === 'https://spdx.dev/Document',
      );
      const provenance = statements?.layers?.find((layer) =>
        layer.annotations?.['in-toto.io/predicate-type']?.startsWith('https://slsa.dev/provenance/'),
      );
      return {
        platform: entry.platform ? platformName(entry.platform) : (image.platforms[0] ?? ''),
        digest: entry.digest,
        size: [...(manifest.layers ?? []), ...(manifest.config ? [manifest.config] : [])].reduce(
          (sum, { size }) => sum + size,
          0,
        ),
        ...(manifest.config ? { config: manifest.config.digest } : {}),
        layers: (manifest.layers ?? []).map(({ digest, size }) => ({ digest, size })),
        ...(spdx ? { spdx: spdx.digest } : {}),
        ...(provenance ? { provenance: provenance.digest } : {}),
      };
    }),
  );
  // Each once: an index that has one of them twice is refused.
  const wanted = [...new Set(image.platforms.map(normalPlatform))].toSorted();
  const built = platforms.map(({ platform }) => normalPlatform(platform)).toSorted();
  if (wanted.join() !== built.join())
    throw new Error(`the built image has the platforms ${built.join(', ')}, not ${wanted.join(', ')}`);
  return { image: image.id, repository: image.repository, digest, platforms };
}

/** The SPDX document inside an in-toto statement. */
export function spdxOf(statement: Uint8Array): string {
  const { predicate } = JSON.parse(Buffer.from(statement).toString('utf8')) as { predicate?: unknown };
  if (typeof predicate !== 'object' || predicate === null)
    throw new Error('the SBOM attestation holds no SPDX document');
  return `${JSON.stringify(predicate, undefined, 2)}\n`;
}
