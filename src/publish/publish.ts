/** Moves all tags of a build, or none of them. */

import pLimit from 'p-limit';
import type { StagingTag } from '../bake/run-attributes.ts';
import { isDigest, parseRepository, tagProblem } from '../oci/reference.ts';
import { readOnce } from '../registry/read-once.ts';
import { NO_JOURNAL, type Journal, type JournalKeeper } from './journal.ts';
import type { KeptTag, Publication, PublishFailure, PublishOutcome } from './outcome.ts';
import { copyToMirrors } from './mirror-copies.ts';
import { movedMeanwhile, takenFailure } from './settle.ts';
import { revisionOf } from './tag-order.ts';
import type { Move, PreparedMove, PublishRegistry } from './move.ts';
import { failureReason, stoppable, transact, type PublishOptions } from './transaction.ts';
import { reasonOf } from '../text/reason.ts';

export type {
  KeptTag,
  LeftTag,
  MovedTag,
  Publication,
  PublishFailure,
  PublishOutcome,
  RestoredTag,
  TakenTag,
} from './outcome.ts';

/** The keeper of the journal, and what the journal says besides the tags. */
export interface Journaling {
  readonly keeper: JournalKeeper;
  readonly run: string;
  /** RFC 3339. */
  readonly started: string;
  readonly staging: readonly StagingTag[];
}

const WITHOUT_JOURNAL: Journaling = { keeper: NO_JOURNAL, run: '', started: '', staging: [] };

/**
 * Moves all tags of the plan, or none. Everything is read first, then written. On the first failure that retries do not
 * solve, everything that moved is put back. Registries have no transactions: readers may see some tags moved while this
 * runs, and a tag that somebody else moves meanwhile is left as it is.
 */
export async function publishTags(
  plan: readonly Publication[],
  registry: PublishRegistry,
  options: PublishOptions,
  { keeper, staging, ...details }: Journaling = WITHOUT_JOURNAL,
): Promise<PublishOutcome> {
  const { moves, failures } = readPlan(plan);
  if (failures.length > 0) return untouched(failures, options.signal);

  // The first failure stops the retries of the others: what they write would be put back anyway.
  return stoppable(options.signal, async (stop) => {
    const prepared = await prepareAndCopy(moves, registry, options, stop);
    if (prepared.failures.length > 0 || stop.signal.aborted)
      return untouched(prepared.failures, options.signal);
    try {
      await keeper.begin({
        version: 1,
        ...details,
        state: 'publishing',
        tags: journalTags(prepared.moves),
        staging: [...staging],
      });
    } catch (cause) {
      // Without a journal no tag moves: after a kill nobody would know which tags had moved.
      const reason = `the journal cannot be written: ${reasonOf(cause)}`;
      return untouched([failureOf(prepared.moves, reason)], options.signal);
    }
    const outcome = await transact(prepared.moves, registry, options, stop, keeper);
    return outcome.kind === 'published' ? { ...outcome, kept: [...prepared.kept, ...outcome.kept] } : outcome;
  });
}

/** How often tags are read anew, because another run moved some of them. */
const LOOKS = 5;

/**
 * Reads everything, and copies to mirrors. That takes time, so all tags are read once more, and everything anew where
 * somebody moved one: a registry takes no conditions, so this and `settleTags` keep two runs from undoing each other.
 */
async function prepareAndCopy(
  moves: readonly Move[],
  registry: PublishRegistry,
  options: PublishOptions,
  stop: AbortController,
): Promise<Prepared> {
  for (let look = 1; ; look += 1) {
    const prepared = await prepare(moves, registry, options, stop);
    if (prepared.failures.length > 0 || stop.signal.aborted) return prepared;
    const failures = await copyToMirrors(prepared.moves, registry, stop);
    if (failures.length > 0 || stop.signal.aborted) return { ...prepared, failures };
    const { concurrency } = options;
    const moved = await movedMeanwhile(prepared.moves, registry, concurrency, stop.signal).catch(
      (cause: unknown) => failureReason(cause),
    );
    if (typeof moved === 'string') return { ...prepared, failures: [failureOf(moves, moved)] };
    if (moved.length === 0) return prepared;
    if (look === LOOKS)
      return {
        ...prepared,
        failures: moved.map(takenFailure),
      };
  }
}

/** A failure that is about the publication as a whole. */
function failureOf([first]: readonly Move[], reason: string): PublishFailure {
  return { image: first?.image ?? '', reference: first?.reference ?? '', reason };
}

function journalTags(moves: readonly PreparedMove[]): Journal['tags'] {
  const inOrder = [
    ...moves.filter(({ immutable }) => immutable),
    ...moves.filter(({ immutable }) => !immutable),
  ];
  return inOrder.map(({ image, repository, from, tag, digest, previous, immutable, isThere }, index) => ({
    image,
    repository,
    from,
    tag,
    digest,
    ...(previous === undefined ? {} : { previous }),
    immutable,
    order: index + 1,
    state: isThere ? ('unchanged' as const) : ('pending' as const),
  }));
}

/** One move for each tag and repository. Refuses names that no registry takes, and tags that two images want. */
function readPlan(plan: readonly Publication[]): {
  readonly moves: readonly Move[];
  readonly failures: readonly PublishFailure[];
} {
  const moves = new Map<string, Move>();
  const failures: PublishFailure[] = [];
  for (const { image, repository, digest, tags, immutable = [], mirrors = [] } of plan) {
    const primary = parseRepository(repository);
    for (const name of [repository, ...mirrors]) {
      const parsed = parseRepository(name);
      const nameProblem =
        typeof parsed === 'string'
          ? parsed
          : isDigest(digest)
            ? undefined
            : `"${digest}" is no digest; expected "sha256:" and 64 hexadecimal digits`;
      if (typeof parsed === 'string' || typeof primary === 'string' || nameProblem !== undefined) {
        failures.push({ image, reference: `${name}@${digest}`, reason: nameProblem ?? '' });
        continue;
      }
      for (const tag of tags) {
        const reference = `${parsed.name}:${tag}`;
        const sameTag = moves.get(reference);
        const problem =
          tagProblem(tag) ??
          (sameTag && sameTag.digest !== digest
            ? `images "${sameTag.image}" and "${image}" both want this tag, for ${sameTag.digest} and ${digest}`
            : undefined);
        if (problem !== undefined) failures.push({ image, reference, reason: problem });
        else if (!sameTag)
          moves.set(reference, {
            image,
            repository: parsed.name,
            from: primary.name,
            tag,
            reference,
            digest,
            immutable: immutable.includes(tag),
          });
      }
    }
  }
  return { moves: [...moves.values()], failures };
}

/** What there is to do, or why nothing may be done. */
interface Prepared {
  readonly moves: readonly PreparedMove[];
  readonly kept: readonly KeptTag[];
  readonly failures: readonly PublishFailure[];
}

/** Reads every candidate, then where every tag points, with the manifest to put it back. Writes nothing. */
async function prepare(
  moves: readonly Move[],
  registry: PublishRegistry,
  { concurrency, settling }: PublishOptions,
  stop: AbortController,
): Promise<Prepared> {
  const limit = pLimit(concurrency);
  const failures = new Map<string, PublishFailure>();
  const fail = (
    image: string,
    reference: string,
    reason: string,
    more: Pick<PublishFailure, 'code' | 'hint'> = {},
  ): undefined => {
    // Tags of one image often fail for the same reason, which is said once.
    if (!failures.has(reference)) failures.set(reference, { image, reference, reason, ...more });
    return undefined;
  };
  const kept: KeptTag[] = [];

  const read = readOnce(registry, stop.signal);

  const candidates = await limit.map(moves, async (move) => {
    const reference = `${move.from}@${move.digest}`;
    if (stop.signal.aborted) return undefined;
    try {
      return (
        (await read(move.from, move.digest)) ??
        fail(move.image, reference, `the candidate ${reference} is not in the registry; build it again`)
      );
    } catch (cause) {
      return fail(move.image, reference, failureReason(cause));
    }
  });
  if (failures.size > 0) return { moves: [], kept, failures: [...failures.values()] };

  const prepared = await limit.map(moves, async (move, index): Promise<PreparedMove | undefined> => {
    const candidate = candidates[index];
    if (!candidate || stop.signal.aborted) return undefined;
    try {
      const now = await registry.resolve(move.repository, move.tag, stop.signal);
      if (!now) return { ...move, candidate, isThere: false };
      if (move.immutable && now.digest !== move.digest) {
        return fail(
          move.image,
          move.reference,
          `${move.reference} never moves; it points at ${now.digest}, and this run built ${move.digest}`,
          { code: 'immutable-tag' },
        );
      }
      // A tag that points at its image already is not written, so nothing is needed to put it back.
      const seen = { previous: now.digest, seen: now.digest };
      if (now.digest === move.digest) return { ...move, candidate, ...seen, isThere: true };
      const before = await read(move.repository, now.digest);
      if (!before)
        return fail(
          move.image,
          move.reference,
          `${move.reference} points at ${now.digest}, which the registry does not hold; ` +
            'delete the tag or push it again',
        );
      const revision = revisionOf(before);
      const order = revision === undefined ? undefined : await settling?.order.compareWith(revision);
      if (order === 'older') {
        kept.push({
          image: move.image,
          reference: move.reference,
          digest: now.digest,
          ...(revision === undefined ? {} : { revision }),
        });
        return undefined;
      }
      if (typeof order === 'object')
        return fail(
          move.image,
          move.reference,
          `it cannot be told whether ${move.reference} points at the image of a newer commit: ${order.because}`,
          { code: 'order-unknown', hint: order.hint },
        );
      return { ...move, candidate, before, ...seen, isThere: false };
    } catch (cause) {
      return fail(move.image, move.reference, failureReason(cause));
    }
  });
  // A tag that stays in one repository stays in its mirrors, too.
  const staying = new Set(kept.map(({ image, reference }) => `${image} ${tagOf(reference)}`));
  return {
    moves: prepared.filter(
      (move) => move !== undefined && (move.immutable || !staying.has(`${move.image} ${move.tag}`)),
    ) as readonly PreparedMove[],
    kept,
    failures: [...failures.values()],
  };
}

function tagOf(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}

/** The outcome of a publication that ended before any tag moved. */
function untouched(failures: readonly PublishFailure[], signal: AbortSignal | undefined): PublishOutcome {
  return {
    kind: 'rolled-back',
    cancelled: signal?.aborted ?? false,
    failures,
    restored: [],
    left: [],
    taken: [],
  };
}
