import { normalPlatform, platformName } from '../oci/platform.ts';
import { references, type Image } from '../plan/image.ts';

/** An image that was built but has no tag yet. */
export interface Candidate {
  readonly image: string;
  readonly repository: string;
  /** Of the index, or of the single manifest. */
  readonly digest: string;
  readonly platforms: readonly CandidatePlatform[];
}

export interface CandidatePlatform {
  readonly platform: string;
  readonly digest: string;
  /** Compressed bytes of its layers and configuration: what a pull of nothing shared transfers. */
  readonly size: number;
  /** Of its configuration; absent for an image in the local engine. */
  readonly config?: string;
  /** Compressed layers, from the base upwards; not known of an image in the local engine. */
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
  /** Digest of the in-toto statement with the SPDX document, where an SBOM was attested. */
  readonly spdx?: string;
  /** Digest of the in-toto statement with the provenance, where one was attested. */
  readonly provenance?: string;
}

/** What the local engine calls a candidate that was loaded into it: its first tag, if it has one. */
export function loadedReference(
  image: Pick<Image, 'repository' | 'tags'>,
  { digest }: Pick<Candidate, 'digest'>,
): string {
  return references(image)[0] ?? digest;
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

/** Gets a manifest's or blob's bytes by digest, from a registry or a layout. */
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
  const read = async (of: string): Promise<Document> =>
    JSON.parse(Buffer.from(await readManifest(of)).toString('utf8')) as Document;
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
  const wanted = image.platforms.map(normalPlatform).toSorted();
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
