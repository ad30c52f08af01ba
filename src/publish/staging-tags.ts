/** The staging tags of a build: they keep the registry from deleting images that are not published yet. */

import type { BakedImage } from '../bake/bake-image.ts';
import { stagingTag, type StagingTag } from '../bake/run-attributes.ts';
import { error, warning, type Problem } from '../problem/problem.ts';
import type { Registry } from '../registry/registry.ts';
import { stage, unstage } from './staging.ts';
import { failureReason } from './transaction.ts';

/** The staging tags of one run. Does nothing where the matrix does not ask for them. */
export interface StagingTags {
  /** Tags an image as soon as it is built. */
  readonly add: (image: BakedImage) => Promise<void>;
  readonly tags: () => readonly StagingTag[];
  /** Why images could not be tagged. */
  readonly problems: () => readonly Problem[];
  /** Removes the tags. Gives a warning about those that could not be removed. */
  readonly remove: () => Promise<readonly Problem[]>;
}

/**
 * Makes the staging tags of one run.
 *
 * @param stagingRun a text unique to the run, where images are pushed under a staging tag instead of by digest
 */
export function createStagingTags(
  { isOn, stagingRun }: { readonly isOn: boolean; readonly stagingRun: string | undefined },
  registry: Registry,
  concurrency: number,
  signal: AbortSignal,
): StagingTags {
  const tags: StagingTag[] = [];
  const problems: Problem[] = [];
  return {
    add: async (image) => {
      if (stagingRun !== undefined && image.image.output === 'image') {
        // A failed build may have pushed its image too.
        tags.push({
          repository: image.image.repository,
          tag: stagingTag(image.image.id, stagingRun),
          ...(image.kind === 'built' ? { digest: image.candidate.digest } : {}),
        });
        return;
      }
      if (!isOn || image.kind !== 'built') return;
      try {
        // Listed before the write: a write whose answer got lost may have succeeded.
        tags.push({
          repository: image.candidate.repository,
          tag: stagingTag(image.candidate.image, image.candidate.digest),
          digest: image.candidate.digest,
        });
        await stage(image.candidate, registry, signal);
      } catch (cause) {
        problems.push(
          error(
            'staging-failed',
            `the image "${image.image.id}" got no staging tag: ${failureReason(cause)}`,
          ),
        );
      }
    },
    tags: () => tags,
    problems: () => problems,
    remove: async () => {
      const left = await unstage(tags.splice(0), registry, concurrency);
      return left === undefined ? [] : [warning('staging-left', left, { hint: 'delete them by hand' })];
    },
  };
}
