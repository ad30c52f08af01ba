/** Attaches documents (OCI artifacts) to an image in a registry, so that clients find them from the image. */

import { digestOf } from './content.ts';
import type { Descriptor, Manifest, Registry } from './registry.ts';

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** An OCI artifact: its blobs, and the manifest that names them and the image that the artifact is about. */
export interface Artifact {
  readonly type: string;
  /** The image that the artifact is about. */
  readonly subject: Descriptor;
  readonly blobs: readonly Uint8Array[];
  readonly manifest: Manifest;
}

/**
 * Stores an artifact beside its subject, where clients find it: by the referrers API. A registry without that API gets
 * the tag that replaces it:
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#unavailable-referrers-api
 * An artifact that is attached already is not attached again. Rejects with a RegistryError.
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
  const oldIndex = await registry.manifest(repository, tag, signal);
  const attached =
    oldIndex === undefined
      ? []
      : ((JSON.parse(Buffer.from(oldIndex.body).toString('utf8')) as { manifests?: readonly Descriptor[] })
          .manifests ?? []);
  if (attached.some(({ digest }) => digest === manifest.digest)) return;
  const descriptor = {
    mediaType: manifest.mediaType,
    digest: manifest.digest,
    size: manifest.body.length,
    artifactType: type,
  };
  const body = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [...attached, descriptor] }),
  );
  await registry.tag(
    repository,
    tag,
    { mediaType: INDEX_TYPE, digest: digestOf(body, 'sha256'), body },
    signal,
  );
}
