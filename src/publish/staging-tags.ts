import type { BakedImage } from '../bake/bake-image.ts';
import { stagingTag, type StagingTag } from '../bake/run-attributes.ts';
import { error, warning, type Problem } from '../problem/problem.ts';
import type { Registry } from '../registry/registry.ts';
import { stage, unstage } from './staging.ts';
import { reasonOf } from './transaction.ts';

/** The staging tags of one run; does nothing where the matrix does not ask for them. */
export interface StagingTags {
  /** Tags an image as soon as it is built. */
  readonly add: (image: BakedImage) => Promise<void>;
  readonly tags: () => readonly StagingTag[];
  /** Why images could not be tagged. */
  readonly problems: () => readonly Problem[];
  /** Removes them; a warning for those that could not be. */
  readonly remove: () => Promise<readonly Problem[]>;
}

/** @param stagingRun where images are pushed under a staging tag in the first place */
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
        // A build that failed may have pushed all the same.
        tags.push({ repository: image.image.repository, tag: stagingTag(image.image.id, stagingRun) });
        return;
      }
      if (!isOn || image.kind !== 'built') return;
      try {
        // Noted first: a write whose answer got lost may have had its effect.
        tags.push({
          repository: image.candidate.repository,
          tag: stagingTag(image.candidate.image, image.candidate.digest),
        });
        await stage(image.candidate, registry, signal);
      } catch (cause) {
        problems.push(
          error('staging-failed', `the image "${image.image.id}" got no staging tag: ${reasonOf(cause)}`),
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
