/** Copies images to their mirrors. */

import { createCopy } from '../registry/copy.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { PublishFailure } from './outcome.ts';
import type { PreparedMove, PublishRegistry } from './move.ts';
import { failureReason } from './transaction.ts';

/** Copies every image to every mirror that lacks it, before the first tag moves anywhere. */
export async function copyToMirrors(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  stop: AbortController,
): Promise<readonly PublishFailure[]> {
  const copies = new Map(
    moves
      .filter(({ from, repository, isThere }) => from !== repository && !isThere)
      .map((move) => [`${move.repository}@${move.digest}`, move]),
  );
  const copy = createCopy(registry, stop.signal);
  const failures = await Promise.all(
    [...copies].map(
      async ([reference, { image, from, repository, digest }]): Promise<PublishFailure | undefined> => {
        try {
          if (!stop.signal.aborted) await copy({ from, to: repository, digest });
          return undefined;
        } catch (cause) {
          const isStopped = stop.signal.aborted && !(cause instanceof RegistryError);
          stop.abort();
          return isStopped ? undefined : { image, reference, reason: failureReason(cause) };
        }
      },
    ),
  );
  return failures.filter((failure) => failure !== undefined);
}
