/** What a buildx builder can do, and whether that is enough for the images of a plan. */

import type { Image } from '../plan/image.ts';
import { error, type Problem } from '../problem/problem.ts';

/** The buildx builder that bake uses. */
export interface Builder {
  readonly name: string;
  /** `docker`, `docker-container`, `kubernetes`, `remote` or `cloud`. */
  readonly driver: string;
  readonly platforms: readonly string[];
  readonly nodes: number;
}

/** Reads what `docker buildx inspect` prints; its output has no machine-readable form. */
export function parseBuilder(inspect: string): Builder {
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]+(.*)$`, 'm').exec(inspect)?.[1]?.trim() ?? '';
  const platforms = [...inspect.matchAll(/^Platforms:[ \t]+(.*)$/gm)].flatMap(([, list]) =>
    (list ?? '').split(',').map((platform) => platform.trim().replace(/\*$/, '')),
  );
  return {
    name: field('Name'),
    driver: field('Driver'),
    platforms: [...new Set(platforms.filter(Boolean))],
    nodes: [...inspect.matchAll(/^Endpoint:/gm)].length,
  };
}

/** Where built images go: to their registry, into the local Docker, or into an OCI layout on the disk. */
export type Destination = 'push' | 'load' | 'layout';

const SETUP =
  'create one with "docker buildx create --use --driver docker-container", ' +
  'or in GitHub Actions with docker/setup-buildx-action';

/**
 * Whether a pushed image needs a tag from the start: the docker driver cannot push by digest alone, and builds of
 * several nodes become one image only under a tag.
 */
export function pushesByTag({ driver, nodes }: Builder): boolean {
  return driver === 'docker' || nodes > 1;
}

/** What this builder cannot do for these images, found before anything is built. */
export function builderProblems(
  builder: Builder,
  images: readonly Image[],
  destination: Destination,
  containerdStore: boolean,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (builder.driver === 'docker' && destination === 'push' && !containerdStore) {
    problems.push(
      error(
        'builder-cannot-push',
        `the builder "${builder.name}" has the docker driver without the containerd image store, ` +
          'which cannot push an image before its tags',
        { hint: SETUP },
      ),
    );
  }
  if (builder.driver === 'docker' && destination === 'layout' && !containerdStore) {
    problems.push(
      error(
        'builder-cannot-export',
        `the builder "${builder.name}" has the docker driver without the containerd image store, ` +
          'which cannot write OCI layouts',
        { hint: `${SETUP}; or use --load` },
      ),
    );
  }
  if (destination === 'load') {
    for (const image of images.filter(({ platforms }) => platforms.length > 1)) {
      problems.push(
        error(
          'load-one-platform',
          `image "${image.id}" has ${image.platforms.length} platforms, and --load takes one`,
          { hint: `choose one: --platform ${image.platforms[0] ?? 'linux/amd64'}` },
        ),
      );
    }
  }
  const missing = [...new Set(images.flatMap(({ platforms }) => platforms))].filter(
    (platform) => !builder.platforms.includes(platform),
  );
  if (missing.length > 0) {
    problems.push(
      error(
        'builder-platform',
        `the builder "${builder.name}" cannot build for ${missing.join(', ')} ` +
          `(it has ${builder.platforms.join(', ')})`,
        {
          hint:
            'set up emulation with "docker run --privileged --rm tonistiigi/binfmt --install all", ' +
            'or docker/setup-qemu-action; or choose platforms with --platform',
        },
      ),
    );
  }
  return problems;
}
