/** Sets and removes staging tags in a registry. */

import pLimit from 'p-limit';
import { type StagingTag, stagingTag } from '../bake/run-attributes.ts';
import type { Registry } from '../registry/registry.ts';
import { failureReason, placeholderOf } from './transaction.ts';

/** Gives a candidate its staging tag. Rejects with an Error that says why it could not. */
export async function stage(
  {
    image,
    repository,
    digest,
  }: { readonly image: string; readonly repository: string; readonly digest: string },
  registry: Pick<Registry, 'manifest' | 'tag'>,
  signal: AbortSignal,
): Promise<void> {
  const manifest = await registry.manifest(repository, digest, signal);
  if (!manifest) throw new Error(`${repository}@${digest} is not in the registry any more`);
  await registry.tag(repository, stagingTag(image, digest), manifest, signal);
}

/** Those of the tags that still exist. A tag counts as existing when the registry does not tell. */
export async function stillStaged(
  tags: readonly StagingTag[],
  registry: Pick<Registry, 'resolve'>,
  concurrency: number,
): Promise<readonly StagingTag[]> {
  const exists = await pLimit(concurrency).map(tags, ({ repository, tag }) =>
    registry.resolve(repository, tag).then(
      (descriptor) => descriptor !== undefined,
      () => true,
    ),
  );
  return tags.filter((_, index) => exists[index]);
}

/**
 * Removes staging tags, however the publication ended. One that points at something else than it was put on is somebody
 * else's, and stays.
 *
 * @returns one sentence about those that are still there; nothing when all are gone.
 */
export async function unstage(
  tags: readonly StagingTag[],
  registry: Pick<Registry, 'untag' | 'resolve'>,
  concurrency: number,
): Promise<string | undefined> {
  const results = await pLimit(concurrency).map(tags, async ({ repository, tag, digest }) => {
    try {
      const now = digest === undefined ? undefined : (await registry.resolve(repository, tag))?.digest;
      if (now !== digest && now !== placeholderOf(repository, tag))
        return now === undefined
          ? undefined
          : { reference: `${repository}:${tag}`, reason: `it points at ${now}, which is not of this run` };
      return (await registry.untag(repository, tag)) === 'deleted'
        ? undefined
        : { reference: `${repository}:${tag}`, reason: 'the registry does not delete tags' };
    } catch (cause) {
      return { reference: `${repository}:${tag}`, reason: failureReason(cause) };
    }
  });
  const left = results.filter((result) => result !== undefined);
  if (left.length === 0) return undefined;
  const references = left.map(({ reference }) => reference).join(', ');
  const reasons = [...new Set(left.map(({ reason }) => reason))].join('; ');
  return `staging tags are still there: ${references}: ${reasons}`;
}
