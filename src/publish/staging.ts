import pLimit from 'p-limit';
import { type StagingTag, stagingTag } from '../bake/run-attributes.ts';
import type { Registry } from '../registry/registry.ts';
import { reasonOf } from './transaction.ts';

/** Tags a candidate. Rejects with an Error that says why it could not. */
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

/** Those of the tags that are there, or of which the registry does not tell. */
export async function stillStaged(
  tags: readonly StagingTag[],
  registry: Pick<Registry, 'resolve'>,
  concurrency: number,
): Promise<readonly StagingTag[]> {
  const found = await pLimit(concurrency).map(tags, ({ repository, tag }) =>
    registry.resolve(repository, tag).then(
      (now) => now !== undefined,
      () => true,
    ),
  );
  return tags.filter((_, index) => found[index]);
}

/**
 * Removes staging tags, whatever came of the publication.
 *
 * @returns one sentence about those that are still there; nothing when all are gone.
 */
export async function unstage(
  tags: readonly StagingTag[],
  registry: Pick<Registry, 'untag'>,
  concurrency: number,
): Promise<string | undefined> {
  const kept = await pLimit(concurrency).map(tags, async ({ repository, tag }) => {
    try {
      return (await registry.untag(repository, tag)) === 'deleted'
        ? undefined
        : { reference: `${repository}:${tag}`, reason: 'the registry does not delete tags' };
    } catch (cause) {
      return { reference: `${repository}:${tag}`, reason: reasonOf(cause) };
    }
  });
  const left = kept.filter((one) => one !== undefined);
  return left.length === 0
    ? undefined
    : `staging tags are still there: ${left.map(({ reference }) => reference).join(', ')}: ${[...new Set(left.map(({ reason }) => reason))].join('; ')}`;
}
