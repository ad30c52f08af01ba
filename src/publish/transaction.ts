/** Moves tags in a registry and, if one of them fails, puts all of them back. */

import pLimit from 'p-limit';
import type { JournalKeeper } from './journal.ts';
import type {
  LeftTag,
  MovedTag,
  PublishFailure,
  PublishOutcome,
  RestoredTag,
  RolledBack,
  TakenTag,
} from './outcome.ts';
import { parseRepository } from '../oci/reference.ts';
import { ProblemsFound } from '../problem/problem.ts';
import { RegistryError } from '../registry/registry-error.ts';
import { placeholder } from '../registry/untag.ts';
import { reasonOf } from '../text/reason.ts';
import type { PreparedMove, PublishRegistry, Undoable } from './move.ts';
import { movedMeanwhile, settleTags, takenFailure, type Settling } from './settle.ts';

/** How a publication runs. */
export interface PublishOptions {
  /** Tags that are looked up, moved or put back at once. */
  readonly concurrency: number;
  /** Cancels: requests under way are finished, then everything is put back. */
  readonly signal?: AbortSignal;
  /** Keeps tags from going back to older commits. Without it they move wherever they point. */
  readonly settling?: Settling;
}

/** A move after its attempt. `unknown`: an earlier run may have made it. */
type Attempted = { readonly move: Undoable } & (
  | { readonly state: 'moved' }
  | { readonly state: 'failed'; readonly failure: PublishFailure }
  | { readonly state: 'unknown' }
);

/**
 * Moves immutable tags, then rolling ones. On the first failure that retries do not solve, everything that moved is put
 * back: the tags that this process moved, and those of an earlier one that was killed.
 *
 * @param failuresBefore with one, no tag is moved, and those of the earlier process are put back
 */
export async function transact(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  options: PublishOptions,
  stop: AbortController,
  keeper: JournalKeeper,
  failuresBefore: readonly PublishFailure[] = [],
): Promise<PublishOutcome> {
  const pending = moves.filter(({ isThere }) => !isThere);
  const attempted: Attempted[] = [];
  const failures: PublishFailure[] = [...failuresBefore];
  const lastLook = options.settling?.now() ?? 0;
  if (failures.length === 0) {
    // Immutable tags first: when `latest` moves, the tag of the release that it names exists already.
    for (const immutable of [true, false]) {
      const group = pending.filter((move) => move.immutable === immutable);
      attempted.push(...(await moveTags(group, registry, options, stop, keeper)));
    }
    failures.push(...attempted.flatMap((attempt) => (attempt.state === 'failed' ? [attempt.failure] : [])));
    if (attempted.length === pending.length && failures.length === 0) {
      const writingMs = (options.settling?.now() ?? 0) - lastLook;
      const rolling = pending.filter(({ immutable }) => !immutable);
      const { kept, unread } =
        options.settling && rolling.length > 0
          ? await settleTags(rolling, registry, options.concurrency, writingMs, options.settling, stop.signal)
          : { kept: [] };
      const isKept = new Set(kept.map(({ reference }) => reference));
      const ended = await end(keeper, 'published');
      const isChanged = ({ previous, digest }: PreparedMove): boolean => previous !== digest;
      return {
        kind: 'published',
        moved: moves.filter((move) => isChanged(move) && !isKept.has(move.reference)).map(movedTag),
        unchanged: moves.filter((move) => !isChanged(move)).map(movedTag),
        kept,
        ...(unread === undefined ? {} : { unread }),
        ...ended,
      };
    }
  }
  const movedBefore = moves
    .filter(({ isThere, previous, digest }) => isThere && previous !== digest)
    .map((move): Attempted => ({ move, state: 'moved' }));
  return {
    kind: 'rolled-back',
    cancelled: options.signal?.aborted ?? false,
    failures,
    ...(await putBack([...movedBefore, ...attempted], registry, options.concurrency, keeper)),
  };
}

/** Moves tags until one fails or `stop` aborts. Every tag whose move was started is in the result. */
async function moveTags(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  { concurrency, settling }: PublishOptions,
  stop: AbortController,
  keeper: JournalKeeper,
): Promise<readonly Attempted[]> {
  const attempts = await pLimit(concurrency).map(moves, async (move): Promise<Attempted | undefined> => {
    if (stop.signal.aborted) return undefined;
    if (settling) {
      // As close to the write as can be: the others were written meanwhile.
      const [taken] = await movedMeanwhile([move], registry, 1, stop.signal).catch(() => []);
      if (taken) {
        stop.abort();
        return { move, state: 'failed', failure: takenFailure(move) };
      }
    }
    try {
      await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
      keeper.note(move.reference, 'moved');
      return { move, state: 'moved' };
    } catch (cause) {
      stop.abort();
      return {
        move,
        state: 'failed',
        failure: { image: move.image, reference: move.reference, reason: failureReason(cause) },
      };
    }
  });
  return attempts.filter((attempt) => attempt !== undefined);
}

/**
 * Puts back what was attempted, rolling tags first. A failed attempt may have moved its tag (the answer got lost), so
 * each tag is looked up first. A tag that does not point at our candidate was moved by somebody else, and is left
 * alone.
 */
export async function putBack(
  attempted: readonly Attempted[],
  registry: PublishRegistry,
  concurrency: number,
  keeper: JournalKeeper,
): Promise<Pick<RolledBack, 'restored' | 'left' | 'taken' | 'unrecorded'>> {
  const restored: RestoredTag[] = [];
  const left: LeftTag[] = [];
  const taken: TakenTag[] = [];
  keeper.turn('rolling-back');
  const undo = async ({ move, state }: Attempted): Promise<void> => {
    const { image, reference, repository, tag, previous, digest } = move;
    // A tag at its placeholder was being removed when an earlier rollback was killed: it is ours to remove.
    const isOurs = (current: string | undefined): boolean =>
      current === digest || (previous === undefined && current === placeholderOf(repository, tag));
    const noteTaken = (current: string | undefined): void => {
      taken.push({ image, reference, ...(current === undefined ? {} : { digest: current }) });
      keeper.note(reference, 'taken');
    };
    const noteRestored = (): void => {
      restored.push({ image, reference, ...(previous === undefined ? {} : { digest: previous }) });
      keeper.note(reference, 'restored');
    };
    let isWritten = false;
    try {
      // A tag that is known to have moved is put back even if it cannot be looked up.
      const now =
        state === 'moved'
          ? await registry.resolve(repository, tag).catch(() => ({ digest }))
          : await registry.resolve(repository, tag);
      if (!isOurs(now?.digest)) {
        if (now?.digest === previous) keeper.note(reference, 'restored');
        else noteTaken(now?.digest);
        return;
      }
      if (previous !== undefined) {
        const before = move.before ?? (await registry.manifest(repository, previous));
        if (!before)
          throw new Error(
            `${repository}@${previous}, where it pointed before, is not in the registry any more`,
          );
        isWritten = true;
        await registry.tag(repository, tag, before);
      } else {
        isWritten = true;
        if ((await registry.untag(repository, tag)) !== 'deleted')
          throw new Error('the tag is new and the registry does not delete tags');
      }
      noteRestored();
    } catch (cause) {
      // A failed write may have succeeded, or half succeeded: look again.
      const now = await registry.resolve(repository, tag).then(
        (descriptor) => ({ digest: descriptor?.digest }),
        () => ({ digest }),
      );
      if (now.digest !== undefined && isOurs(now.digest)) {
        left.push({ ...movedTag(move), digest: now.digest, reason: failureReason(cause) });
        keeper.note(reference, 'left');
      } else if (now.digest !== previous) noteTaken(now.digest);
      else if (isWritten) noteRestored();
      else keeper.note(reference, 'restored');
    }
  };
  // No signal from here on: a cancelled run must put back its tags too.
  // Deleting comes after putting back: some registries fail when tags change while they delete one.
  const phase = ({ move }: Attempted): number => (move.immutable ? 2 : move.previous === undefined ? 1 : 0);
  for (const turn of [0, 1, 2])
    await pLimit(concurrency).map(
      attempted.filter((attempt) => phase(attempt) === turn),
      undo,
    );
  // With tags left the journal stays unfinished, so that it can be resumed or rolled back. That holds without this
  // write.
  const ended =
    left.length === 0 ? await end(keeper, 'rolled-back') : await keeper.end('rolling-back').catch(() => {});
  const inPlanOrder = <T extends { readonly reference: string }>(tags: readonly T[]): readonly T[] => {
    const order = new Map(attempted.map(({ move }, index) => [move.reference, index]));
    return tags.toSorted((a, b) => (order.get(a.reference) ?? 0) - (order.get(b.reference) ?? 0));
  };
  return { restored: inPlanOrder(restored), left: inPlanOrder(left), taken: inPlanOrder(taken), ...ended };
}

/** Writes the end to the journal. If that fails, the publication has ended all the same. */
async function end(
  keeper: JournalKeeper,
  state: 'published' | 'rolled-back',
): Promise<Pick<PublishOutcome, 'unrecorded'>> {
  try {
    await keeper.end(state);
    return {};
  } catch (cause) {
    return { unrecorded: reasonOf(cause) };
  }
}

/** Digest of the placeholder that a tag points at while it is removed. */
export function placeholderOf(repository: string, tag: string): string | undefined {
  const parsed = parseRepository(repository);
  return typeof parsed === 'string' ? undefined : placeholder(parsed.path, tag).digest;
}

function movedTag({ image, reference, digest, previous }: Undoable): MovedTag {
  return { image, reference, digest, ...(previous === undefined ? {} : { previous }) };
}

/**
 * What a failure says. The messages of a RegistryError and of our own errors are made for people. Anything else is a
 * defect: it is shown with its stack, and must not keep the tags from being put back.
 */
export function failureReason(cause: unknown): string {
  if (cause instanceof RegistryError || (cause instanceof Error && cause.constructor === Error))
    return cause.message;
  if (cause instanceof ProblemsFound) return cause.problems.map(({ message }) => message).join('; ');
  return `unexpected: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
}

/** Runs work that can be stopped by the signal from outside, and by the controller that it gets from within. */
export async function stoppable<T>(
  signal: AbortSignal | undefined,
  work: (stop: AbortController) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await work(stop);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
