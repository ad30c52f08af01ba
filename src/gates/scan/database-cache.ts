import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Host } from '../../effects/host.ts';

const DAY = 86_400_000;

/**
 * Opens a database that another run may have fetched today. An entry of the cache holds one day of one list of
 * repositories. There is no hash to hold it against, so only one whose own dates are believable is used: Trivy would
 * never replace a database that says its next update is in years.
 */
export async function cachedDatabase<T extends { readonly kind: string }>(
  { folder, repositories }: { folder: string; repositories: readonly string[] },
  open: () => Promise<T>,
  host: Pick<Host, 'databaseCache' | 'files' | 'now'>,
): Promise<T> {
  const { databaseCache: cache, files } = host;
  const metadata = join(folder, 'metadata.json');
  // A machine that keeps its folders needs no cache.
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

/** Of the cache entry for one day, in UTC. */
export function databaseKey(repositories: readonly string[], now: number): string {
  return `docker-matrix-trivy-db-2-${createHash('sha256').update(JSON.stringify(repositories)).digest('hex').slice(0, 12)}-${new Date(now).toISOString().slice(0, 10)}`;
}

/** Whether `metadata.json` speaks of a database that is current; Trivy's are to be updated every day. */
export function isBelievable(metadata: string, now: number): boolean {
  try {
    const { NextUpdate } = JSON.parse(metadata) as { NextUpdate?: string };
    const next = Date.parse(NextUpdate ?? '');
    return next > now && next <= now + 2 * DAY;
  } catch {
    return false;
  }
}
