import { layoutDocument, platformName } from '../gates/oci-platform.ts';
import type { Registry } from '../publish/registry.ts';

/** What a tag points at now: compressed bytes by platform, nothing yet, or not known. */
export type Published = { readonly kind: 'sizes'; readonly sizes: ReadonlyMap<string, number> } | { readonly kind: 'none' } | { readonly kind: 'unknown'; readonly reason: string };

/** Reads how large the published image is. Never rejects: without an answer its size is unknown. */
export async function publishedSizes(repository: string, tag: string, registry: Registry, signal: AbortSignal): Promise<Published> {
  const manifest = async (reference: string): Promise<{ document: ReturnType<typeof layoutDocument>; size: number } | undefined> => {
    const read = await registry.manifest(repository, reference, signal);
    if (read === undefined) return undefined;
    const json = Buffer.from(read.body).toString('utf8');
    const { layers = [], config } = JSON.parse(json) as { layers?: readonly { size: number }[]; config?: { size: number } };
    return { document: layoutDocument(json), size: layers.reduce((sum, { size }) => sum + size, config?.size ?? 0) };
  };
  try {
    const top = await manifest(tag);
    if (top === undefined) return { kind: 'none' };
    if (top.document.kind === 'manifest') {
      const config = JSON.parse(Buffer.from((await registry.blob(repository, top.document.config, signal)) ?? '{}').toString('utf8')) as { os: string; architecture: string; variant?: string };
      return { kind: 'sizes', sizes: new Map([[platformName(config), top.size]]) };
    }
    const platforms = top.document.manifests.filter((entry) => entry.platform !== undefined && entry.platform.os !== 'unknown');
    const sizes = await Promise.all(platforms.map(async ({ digest, platform }) => [platform ? platformName(platform) : '', (await manifest(digest))?.size ?? 0] as const));
    return { kind: 'sizes', sizes: new Map(sizes) };
  } catch (cause) {
    return { kind: 'unknown', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
