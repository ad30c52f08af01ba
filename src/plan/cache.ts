import type { RunFacts } from '../tags/run-facts.ts';
import type { MatrixFile } from '../matrix/schema.ts';
import { tagSafe } from '../tags/tag-facts.ts';
import type { ImageCache } from './image.ts';

/**
 * Where an image's registry cache is. Every image has a reference of its own, because the last of several writers wins;
 * branches too, so that a branch cannot replace what the default branch has. Ids hold no dot, so `id.branch` is unambiguous.
 */
export function cacheReferences(
  cache: NonNullable<MatrixFile['cache']>,
  repository: string,
  id: string,
  facts: RunFacts,
): ImageCache {
  if (cache === false) return { cacheFrom: [], cacheTo: [] };
  const settings = cache === true ? {} : cache;
  const main = `${settings.repository ?? `${repository}-cache`}:${id}`;
  const of = (branch: string): string => `${main}.${tagSafe(branch)}`.slice(0, main.length + 1 + 60);
  const own = facts.isDefaultBranch || facts.branch === undefined ? main : of(facts.branch);
  const base = facts.baseBranch === undefined ? [] : [of(facts.baseBranch)];
  return { cacheFrom: [...new Set([own, ...base, main])], cacheTo: facts.writesCache ? [own] : [] };
}
