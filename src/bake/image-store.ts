import { join } from 'node:path';
import type { Files } from '../effects/files.ts';
import type { Registry } from '../registry/registry.ts';
import type { ReadBlob } from './candidate.ts';

/** Where a built image's manifests and blobs can be read. */
export interface ImageStore {
  readonly manifest: ReadBlob;
  readonly blob: ReadBlob;
}

export function registryStore(registry: Registry, repository: string): ImageStore {
  const found =
    (what: string) =>
    <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error(`${what} is not in ${repository}`);
      return value;
    };
  return {
    manifest: async (digest) => found(digest)(await registry.manifest(repository, digest)).body,
    blob: async (digest) => found(digest)(await registry.blob(repository, digest)),
  };
}

/** An OCI image layout keeps both kinds as `blobs/<algorithm>/<hex>`. */
export function layoutStore(folder: string, readBytes: Files['readBytes']): ImageStore {
  const read: ReadBlob = (digest) => readBytes(join(folder, 'blobs', ...digest.split(':')));
  return { manifest: read, blob: read };
}
