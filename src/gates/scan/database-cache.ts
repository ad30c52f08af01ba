/** Keeps Trivy's vulnerability database in the cache of GitHub Actions, to download it once a day. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Host } from '../../effects/host.ts';

const DAY = 86_400_000;

/**
 * Opens the database, from the cache if another run downloaded it today. There is one cache entry for each day and list
 * of repositories. Nothing can prove that a restored database is genuine, so its dates must at least be plausible:
 * Trivy would never replace a database whose next update is said to be years away.
 */
export async function cachedDatabase<T extends { readonly kind: string }>(
  { folder, repositories }: { folder: string; repositories: readonly string[] },
  open: () => Promise<T>,
  host: Pick<Host, 'databaseCache' | 'files' | 'now'>,
): Promise<T> {
  const { databaseCache: cache, files } = host;
  const metadata = join(folder, 'metadata.json');
  // A self-hosted runner that keeps its folders needs no cache.
  if (cache === undefined || (await files.readText(metadata)) !== undefined) return open();
  const key = databaseKey(repositories, host.now());
  const restored =
    (await cache.restore(key, [folder]).catch(() => false)) &&
    isBelievable((await files.readText(metadata)) ?? '', host.now());
  if (!restored) await files.remove(folder);
  const opened = await open();
  if (opened.kind === 'ready' && !restored) await cache.save(key, [folder]).catch(() => {});
  return opened;
}

/** Key of the cache entry for the day, in UTC. */
export function databaseKey(repositories: readonly string[], now: number): string {
  const hash = createHash('sha256').update(JSON.stringify(repositories)).digest('hex').slice(0, 12);
  const day = new Date(now).toISOString().slice(0, 10);
  return `docker-matrix-trivy-db-2-${hash}-${day}`;
}

/** Whether `metadata.json` is of a current database. Trivy's database is updated every day. */
export function isBelievable(metadata: string, now: number): boolean {
  try {
    const { NextUpdate } = JSON.parse(metadata) as { NextUpdate?: string };
    const next = Date.parse(NextUpdate ?? '');
    return next > now && next <= now + 2 * DAY;
  } catch {
    return false;
  }
}
