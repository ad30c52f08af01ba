/** Remembers in the registry when steps that fetch from networks were last built anew. */

import { digestOf } from '../registry/content.ts';
import type { Descriptor, Manifest, Registry } from '../registry/registry.ts';

/** In the repository of the registry cache. Ids of images are in small letters, so no cache has this tag. */
const TAG = 'REFRESH';
const TYPE = 'application/vnd.docker-matrix.refresh.v1+json';
const EPOCH = 'vnd.docker-matrix.refresh.epoch';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidance-for-an-empty-descriptor */
const EMPTY = Buffer.from('{}');

/**
 * The epoch of the last run that published; nothing when there was none. What is not a record of ours counts as none,
 * so that steps are built rather than taken from the cache. Rejects with a RegistryError.
 */
export async function readRefresh(
  repository: string,
  registry: Pick<Registry, 'manifest'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const manifest = await registry.manifest(repository, TAG, signal);
  return manifest && epochOf(manifest);
}

function epochOf({ body }: Manifest): string | undefined {
  try {
    const { annotations } = JSON.parse(Buffer.from(body).toString('utf8')) as {
      readonly annotations?: Readonly<Record<string, unknown>>;
    };
    const epoch = annotations?.[EPOCH];
    return typeof epoch === 'string' && !Number.isNaN(Date.parse(epoch)) ? epoch : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the epoch, unless a later one is there. Rejects with a RegistryError. */
export async function writeRefresh(
  repository: string,
  epoch: string,
  registry: Pick<Registry, 'manifest' | 'upload' | 'tag'>,
  signal: AbortSignal,
): Promise<void> {
  const present = await readRefresh(repository, registry, signal);
  if (present !== undefined && Date.parse(present) >= Date.parse(epoch)) return;
  const empty: Descriptor = {
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: digestOf(EMPTY, 'sha256'),
    size: EMPTY.length,
  };
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      artifactType: TYPE,
      config: empty,
      layers: [empty],
      annotations: { [EPOCH]: epoch },
    }),
  );
  await registry.upload(repository, EMPTY, signal);
  await registry.tag(
    repository,
    TAG,
    { mediaType: MANIFEST_TYPE, digest: digestOf(body, 'sha256'), body },
    signal,
  );
}
