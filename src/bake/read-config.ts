import { readConfigDocument, type ConfigDocument } from '../oci/image-config.ts';
import { entryFor, layoutDocument } from '../oci/platform.ts';
import type { ImageStore } from './image-store.ts';

/** Reads the configuration behind a manifest, or behind the index that names it. Throws when the index lacks the platform. */
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
