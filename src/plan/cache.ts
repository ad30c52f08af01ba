/** Decides which references in the registry an image reads its build cache from and writes it to. */

import type { RunFacts } from '../tags/run-facts.ts';
import type { MatrixFile } from '../matrix/schema.ts';
import { tagSafe } from '../tags/tag-facts.ts';
import type { ImageCache } from './image.ts';

/** The repository of the registry cache: the declared one, or that of the images with `-cache` behind it. */
export function cacheRepository(
  cache: Exclude<NonNullable<MatrixFile['cache']>, false>,
  repository: string,
): string {
  return (cache === true ? undefined : cache.repository) ?? `${repository}-cache`;
}

/**
 * The registry cache of an image. Each image has its own reference, because the last one to write a reference replaces
 * it. Each branch has its own too, so that it cannot replace the cache of the default branch. Ids have no dot, so
 * `id.branch` is unambiguous.
 */
export function cacheReferences(
  cache: NonNullable<MatrixFile['cache']>,
  repository: string,
  id: string,
  facts: RunFacts,
): ImageCache {
  if (cache === false) return { cacheFrom: [], cacheTo: [] };
  const mainCache = `${cacheRepository(cache, repository)}:${id}`;
  // The branch is cut, because a tag has at most 128 characters.
  const branchCache = (branch: string): string =>
    `${mainCache}.${tagSafe(branch)}`.slice(0, mainCache.length + 1 + 60);
  const ownCache =
    facts.isDefaultBranch || facts.branch === undefined ? mainCache : branchCache(facts.branch);
  const baseCache = facts.baseBranch === undefined ? [] : [branchCache(facts.baseBranch)];
  return {
    cacheFrom: [...new Set([ownCache, ...baseCache, mainCache])],
    cacheTo: facts.writesCache ? [ownCache] : [],
  };
}
