/** Reads manifests of images and compares platforms such as linux/arm64. */

import * as v from 'valibot';
import { closest } from '../yaml/suggest.ts';

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

/** The platforms that BuildKit builds for. Those beside Linux are for files (`output: local`) and base images. */
export const PLATFORMS: readonly string[] = Object.entries({
  linux:
    'amd64 arm64 arm/v7 arm/v6 arm/v5 riscv64 ppc64le s390x 386 loong64 mips64le mips64 mipsle mips ppc64 ' +
    'amd64/v2 amd64/v3 amd64/v4 arm64/v9 arm/v8',
  darwin: 'amd64 arm64',
  freebsd: 'amd64 arm64 386 arm/v7',
  netbsd: 'amd64 arm64',
  openbsd: 'amd64 arm64',
  windows: 'amd64 arm64 386 arm/v7',
  js: 'wasm',
  wasi: 'wasm',
  wasip1: 'wasm',
}).flatMap(([os, architectures]) => architectures.split(' ').map((architecture) => `${os}/${architecture}`));

/** Other spellings of some of them, which `normalPlatform` knows. */
export const PLATFORM_SPELLINGS: readonly string[] = ['linux/amd64/v1', 'linux/arm64/v8', 'linux/arm'];

/** What others call an architecture. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  x64: 'amd64',
  x86: '386',
  i386: '386',
  i486: '386',
  i586: '386',
  i686: '386',
  aarch64: 'arm64',
  arm64v8: 'arm64',
  armv8: 'arm64',
  armhf: 'arm/v7',
  armv7: 'arm/v7',
  armv7l: 'arm/v7',
  arm32v7: 'arm/v7',
  armel: 'arm/v6',
  armv6: 'arm/v6',
  armv6l: 'arm/v6',
  arm32v6: 'arm/v6',
  arm32v5: 'arm/v5',
  loongarch64: 'loong64',
  mipsel: 'mipsle',
  mips64el: 'mips64le',
  ppc64el: 'ppc64le',
};

/** The platform that a text which is none may mean: linux/amd64 for `linux/x86_64`, `amd64` and `linux/amd46`. */
export function similarPlatform(text: string): string | undefined {
  const parts = text.toLowerCase().split('/');
  const [os = '', architecture = '', ...variant] = parts.length === 1 ? ['linux', ...parts] : parts;
  const known = Object.hasOwn(OTHER_NAMES, architecture) ? OTHER_NAMES[architecture] : undefined;
  const written = known ?? [architecture, ...variant].join('/');
  const ofSystem = PLATFORMS.filter((platform) => platform.startsWith(`${os}/`));
  if (ofSystem.length === 0) return closest(`${os}/${written}`, PLATFORMS);
  // Compared without the system, which would make any two of them similar.
  const meant = closest(
    written,
    ofSystem.map((platform) => platform.slice(os.length + 1)),
  );
  return meant === undefined ? undefined : normalPlatform(`${os}/${meant}`);
}

/** The entry of an index for one platform. Attestations have the platform unknown/unknown and never match. */
export function entryFor(platform: string, manifests: readonly Descriptor[]): Descriptor | undefined {
  const wanted = normalPlatform(platform);
  return manifests.find((entry) => entry.platform && platformName(entry.platform) === wanted);
}
