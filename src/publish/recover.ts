/** Finishes or undoes a publication whose run was killed, from its journal. */

import pLimit from 'p-limit';
import type { Journal, JournalKeeper, JournalTag } from './journal.ts';
import type { PublishFailure, PublishOutcome, RolledBack } from './outcome.ts';
import { readOnce } from '../registry/read-once.ts';
import { copyToMirrors } from './mirror-copies.ts';
import type { Descriptor } from '../registry/registry.ts';
import type { PreparedMove, PublishRegistry, Undoable } from './move.ts';
import {
  placeholderOf,
  putBack,
  failureReason,
  stoppable,
  transact,
  type PublishOptions,
} from './transaction.ts';

/**
 * Finishes what a killed publication began. It looks first: every candidate must be in the registry, and every tag must
 * point at its candidate or where it pointed before. Otherwise nothing is written. A later failure puts everything
 * back.
 */
export async function resumePublication(
  journal: Journal,
  registry: PublishRegistry,
  options: PublishOptions,
  keeper: JournalKeeper,
): Promise<PublishOutcome> {
  return stoppable(options.signal, async (stop) => {
    const { moves, failures, taken } = await lookAgain(journal, registry, options.concurrency, stop);
    if (failures.length > 0 || taken.length > 0 || stop.signal.aborted)
      return {
        kind: 'rolled-back',
        cancelled: options.signal?.aborted ?? false,
        failures,
        restored: [],
        left: [],
        taken,
      };
    await keeper.begin({ ...journal, state: 'publishing' });
    const failed = await copyToMirrors(moves, registry, stop);
    return transact(moves, registry, options, stop, keeper, failed);
  });
}

/** Undoes what a killed publication began: tags that point at its candidates are put back, new ones are deleted. */
export async function rollBackPublication(
  journal: Journal,
  registry: PublishRegistry,
  options: PublishOptions,
  keeper: JournalKeeper,
): Promise<RolledBack> {
  await keeper.begin({ ...journal, state: 'rolling-back' });
  const moves = inOrder(journal)
    .filter(({ previous, digest }) => previous !== digest)
    .map(undoable);
  return {
    kind: 'rolled-back',
    cancelled: false,
    failures: [],
    ...(await putBack(
      moves.map((move) => ({ move, state: 'unknown' })),
      registry,
      options.concurrency,
      keeper,
    )),
  };
}

/** Reads every candidate of the journal, and where its tags point now. */
async function lookAgain(
  journal: Journal,
  registry: PublishRegistry,
  concurrency: number,
  stop: AbortController,
): Promise<{
  moves: readonly PreparedMove[];
  failures: readonly PublishFailure[];
  taken: RolledBack['taken'];
}> {
  const limit = pLimit(concurrency);
  const read = readOnce(registry, stop.signal);
  const failures = new Map<string, PublishFailure>();
  const taken: { image: string; reference: string; digest?: string }[] = [];
  const moves = await limit.map(inOrder(journal), async (tag): Promise<PreparedMove | undefined> => {
    if (stop.signal.aborted) return undefined;
    const move = undoable(tag);
    const candidateReference = `${tag.from}@${tag.digest}`;
    try {
      const [candidate, now] = await Promise.all([
        read(tag.from, tag.digest),
        registry.resolve(tag.repository, tag.tag, stop.signal),
      ]);
      if (!candidate)
        failures.set(candidateReference, {
          image: tag.image,
          reference: candidateReference,
          reason: `the candidate ${candidateReference} is not in the registry any more; roll back`,
        });
      else if (!isOurs(now, tag))
        taken.push({ image: tag.image, reference: move.reference, ...(now ? { digest: now.digest } : {}) });
      else
        return {
          ...move,
          candidate,
          isThere: now?.digest === tag.digest,
          ...(now ? { seen: now.digest } : {}),
        };
    } catch (cause) {
      failures.set(move.reference, {
        image: tag.image,
        reference: move.reference,
        reason: failureReason(cause),
      });
    }
    return undefined;
  });
  return { moves: moves.filter((move) => move !== undefined), failures: [...failures.values()], taken };
}

/**
 * Whether a tag points where it did before, or at its candidate, or at the placeholder of a rollback that was killed.
 */
function isOurs(now: Descriptor | undefined, { previous, digest, repository, tag }: JournalTag): boolean {
  return (
    now?.digest === digest ||
    now?.digest === previous ||
    (previous === undefined && now?.digest === placeholderOf(repository, tag))
  );
}

function inOrder({ tags }: Journal): readonly JournalTag[] {
  return tags.toSorted((a, b) => a.order - b.order);
}

function undoable({ image, repository, from, tag, digest, previous, immutable }: JournalTag): Undoable {
  return {
    image,
    repository,
    from,
    tag,
    reference: `${repository}:${tag}`,
    digest,
    immutable,
    ...(previous === undefined ? {} : { previous }),
  };
}
