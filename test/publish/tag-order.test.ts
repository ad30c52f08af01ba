import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommitOrder } from '../../src/effects/host.ts';
import { publishTags, type PublishOutcome } from '../../src/publish/publish.ts';
import { createTagOrder } from '../../src/publish/tag-order.ts';
import { createRegistry } from '../../src/registry/client.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { registryEffects } from '../rig/host.ts';
import { startMemoryRegistry, type MemoryRegistry } from '../rig/memory-registry.ts';

/** Commits of one branch, the oldest first; and one of another branch. */
const COMMITS = ['1', '2', '3'].map((digit) => digit.repeat(40));
const [FIRST = '', SECOND = '', THIRD = ''] = COMMITS;
const ELSEWHERE = 'e'.repeat(40);
const LOST = 'f'.repeat(40);
const ROLLING = ['edge', 'latest', 'also'];

const running: MemoryRegistry[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(): Promise<MemoryRegistry> {
  const server = await startMemoryRegistry();
  running.push(server);
  return server;
}

async function compare(one: string, other: string): Promise<CommitOrder> {
  const [a, b] = [COMMITS.indexOf(one), COMMITS.indexOf(other)];
  if (other === LOST) return { because: 'nobody knows it', hint: 'fetch it' };
  if (a < 0 || b < 0) return 'unrelated';
  return a === b ? 'same' : a < b ? 'older' : 'newer';
}

interface Run {
  readonly revision: string;
  readonly path?: string;
  readonly latency?: number;
  readonly settles?: boolean;
  readonly over?: (registry: Registry) => Partial<Registry>;
  readonly mirrors?: readonly string[];
}

/** Publishes the image of a commit under all rolling tags and one of its own. */
function publish(
  server: MemoryRegistry,
  { revision, path = 'org/app', latency = 0, settles = true, over = () => ({}), mirrors = [] }: Run,
): Promise<PublishOutcome> {
  const effects = registryEffects();
  const registry = createRegistry({
    ...effects,
    fetch: async (...args) => {
      await delay(latency);
      return effects.fetch(...args);
    },
  });
  return publishTags(
    [
      {
        image: 'app',
        repository: `${server.host}/${path}`,
        digest: server.seedCommit(path, revision),
        tags: [`sha-${revision.slice(0, 3)}`, ...ROLLING],
        mirrors,
      },
    ],
    { ...registry, ...over(registry) },
    {
      concurrency: 4,
      ...(settles
        ? {
            settling: {
              order: createTagOrder(revision, compare),
              now: Date.now,
              sleep: async (milliseconds) => delay(milliseconds),
            },
          }
        : {}),
    },
  );
}

describe('a tag that points at the image of a newer commit', () => {
  it('stays, and all others of the run move', async () => {
    const server = await start();
    const newer = server.seedCommit('org/app', THIRD, 'edge');
    const older = server.seedCommit('org/app', FIRST, 'latest');
    const outcome = await publish(server, { revision: SECOND });
    const name = `${server.host}/org/app`;
    expect(outcome).toMatchObject({
      kind: 'published',
      kept: [{ image: 'app', reference: `${name}:edge`, digest: newer, revision: THIRD }],
    });
    const ours = server.seedCommit('org/app', SECOND);
    expect(server.tags('org/app')).toEqual({ edge: newer, latest: ours, also: ours, 'sha-222': ours });
    expect(older).not.toBe(ours);
  });

  it('stays in every repository, also where a mirror is behind', async () => {
    const server = await start();
    server.seedCommit('org/app', THIRD, 'edge');
    const behind = server.seedCommit('mirror/app', FIRST, 'edge');
    await publish(server, { revision: SECOND, mirrors: [`${server.host}/mirror/app`] });
    expect(server.tags('mirror/app')['edge']).toBe(behind);
  });

  it.each([
    ['of the same commit', SECOND],
    ['of an older commit', FIRST],
    ['of another branch', ELSEWHERE],
  ])('moves where the image is %s', async (_, present) => {
    const server = await start();
    server.seedCommit('org/app', present, 'edge');
    const outcome = await publish(server, { revision: SECOND });
    expect(outcome).toMatchObject({ kind: 'published', kept: [] });
    expect(server.tags('org/app')['edge']).toBe(server.seedCommit('org/app', SECOND));
  });

  it('stops the publication where the order is not known, and nothing moves', async () => {
    const server = await start();
    const lost = server.seedCommit('org/app', LOST, 'edge');
    const outcome = await publish(server, { revision: SECOND });
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: [{ code: 'order-unknown', hint: 'fetch it' }],
    });
    expect(server.tags('org/app')).toEqual({ edge: lost });
  });

  it('moves without an order: --allow-older, or a run of no commit', async () => {
    const server = await start();
    server.seedCommit('org/app', THIRD, 'edge');
    await publish(server, { revision: SECOND, settles: false });
    expect(server.tags('org/app')['edge']).toBe(server.seedCommit('org/app', SECOND));
  });
});

describe('a tag that somebody moves while a run is about to', () => {
  /** Publishes the second commit, while somebody moves `edge` to these images, one after each look at it. */
  async function disturbed(server: MemoryRegistry, images: readonly string[]): Promise<PublishOutcome> {
    server.seedCommit('org/app', FIRST, 'edge');
    let looks = 0;
    return publish(server, {
      revision: SECOND,
      over: (registry) => ({
        resolve: async (repository, tag, signal) => {
          const now = await registry.resolve(repository, tag, signal);
          const next = tag === 'edge' ? images[looks++] : undefined;
          if (next !== undefined) server.seedCommit('org/app', next, 'edge');
          return now;
        },
      }),
    });
  }

  it('is looked at again, and moved from there', async () => {
    const server = await start();
    const outcome = await disturbed(server, [ELSEWHERE]);
    expect(outcome).toMatchObject({ kind: 'published' });
    expect(outcome.kind === 'published' && outcome.moved[1]).toMatchObject({
      previous: server.seedCommit('org/app', ELSEWHERE),
    });
  });

  it('is left alone where it is moved to a newer commit', async () => {
    const server = await start();
    expect(await disturbed(server, [THIRD])).toMatchObject({ kept: [{ revision: THIRD }] });
    expect(server.tags('org/app')['edge']).toBe(server.seedCommit('org/app', THIRD));
  });

  it('stops the publication when that does not end', async () => {
    const server = await start();
    const outcome = await disturbed(
      server,
      Array.from({ length: 20 }, (_, index) => (10 + index).toString(16).padStart(40, '0')),
    );
    expect(outcome).toMatchObject({ kind: 'rolled-back', failures: [{ code: 'tag-taken' }] });
    expect(Object.keys(server.tags('org/app'))).toEqual(['edge']);
  });
});

describe('two runs at once', () => {
  it.each([
    ['ends with the older commit without a second look', false, FIRST],
    ['is repaired by the newer run', true, SECOND],
  ])('where the older one writes last, %s', async (_, settles, winner) => {
    const server = await start();
    let hasWritten = (): void => {};
    const newerHasWritten = new Promise<void>((resolve) => (hasWritten = resolve));
    let writes = 0;
    await Promise.all([
      publish(server, {
        revision: FIRST,
        settles,
        over: (registry) => ({
          tag: async (...args) => {
            await newerHasWritten;
            await registry.tag(...args);
          },
        }),
      }),
      publish(server, {
        revision: SECOND,
        settles,
        over: (registry) => ({
          tag: async (...args) => {
            await registry.tag(...args);
            if ((writes += 1) === ROLLING.length + 1) hasWritten();
          },
        }),
      }),
    ]);
    const ours = server.seedCommit('org/app', winner);
    for (const tag of ROLLING) expect(server.tags('org/app')[tag]).toBe(ours);
  });

  it.each([0, 40])('never end with the older commit unnoticed, at %i ms', async (latency) => {
    const server = await start();
    const publishAfter = async (
      milliseconds: number,
      path: string,
      revision: string,
    ): Promise<PublishOutcome> => {
      await delay(Math.max(0, milliseconds));
      return publish(server, { revision, path, latency });
    };
    /** From one long before the other to the other way round, and some at once. */
    const rounds = Array.from({ length: 30 }, (_, round) => ({
      path: `org/app${round}`,
      head: (round - 15) * (latency / 8 + 1),
    }));
    const lost = await pLimit(5).map(rounds, async ({ path, head }) => {
      server.seedCommit(path, 'a'.repeat(40), ...ROLLING);
      const [, newer] = await Promise.all([
        publishAfter(head, path, SECOND),
        publishAfter(-head, path, THIRD),
      ]);
      const digest = server.seedCommit(path, THIRD);
      const isThere = ROLLING.every((tag) => server.tags(path)[tag] === digest);
      // A run that was stopped says so, and is run again.
      return newer.kind === 'published' && !isThere;
    });
    expect(lost).toEqual(rounds.map(() => false));
  });
});
