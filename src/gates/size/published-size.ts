/** Reads from the registry how large an image is that was published before. */

import { readConfigDocument } from '../../oci/image-config.ts';
import { layoutDocument, platformName } from '../../oci/platform.ts';
import type { Registry } from '../../registry/registry.ts';
import { reasonOf } from '../../text/reason.ts';

/**
 * The published image: its compressed bytes by platform; `none` when nothing is published yet; `unknown` when it could
 * not be read. `tag` is without the repository.
 */
export type Published =
  | { readonly kind: 'sizes'; readonly tag: string; readonly sizes: ReadonlyMap<string, number> }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly tag: string; readonly reason: string };

/**
 * Reads the size of the published image, by the first of these tags that exists. In a release the tag of the new
 * version does not exist yet. Never rejects: without an answer the size is `unknown`.
 */
export async function publishedSizes(
  repository: string,
  tags: readonly string[],
  registry: Registry,
  signal: AbortSignal,
): Promise<Published> {
  for (const tag of tags) {
    const published = await sizesOf(repository, tag, registry, signal);
    if (published.kind !== 'none') return published;
  }
  return { kind: 'none' };
}

async function sizesOf(
  repository: string,
  tag: string,
  registry: Registry,
  signal: AbortSignal,
): Promise<Published> {
  const manifest = async (
    reference: string,
  ): Promise<{ document: ReturnType<typeof layoutDocument>; size: number } | undefined> => {
    const read = await registry.manifest(repository, reference, signal);
    if (read === undefined) return undefined;
    const json = Buffer.from(read.body).toString('utf8');
    const { layers = [], config } = JSON.parse(json) as {
      layers?: readonly { size: number }[];
      config?: { size: number };
    };
    return {
      document: layoutDocument(json),
      size: layers.reduce((sum, { size }) => sum + size, config?.size ?? 0),
    };
  };
  try {
    const top = await manifest(tag);
    if (top === undefined) return { kind: 'none' };
    if (top.document.kind === 'manifest') {
      const config = await registry.blob(repository, top.document.config, signal);
      if (config === undefined)
        throw new Error(`the configuration of ${repository}:${tag} is not there any more`);
      return { kind: 'sizes', tag, sizes: new Map([[platformName(readConfigDocument(config)), top.size]]) };
    }
    const platforms = top.document.manifests.filter(
      (entry) => entry.platform !== undefined && entry.platform.os !== 'unknown',
    );
    const sizes = await Promise.all(
      platforms.map(
        async ({ digest, platform }) =>
          [platform ? platformName(platform) : '', (await manifest(digest))?.size ?? 0] as const,
      ),
    );
    return { kind: 'sizes', tag, sizes: new Map(sizes) };
  } catch (cause) {
    return { kind: 'unknown', tag, reason: reasonOf(cause) };
  }
}
