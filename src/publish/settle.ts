/** Looks at tags again, before and after they move: runs that publish at once must end with the newest commit. */

import pLimit from 'p-limit';
import type { Host } from '../effects/host.ts';
import type { KeptTag, PublishFailure } from './outcome.ts';
import { RegistryError } from '../registry/registry-error.ts';
import { revisionOf, type TagOrder } from './tag-order.ts';
import type { PreparedMove, PublishRegistry } from './move.ts';

/** Registries have no conditional writes, so another run that looked before we wrote may write after us. */
export interface Settling extends Pick<Host, 'now' | 'sleep'> {
  readonly order: TagOrder;
}

/** What was seen when the tags were read again. */
export interface Settled {
  /** Tags that are another run's now. */
  readonly kept: readonly KeptTag[];
  /** Why some could not be read or moved again. */
  readonly unread?: string;
}

/** The shortest and the longest wait before tags are read again, in milliseconds. */
const SHORTEST_MS = 250;
const LONGEST_MS = 30_000;
/** Each further round means that yet another run wrote over a newer image. */
const ROUNDS = 5;

/**
 * Waits for as long as a run like this one may still be writing, then reads the tags once more. One that points at the
 * image of an older commit is moved again; one of a newer commit is left to it.
 *
 * @param writingMs how long this run took from its last look at the tags to its last write
 */
export async function settleTags(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  concurrency: number,
  writingMs: number,
  { order, sleep }: Settling,
  signal: AbortSignal,
): Promise<Settled> {
  const limit = pLimit(concurrency);
  const kept = new Map<string, KeptTag>();
  let unread: string | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 2 * writingMs)), signal).catch(() => {});
    if (signal.aborted) return { kept: [...kept.values()], unread: 'the run was cancelled' };
    const repaired = await limit.map(moves, async (move): Promise<boolean> => {
      const { image, repository, tag, reference, digest, candidate } = move;
      kept.delete(reference);
      try {
        const now = await registry.resolve(repository, tag);
        if (now?.digest === digest) return false;
        const present = now && (await registry.manifest(repository, now.digest));
        const revision = present && revisionOf(present);
        // Where it was before, or not there: another run failed, and put back what it had moved.
        const isPutBack = now === undefined || now.digest === move.previous;
        if (isPutBack || (revision !== undefined && (await order.compareWith(revision)) === 'newer')) {
          await registry.tag(repository, tag, candidate);
          return true;
        }
        kept.set(reference, { image, reference, digest: now.digest, ...(revision ? { revision } : {}) });
      } catch (cause) {
        if (!(cause instanceof RegistryError)) throw cause;
        unread = cause.message;
      }
      return false;
    });
    if (!repaired.includes(true)) break;
  }
  return { kept: [...kept.values()], ...(unread === undefined ? {} : { unread }) };
}

/**
 * The tags that somebody moved since they were looked at, by their references. Called right before the first write.
 * Rejects with a RegistryError.
 */
export async function movedMeanwhile(
  moves: readonly PreparedMove[],
  registry: Pick<PublishRegistry, 'resolve'>,
  concurrency: number,
  signal: AbortSignal,
): Promise<readonly PreparedMove[]> {
  const moved = await pLimit(concurrency).map(
    moves,
    async ({ repository, tag, seen }) => (await registry.resolve(repository, tag, signal))?.digest !== seen,
  );
  return moves.filter((_, index) => moved[index]);
}

/** The failure of a publication whose tag somebody else moves at the same time. */
export function takenFailure({
  image,
  reference,
}: Pick<PreparedMove, 'image' | 'reference'>): PublishFailure {
  return {
    image,
    reference,
    code: 'tag-taken',
    reason: `${reference} was moved by somebody else while this run was about to move it`,
    hint: 'let the other run end, then run again',
  };
}
