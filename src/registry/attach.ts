import { digestOf } from './content.ts';
import type { Descriptor, Manifest, Registry } from './registry.ts';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** What a registry stores of an artifact: its blobs, then the manifest that names them and its subject. */
export interface Artifact {
  readonly type: string;
  /** The image that it is about. */
  readonly subject: Descriptor;
  readonly blobs: readonly Uint8Array[];
  readonly manifest: Manifest;
}

/**
 * Stores an artifact beside its subject, where clients find it: by the referrers API, or in a registry without one by
 * the tag that stands for it (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#unavailable-referrers-api).
 * Attached twice it is there once. Rejects with a RegistryError.
 */
export async function attach(
  { type, subject, blobs, manifest }: Artifact,
  repository: string,
  registry: Pick<Registry, 'upload' | 'store' | 'manifest' | 'tag'>,
  signal?: AbortSignal,
): Promise<void> {
  for (const blob of blobs) await registry.upload(repository, blob, signal);
  const { linked } = await registry.store(repository, manifest, signal);
  if (linked) return;
  const tag = subject.digest.replace(':', '-').slice(0, 128);
  const before = await registry.manifest(repository, tag, signal);
  const known =
    before === undefined
      ? []
      : ((JSON.parse(Buffer.from(before.body).toString('utf8')) as { manifests?: readonly Descriptor[] })
          .manifests ?? []);
  if (known.some(({ digest }) => digest === manifest.digest)) return;
  const own = {
    mediaType: manifest.mediaType,
    digest: manifest.digest,
    size: manifest.body.length,
    artifactType: type,
  };
  const body = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [...known, own] }),
  );
  await registry.tag(
    repository,
    tag,
    { mediaType: INDEX_TYPE, digest: digestOf(body, 'sha256'), body },
    signal,
  );
}
