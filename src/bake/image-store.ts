/** Reads manifests and blobs of built images, from the registry or from an OCI layout. */

import { join } from 'node:path';
import type { Files } from '../effects/files.ts';
import type { Host } from '../effects/host.ts';
import { readConfigDocument, type ConfigDocument } from '../oci/image-config.ts';
import { entryFor, layoutDocument } from '../oci/platform.ts';
import type { Image } from '../plan/image.ts';
import type { Registry } from '../registry/registry.ts';
import type { ReadBlob } from './candidate.ts';
import { layoutFolder, type BuildSettings } from './run-attributes.ts';

/** Where a built image's manifests and blobs can be read. */
export interface ImageStore {
  readonly manifest: ReadBlob;
  readonly blob: ReadBlob;
}

/** The store that a run's images are in: the registry that they were pushed to, or an OCI layout. */
export function imageStore(
  {
    image,
    settings,
    registry,
  }: { readonly image: Image; readonly settings: BuildSettings; readonly registry: Registry },
  host: Pick<Host, 'files'>,
): ImageStore {
  return settings.destination === 'push'
    ? registryStore(registry, image.repository)
    : layoutStore(layoutFolder(image, settings), host.files.readBytes);
}

function registryStore(registry: Registry, repository: string): ImageStore {
  const required =
    (digest: string) =>
    <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error(`${digest} is not in ${repository}`);
      return value;
    };
  return {
    manifest: async (digest) => required(digest)(await registry.manifest(repository, digest)).body,
    blob: async (digest) => required(digest)(await registry.blob(repository, digest)),
  };
}

/** An OCI layout has manifests and blobs alike as `blobs/<algorithm>/<hex>`. */
function layoutStore(folder: string, readBytes: Files['readBytes']): ImageStore {
  const read: ReadBlob = (digest) => readBytes(join(folder, 'blobs', ...digest.split(':')));
  return { manifest: read, blob: read };
}

/**
 * Reads the configuration behind a manifest, or behind the index that names it. Throws when the index lacks the
 * platform.
 */
export async function readConfig(
  digest: string,
  platform: string,
  store: ImageStore,
): Promise<ConfigDocument> {
  const document = layoutDocument(Buffer.from(await store.manifest(digest)).toString('utf8'));
  if (document.kind === 'manifest') return readConfigDocument(await store.blob(document.config));
  const entry = entryFor(platform, document.manifests);
  if (!entry) throw new Error(`${digest} has no ${platform}`);
  return readConfig(entry.digest, platform, store);
}
