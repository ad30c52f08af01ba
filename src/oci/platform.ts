/** Reads manifests of images and compares platforms such as linux/arm64. */

import * as v from 'valibot';

/**
 * An entry of an image index, or the configuration of a manifest:
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md#image-index-property-descriptions
 */
const Descriptor = v.looseObject({
  mediaType: v.optional(v.string()),
  digest: v.pipe(v.string(), v.regex(/^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/)),
  size: v.number(),
  platform: v.optional(
    v.looseObject({ architecture: v.string(), os: v.string(), variant: v.optional(v.string()) }),
  ),
});
const Index = v.looseObject({ manifests: v.array(Descriptor) });
const Manifest = v.looseObject({
  mediaType: v.optional(v.string()),
  config: Descriptor,
  layers: v.array(v.unknown()),
});

export type Descriptor = v.InferOutput<typeof Descriptor>;

/** A JSON document of an OCI layout: an index, which lists manifests, or the manifest of one image. */
export type LayoutDocument =
  | { readonly kind: 'index'; readonly manifests: readonly Descriptor[] }
  | { readonly kind: 'manifest'; readonly mediaType: string; readonly config: string };

/** Reads an image index or an image manifest; throws on anything else. */
export function layoutDocument(json: string): LayoutDocument {
  const value: unknown = JSON.parse(json);
  const index = v.safeParse(Index, value);
  if (index.success) return { kind: 'index', manifests: index.output.manifests };
  const manifest = v.safeParse(Manifest, value);
  if (!manifest.success) throw new Error('neither an image index nor an image manifest');
  return {
    kind: 'manifest',
    mediaType: manifest.output.mediaType ?? 'application/vnd.oci.image.manifest.v1+json',
    config: manifest.output.config.digest,
  };
}

/**
 * A platform as BuildKit writes it, so that two can be compared: `arm64/v8` is the same as `arm64`, and `arm` without
 * a variant is v7 (github.com/containerd/platforms).
 */
export function platformName(platform: {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}): string {
  const { os, architecture } = platform;
  const variant =
    architecture === 'arm64' && platform.variant === 'v8'
      ? ''
      : architecture === 'amd64' && platform.variant === 'v1'
        ? ''
        : platform.variant;
  return [os, architecture, variant || (architecture === 'arm' ? 'v7' : '')].filter(Boolean).join('/');
}

/** `platformName` of a platform in text: `linux/arm64/v8` is `linux/arm64`. */
export function normalPlatform(platform: string): string {
  const [os = '', architecture = '', variant] = platform.split('/');
  return platformName({ os, architecture, variant });
}

/** The entry of an index for one platform. Attestations have the platform unknown/unknown and never match. */
export function entryFor(platform: string, manifests: readonly Descriptor[]): Descriptor | undefined {
  const wanted = normalPlatform(platform);
  return manifests.find((entry) => entry.platform && platformName(entry.platform) === wanted);
}
