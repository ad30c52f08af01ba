import pLimit from 'p-limit';
import { isDigest, parseRepository, tagProblem } from './reference.ts';
import { RegistryError } from './registry-error.ts';
import type { Manifest, Registry } from './registry.ts';

/** A candidate that passed its gates, and the tags that are to point at it. */
export interface Publication {
  /** The image's id in the plan, for reports. */
  readonly image: string;
  readonly repository: string;
  /** Of the candidate, which the repository holds already. */
  readonly digest: string;
  readonly tags: readonly string[];
}

/** A tag (`reference` is `repository:tag`) and where it points. `previous` is absent when the tag did not exist before. */
export interface MovedTag {
  readonly image: string;
  readonly reference: string;
  readonly digest: string;
  readonly previous?: string;
}

export interface PublishFailure {
  readonly image: string;
  /** The tag, or `repository@digest` when the candidate itself could not be read. */
  readonly reference: string;
  /** What was tried, what the registry said, and the next step. */
  readonly reason: string;
}

/** A tag that was put back: to `digest`, or to not being there. */
export interface RestoredTag {
  readonly image: string;
  readonly reference: string;
  readonly digest?: string;
}

/** A tag that could not be put back, or of which that is not known: it (probably) points at the new `digest`. */
export interface LeftTag extends MovedTag {
  readonly reason: string;
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly moved: readonly MovedTag[]; /** Pointed there before; not written. */ readonly unchanged: readonly MovedTag[] }
  | {
      readonly kind: 'rolled-back';
      /** Whether an AbortSignal asked for it; there may be no failure then. */
      readonly cancelled: boolean;
      readonly failures: readonly PublishFailure[];
      readonly restored: readonly RestoredTag[];
      /** Empty unless the registry failed twice or cannot delete tags: what now exists and did not before. */
      readonly left: readonly LeftTag[];
    };

export interface PublishOptions {
  /** Tags that are looked up, moved or put back at once. */
  readonly concurrency: number;
  /** Cancels: what is under way is finished, then everything is put back. */
  readonly signal?: AbortSignal;
}

type PublishRegistry = Pick<Registry, 'resolve' | 'manifest' | 'tag' | 'untag'>;

/** One tag to move. Tags that the plan names twice with the same digest are one. */
interface Move {
  readonly image: string;
  readonly repository: string;
  readonly tag: string;
  readonly reference: string;
  readonly digest: string;
}

/** A move with everything that it and its way back need, so that neither has to read again. */
interface PreparedMove extends Move {
  readonly candidate: Manifest;
  /** Where the tag points now; absent for a new tag. */
  readonly before?: Manifest;
}

type Attempted = { readonly move: PreparedMove; readonly state: 'moved' } | { readonly move: PreparedMove; readonly state: 'failed'; readonly failure: PublishFailure };

/**
 * Moves all tags of the plan, or none: everything is read first, then written, and on the first failure that trying
 * again did not mend what was written is put back. A registry has no transactions, so readers may see some tags
 * moved while this runs, and a tag that somebody else moves meanwhile is left as they set it.
 */
export async function publishTags(plan: readonly Publication[], registry: PublishRegistry, options: PublishOptions): Promise<PublishOutcome> {
  const { moves, failures } = readPlan(plan);
  if (failures.length > 0) return untouched(failures, options.signal);

  // The first failure ends the waiting of the others: what they would still gain is put back anyway.
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const prepared = await prepare(moves, registry, options.concurrency, stop);
    if (prepared.failures.length > 0 || stop.signal.aborted) return untouched(prepared.failures, options.signal);

    const pending = prepared.moves.filter(({ before, digest }) => before?.digest !== digest);
    const attempted = await moveTags(pending, registry, options.concurrency, stop);
    if (attempted.length === pending.length && attempted.every(({ state }) => state === 'moved')) {
      return { kind: 'published', moved: pending.map(movedTag), unchanged: prepared.moves.filter((move) => !pending.includes(move)).map(movedTag) };
    }
    const written = attempted.flatMap((one) => (one.state === 'failed' ? [one.failure] : []));
    return { kind: 'rolled-back', cancelled: options.signal?.aborted ?? false, failures: written, ...(await putBack(attempted, registry, options.concurrency)) };
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

/** Flattens the plan to one move per tag; refuses what could only fail half-way or overwrite itself. */
function readPlan(plan: readonly Publication[]): { readonly moves: readonly Move[]; readonly failures: readonly PublishFailure[] } {
  const moves = new Map<string, Move>();
  const failures: PublishFailure[] = [];
  for (const { image, repository, digest, tags } of plan) {
    const parsed = parseRepository(repository);
    const broken = typeof parsed === 'string' ? parsed : isDigest(digest) ? undefined : `"${digest}" is no digest; expected "sha256:" and 64 hexadecimal digits`;
    if (typeof parsed === 'string' || broken !== undefined) {
      failures.push({ image, reference: `${repository}@${digest}`, reason: broken ?? '' });
      continue;
    }
    for (const tag of tags) {
      const reference = `${parsed.name}:${tag}`;
      const other = moves.get(reference);
      const problem = tagProblem(tag) ?? (other && other.digest !== digest ? `images "${other.image}" and "${image}" both want this tag, for ${other.digest} and ${digest}` : undefined);
      if (problem !== undefined) failures.push({ image, reference, reason: problem });
      else if (!other) moves.set(reference, { image, repository: parsed.name, tag, reference, digest });
    }
  }
  return { moves: [...moves.values()], failures };
}

/** Reads every candidate, then where every tag points, with the bytes to put it back. Writes nothing. */
async function prepare(
  moves: readonly Move[],
  registry: PublishRegistry,
  concurrency: number,
  stop: AbortController,
): Promise<{ readonly moves: readonly PreparedMove[]; readonly failures: readonly PublishFailure[] }> {
  const limit = pLimit(concurrency);
  const failures = new Map<string, PublishFailure>();
  const fail = (image: string, reference: string, reason: string): undefined => {
    // Tags of one image often fail for one cause; it is said once.
    if (!failures.has(reference)) failures.set(reference, { image, reference, reason });
    return undefined;
  };

  // Tags share candidates, and the tags of one earlier release share that: each is read once.
  const manifests = new Map<string, Promise<Manifest | undefined>>();
  const read = (repository: string, digest: string): Promise<Manifest | undefined> => {
    const key = `${repository}@${digest}`;
    const manifest = manifests.get(key) ?? registry.manifest(repository, digest, stop.signal);
    manifests.set(key, manifest);
    return manifest;
  };

  const candidates = await limit.map(moves, async (move) => {
    const reference = `${move.repository}@${move.digest}`;
    try {
      return (await read(move.repository, move.digest)) ?? fail(move.image, reference, `the candidate ${reference} is not in the registry; build it again`);
    } catch (cause) {
      return fail(move.image, reference, reasonOf(cause));
    }
  });
  if (failures.size > 0) return { moves: [], failures: [...failures.values()] };

  const prepared = await limit.map(moves, async (move, index): Promise<PreparedMove | undefined> => {
    const candidate = candidates[index];
    if (!candidate) return undefined;
    try {
      const now = await registry.resolve(move.repository, move.tag, stop.signal);
      if (!now) return { ...move, candidate };
      const before = await read(move.repository, now.digest);
      return before ? { ...move, candidate, before } : fail(move.image, move.reference, `${move.reference} points at ${now.digest}, which the registry does not hold; delete the tag or push it again`);
    } catch (cause) {
      return fail(move.image, move.reference, reasonOf(cause));
    }
  });
  return { moves: prepared.filter((move) => move !== undefined), failures: [...failures.values()] };
}

/** Starts no more once one has failed or `stop` aborts. Every tag that was started is in the result. */
async function moveTags(moves: readonly PreparedMove[], registry: PublishRegistry, concurrency: number, stop: AbortController): Promise<readonly Attempted[]> {
  const attempts = await pLimit(concurrency).map(moves, async (move): Promise<Attempted | undefined> => {
    if (stop.signal.aborted) return undefined;
    try {
      await registry.tag(move.repository, move.tag, move.candidate, stop.signal);
      return { move, state: 'moved' };
    } catch (cause) {
      stop.abort();
      return { move, state: 'failed', failure: { image: move.image, reference: move.reference, reason: reasonOf(cause) } };
    }
  });
  return attempts.filter((attempt) => attempt !== undefined);
}

/**
 * Puts back what was attempted. A failed attempt may have moved its tag all the same (the answer got lost), so each
 * tag is looked at first; one that does not point at our candidate is not ours to change.
 */
async function putBack(attempted: readonly Attempted[], registry: PublishRegistry, concurrency: number): Promise<{ readonly restored: readonly RestoredTag[]; readonly left: readonly LeftTag[] }> {
  const restored: RestoredTag[] = [];
  const left: LeftTag[] = [];
  // No signal from here on: stopping half-way would leave what this is for.
  await pLimit(concurrency).map(attempted, async ({ move, state }) => {
    const { image, reference, repository, tag, before, digest } = move;
    try {
      // A look-up that fails says nothing about a tag that surely moved.
      const now = state === 'moved' ? await registry.resolve(repository, tag).catch(() => ({ digest })) : await registry.resolve(repository, tag);
      if (now?.digest !== digest) return;
      if (before) {
        await registry.tag(repository, tag, before);
        restored.push({ image, reference, digest: before.digest });
      } else if ((await registry.untag(repository, tag)) === 'deleted') {
        restored.push({ image, reference });
      } else {
        left.push({ ...movedTag(move), reason: 'the tag is new and the registry does not delete tags; delete it by hand, or publish again' });
      }
    } catch (cause) {
      left.push({ ...movedTag(move), reason: reasonOf(cause) });
    }
  });
  const inPlanOrder = (one: { readonly reference: string }): number => attempted.findIndex(({ move }) => move.reference === one.reference);
  return { restored: restored.toSorted((a, b) => inPlanOrder(a) - inPlanOrder(b)), left: left.toSorted((a, b) => inPlanOrder(a) - inPlanOrder(b)) };
}

function untouched(failures: readonly PublishFailure[], signal: AbortSignal | undefined): PublishOutcome {
  return { kind: 'rolled-back', cancelled: signal?.aborted ?? false, failures, restored: [], left: [] };
}

function movedTag({ image, reference, digest, before }: PreparedMove): MovedTag {
  return { image, reference, digest, ...(before ? { previous: before.digest } : {}) };
}

/** A RegistryError's message is made for people; anything else is a defect, which must not keep the tags from being put back. */
function reasonOf(cause: unknown): string {
  return cause instanceof RegistryError ? cause.message : `unexpected: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
}
