/** Finds the refresh epoch of a build, and writes it down after a publication. */

import type { BuildJob } from '../../bake/job.ts';
import type { Host } from '../../effects/host.ts';
import { refreshEpoch } from '../../plan/refresh.ts';
import { error, ProblemsFound, warning, type Problem } from '../../problem/problem.ts';
import { readRefresh, writeRefresh } from '../../record/refresh-record.ts';
import { RegistryError } from '../../registry/registry-error.ts';
import type { Registry } from '../../registry/registry.ts';
import { counted } from '../../text/words.ts';

/** Since when steps that fetch from networks are valid. Nothing without `refresh`. Throws `ProblemsFound`. */
export async function findEpoch(
  { plan, request }: BuildJob,
  registry: Pick<Registry, 'manifest'>,
  host: Host,
): Promise<string | undefined> {
  const { refresh } = plan.settings;
  const forced = request.build.refresh;
  if (refresh === undefined) {
    if (!forced) return undefined;
    throw new ProblemsFound([
      error('refresh-unmarked', '--refresh (input refresh) needs "refresh" in the matrix', {
        hint: 'add a line such as "refresh: 7 days", so that later runs do not go back to older steps in the cache',
      }),
    ]);
  }
  const { days, repository } = refresh;
  // Nobody would know the epoch of the last run, so there is none that could be kept.
  const isNew = forced || repository === undefined;
  const last = isNew
    ? undefined
    : await readRefresh(repository, registry, host.signal).catch((cause: unknown) => {
        if (!(cause instanceof RegistryError)) throw cause;
        host.say(`when network inputs were last taken anew is not known: ${cause.message}`);
        return undefined;
      });
  const epoch = refreshEpoch(host.now(), days, last, isNew);
  host.say(
    epoch === last
      ? `network inputs are those of ${epoch} (refresh: ${counted(days, 'day')})`
      : `network inputs are taken anew (${epoch})`,
  );
  return epoch;
}

/** Writes the epoch down, so that later runs take the same steps from the cache, and never older ones. */
export async function keepEpoch(
  epoch: string | undefined,
  { plan }: BuildJob,
  registry: Registry,
  { signal }: Host,
): Promise<readonly Problem[]> {
  const repository = plan.settings.refresh?.repository;
  if (epoch === undefined || repository === undefined) return [];
  try {
    await writeRefresh(repository, epoch, registry, signal);
    return [];
  } catch (cause) {
    if (!(cause instanceof RegistryError)) throw cause;
    return [
      warning(
        'refresh-unrecorded',
        `that network inputs were taken anew could not be written down: ${cause.message}`,
        {
          hint: 'until a run can write it, every run takes them anew',
        },
      ),
    ];
  }
}
