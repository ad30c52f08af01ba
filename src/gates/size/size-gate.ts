/** Gate: no image is larger than "size-limit" in the matrix allows. */

import type { BuiltImage } from '../../bake/bake-image.ts';
import type { Host } from '../../effects/host.ts';
import { normalPlatform } from '../../oci/platform.ts';
import { imageByImage, type Gate, type GateScene, type ImageFindings } from '../gate/gate.ts';
import { knownPlatforms, type KnownPlatform } from '../scan/platforms.ts';
import { publishedSizes, type Published } from './published-size.ts';
import { sizeLimitOf, sizeProblems, unscannedLimits, type Sizes } from './size-limit.ts';

/** Checks every image against its limits. A limit that cannot be checked without a scan is found before the build. */
export const sizeGate: Gate = {
  name: 'size',
  preflight: async ({ job: { plan }, destination }) => ({
    // Without a scan these images would be built and then refused.
    problems:
      destination === 'push' && plan.settings.scan.mode === 'off'
        ? unscannedLimits(
            plan.images
              .filter(({ output }) => output === 'image')
              .map(({ checks }) => sizeLimitOf(checks.sizeLimit)),
          )
        : [],
  }),
  run: async (built, scene, host) => {
    const platformsOf = await knownPlatforms(scene);
    return imageByImage(built, (image) => checkSize(image, platformsOf(image), scene, host));
  },
};

async function checkSize(
  { image }: BuiltImage,
  known: readonly KnownPlatform[],
  { settings, registry }: Pick<GateScene, 'settings' | 'registry'>,
  host: Pick<Host, 'signal' | 'say'>,
): Promise<ImageFindings> {
  const limit = sizeLimitOf(image.checks.sizeLimit);
  // Immutable tags come last: they only exist when this version was published before.
  const tags = image.tags.toSorted((a, b) => Number(a.immutable) - Number(b.immutable));
  const published: Published =
    limit.growth === undefined
      ? { kind: 'none' }
      : await publishedSizes(
          image.repository,
          tags.map(({ name }) => name),
          registry,
          host.signal,
        );
  if (limit.growth !== undefined && published.kind === 'none')
    host.say(`${image.id}: none of its tags exists yet, so its growth is not checked`);

  const platforms = known.map(({ platform, size, layers, report, base, config }) => ({
    image: image.id,
    platform,
    sizes: {
      ...(size > 0 ? { compressed: size } : {}),
      ...(report?.layers ? { unpacked: report.layers.reduce((sum, layer) => sum + layer.size, 0) } : {}),
      ...publishedSize(published, platform),
    },
    stored: layers.map((layer) => layer.size),
    layers: report?.layers ?? [],
    baseLayers: base?.diffIds.length ?? 0,
    ...(config ? { config } : {}),
    ...(published.kind === 'none' ? {} : { tag: `${image.repository}:${published.tag}` }),
    ...(published.kind === 'unknown' ? { unknown: published.reason } : {}),
  }));
  return {
    problems: platforms.flatMap((subject) =>
      sizeProblems(subject, limit, settings.destination === 'push', subject.stored),
    ),
    platforms: Object.fromEntries(platforms.map(({ platform, sizes }) => [platform, { sizes }])),
  };
}

function publishedSize(published: Published, platform: string): Pick<Sizes, 'published'> {
  switch (published.kind) {
    case 'none':
      return { published: 'none' };
    case 'sizes':
      return { published: published.sizes.get(normalPlatform(platform)) ?? 'none' };
    case 'unknown':
      return {};
  }
}
