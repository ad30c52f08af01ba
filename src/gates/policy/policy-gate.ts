import type { BuildJob } from '../../bake/job.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import { normalPlatform } from '../../oci/platform.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Registry } from '../../registry/registry.ts';
import type { BuiltImage } from '../gate/gate.ts';
import type { Origins } from '../gate/origins.ts';
import type { ScanResult } from '../scan/scan.ts';
import { publishedSizes, type Published } from '../size/published-size.ts';
import { sizeLimitOf, sizeProblems, type SizeLimit, type Sizes } from '../size/size-limit.ts';
import { policyOf, policyProblems } from './policy.ts';

/** What the policy gate found out about one platform of one image. */
export interface PolicyResult {
  readonly platform: string;
  /** As USER has it; empty is root. Absent when the configuration is not known. */
  readonly user?: string;
  readonly sizes: Sizes;
}

/** What the policy gate found out about one image; errors refuse it. */
export interface ImagePolicy {
  readonly platforms: readonly PolicyResult[];
  readonly problems: readonly Problem[];
}

export interface PolicyContext {
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  readonly scans: readonly ScanResult[];
  readonly origins: Origins;
}

/** Holds one built image against its policy and its size limit. */
export async function policyGate(
  { image, candidate }: BuiltImage,
  { job, settings, registry, scans, origins }: PolicyContext,
  host: Pick<Host, 'signal' | 'say'>,
): Promise<ImagePolicy> {
  const { file } = job.workspace.matrix;
  const limit = limitOf(job, image.target);
  const policy = policyOf(file, file.targets[image.target]);
  // One that never moves exists only when this version was published before.
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

  const platforms = candidate.platforms.map(({ platform, size, layers }) => {
    const scan = scans.find(
      (result) => result.subject.image === image.id && result.subject.platform === platform,
    );
    const report = scan?.kind === 'scanned' ? scan.report : undefined;
    const { base, config = report?.config } = origins(image.id, platform);
    const sizes: Sizes = {
      ...(size > 0 ? { compressed: size } : {}),
      ...(report?.layers ? { unpacked: report.layers.reduce((sum, layer) => sum + layer.size, 0) } : {}),
      ...publishedSize(published, platform),
    };
    return {
      platform,
      sizes,
      stored: layers.map((layer) => layer.size),
      report,
      ...(base ? { base } : {}),
      ...(config ? { config } : {}),
    };
  });

  const known = platforms.flatMap(({ platform, config, base, report }) =>
    config ? [{ platform, config, secrets: report?.secrets ?? [], ...(base ? { base } : {}) }] : [],
  );
  const publishes = settings.destination === 'push';
  const unchecked =
    known.length < platforms.length && (publishes || policy.user !== 'any' || policy.labels.length > 0);
  return {
    platforms: platforms.map(({ platform, sizes, config }) => ({
      platform,
      sizes,
      ...(config ? { user: config.user } : {}),
    })),
    problems: [
      ...policyProblems(image.id, known, policy),
      ...platforms.flatMap(({ platform, sizes, stored, config, base, report }) =>
        sizeProblems(
          {
            image: image.id,
            platform,
            sizes,
            layers: report?.layers ?? [],
            baseLayers: base?.diffIds.length ?? 0,
            ...(config ? { config } : {}),
            ...(published.kind === 'none' ? {} : { tag: `${image.repository}:${published.tag}` }),
            ...(published.kind === 'unknown' ? { unknown: published.reason } : {}),
          },
          limit,
          publishes,
          stored,
        ),
      ),
      ...(unchecked
        ? [
            {
              severity: publishes ? 'error' : 'warning',
              code: 'policy-unknown',
              message: `image "${image.id}": its user, labels and environment could not be checked, as its configuration could not be read`,
            } as const,
          ]
        : []),
    ],
  };
}

/** A target's size limit, with the places of its parts. */
export function limitOf({ workspace: { matrix } }: Pick<BuildJob, 'workspace'>, target: string): SizeLimit {
  return sizeLimitOf(matrix.file, matrix.file.targets[target], (inTarget, path) =>
    matrix.source.at(inTarget ? ['targets', target, ...path] : path),
  );
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
