import pLimit from 'p-limit';
import { createCopy, type CopyRegistry } from '../registry/copy.ts';
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
import { RegistryError } from '../registry/registry-error.ts';
import type { Manifest, Registry } from '../registry/registry.ts';
import { placeholder } from '../registry/untag.ts';

export type PublishRegistry = CopyRegistry & Pick<Registry, 'tag' | 'untag'>;

export interface PublishOptions {
  /** Tags that are looked up, moved or put back at once. */
  readonly concurrency: number;
  /** Cancels: what is under way is finished, then everything is put back. */
  readonly signal?: AbortSignal;
}

/** One tag and where it is to point. Tags that the plan names twice with the same digest are one. */
export interface Move {
  readonly image: string;
  readonly repository: string;
  /** Where the candidate is; a tag in another repository needs a copy first. */
  readonly from: string;
  readonly tag: string;
  readonly reference: string;
  readonly digest: string;
  readonly immutable: boolean;
}

/** A move with the way back. */
export interface Undoable extends Move {
  /** Where the tag pointed before the publication began; absent for a new tag. */
  readonly previous?: string;
  /** The same as bytes, where they are at hand. */
  readonly before?: Manifest;
}

/** A move with everything that it needs. */
export interface PreparedMove extends Undoable {
  readonly candidate: Manifest;
  /** The tag points at the candidate now. */
  readonly isThere: boolean;
}

type Attempted = { readonly move: Undoable } & (
  | { readonly state: 'moved' }
  | { readonly state: 'failed'; readonly failure: PublishFailure }
  | { readonly state: 'unknown' }
);

/**
 * Copies to mirrors, then moves immutable tags, then rolling ones. On the first failure that trying again did not mend
 * everything that moved is put back: tags of this process, and those that an earlier one moved before it was killed.
 */
export async function transact(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  options: PublishOptions,
  stop: AbortController,
  keeper: JournalKeeper,
): Promise<PublishOutcome> {
  const pending = moves.filter(({ isThere }) => !isThere);
  const attempted: Attempted[] = [];
  const failures: PublishFailure[] = [...(await copyAll(pending, registry, stop))];
  if (failures.length === 0) {
    // What never moves again goes first: rolling tags then lead to releases that are there under their own names.
    for (const immutable of [true, false]) {
      const group = pending.filter((move) => move.immutable === immutable);
      attempted.push(...(await moveTags(group, registry, options.concurrency, stop, keeper)));
    }
    failures.push(...attempted.flatMap((one) => (one.state === 'failed' ? [one.failure] : [])));
    if (attempted.length === pending.length && failures.length === 0) {
      const ended = await end(keeper, 'published');
      const isChanged = ({ previous, digest }: PreparedMove): boolean => previous !== digest;
      return {
        kind: 'published',
        moved: moves.filter(isChanged).map(movedTag),
        unchanged: moves.filter((move) => !isChanged(move)).map(movedTag),
        ...ended,
      };
    }
  }
  const earlier = moves
    .filter(({ isThere, previous, digest }) => isThere && previous !== digest)
    .map((move): Attempted => ({ move, state: 'moved' }));
  return {
    kind: 'rolled-back',
    cancelled: options.signal?.aborted ?? false,
    failures,
    ...(await putBack([...earlier, ...attempted], registry, options.concurrency, keeper)),
  };
}

/** Every image to every mirror, before the first tag moves anywhere. */
async function copyAll(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  stop: AbortController,
): Promise<readonly PublishFailure[]> {
  const copies = new Map(
    moves
      .filter(({ from, repository }) => from !== repository)
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
          return isStopped ? undefined : { image, reference, reason: reasonOf(cause) };
        }
      },
    ),
  );
  return failures.filter((failure) => failure !== undefined);
}

/** Starts no more once one has failed or `stop` aborts. Every tag that was started is in the result. */
async function moveTags(
  moves: readonly PreparedMove[],
  registry: PublishRegistry,
  concurrency: number,
  stop: AbortController,
  keeper: JournalKeeper,
): Promise<readonly Attempted[]> {
  const attempts = await pLimit(concurrency).map(moves, async (move): Promise<Attempted | undefined> => {
    if (stop.signal.aborted) return undefined;
    try {
      await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
      keeper.note(move.reference, 'moved');
      return { move, state: 'moved' };
    } catch (cause) {
      stop.abort();
      return {
        move,
        state: 'failed',
        failure: { image: move.image, reference: move.reference, reason: reasonOf(cause) },
      };
    }
  });
  return attempts.filter((attempt) => attempt !== undefined);
}

/**
 * Puts back what was attempted, rolling tags first. A failed attempt may have moved its tag all the same (the answer
 * got lost), so each tag is looked at first; one that does not point at our candidate is not ours to change.
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
    // One that was half removed when an earlier rollback was killed is removed again.
    const isOurs = (now: string | undefined): boolean =>
      now === digest || (previous === undefined && now === placeholderOf(repository, tag));
    const take = (now: string | undefined): void => {
      taken.push({ image, reference, ...(now === undefined ? {} : { digest: now }) });
      keeper.note(reference, 'taken');
    };
    const restore = (): void => {
      restored.push({ image, reference, ...(previous === undefined ? {} : { digest: previous }) });
      keeper.note(reference, 'restored');
    };
    let isWritten = false;
    try {
      // A look-up that fails says nothing about a tag that surely moved.
      const now =
        state === 'moved'
          ? await registry.resolve(repository, tag).catch(() => ({ digest }))
          : await registry.resolve(repository, tag);
      if (!isOurs(now?.digest)) {
        if (now?.digest === previous) keeper.note(reference, 'restored');
        else take(now?.digest);
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
      restore();
    } catch (cause) {
      // What failed may have had its effect all the same, or half of it.
      const now = await registry.resolve(repository, tag).then(
        (found) => ({ digest: found?.digest }),
        () => ({ digest }),
      );
      if (now.digest !== undefined && isOurs(now.digest)) {
        left.push({ ...movedTag(move), digest: now.digest, reason: reasonOf(cause) });
        keeper.note(reference, 'left');
      } else if (now.digest !== previous) take(now.digest);
      else if (isWritten) restore();
      else keeper.note(reference, 'restored');
    }
  };
  // No signal from here on: stopping half-way would leave what this is for.
  // Deleting comes after putting back: some registries stumble when tags change while they delete one.
  const phase = ({ move }: Attempted): number => (move.immutable ? 2 : move.previous === undefined ? 1 : 0);
  for (const turn of [0, 1, 2])
    await pLimit(concurrency).map(
      attempted.filter((one) => phase(one) === turn),
      undo,
    );
  // What is left may still be finished or undone from the journal, which is open whether this is written or not.
  const ended =
    left.length === 0 ? await end(keeper, 'rolled-back') : await keeper.end('rolling-back').catch(() => {});
  const inPlanOrder = <T extends { readonly reference: string }>(tags: readonly T[]): readonly T[] => {
    const order = new Map(attempted.map(({ move }, index) => [move.reference, index]));
    return tags.toSorted((a, b) => (order.get(a.reference) ?? 0) - (order.get(b.reference) ?? 0));
  };
  return { restored: inPlanOrder(restored), left: inPlanOrder(left), taken: inPlanOrder(taken), ...ended };
}

/** What the registries hold is true whether it could be written down or not. */
async function end(
  keeper: JournalKeeper,
  state: 'published' | 'rolled-back',
): Promise<Pick<PublishOutcome, 'unrecorded'>> {
  try {
    await keeper.end(state);
    return {};
  } catch (cause) {
    return { unrecorded: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Digest of what stands in for a tag while it is removed. */
export function placeholderOf(repository: string, tag: string): string | undefined {
  const parsed = parseRepository(repository);
  return typeof parsed === 'string' ? undefined : placeholder(parsed.path, tag).digest;
}

function movedTag({ image, reference, digest, previous }: Undoable): MovedTag {
  return { image, reference, digest, ...(previous === undefined ? {} : { previous }) };
}

/** A RegistryError's message is made for people, as are our own errors'; anything else is a defect, which must not keep the tags from being put back. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof RegistryError || (cause instanceof Error && cause.constructor === Error))
    return cause.message;
  return `unexpected: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
}

/** Runs work that can be stopped from outside, by the signal, and from within, by the controller that it gets. */
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
