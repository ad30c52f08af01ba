import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { publishTags, type Publication, type PublishOutcome } from '../../src/publish/publish.ts';
import { placeholderOf } from '../../src/publish/transaction.ts';
import { createRegistry } from '../../src/registry/client.ts';
import type { Registry } from '../../src/registry/registry.ts';
import type { Fault } from '../rig/faulty-server.ts';
import {
  startMemoryRegistry,
  type MemoryRegistry,
  type MemoryRegistryOptions,
} from '../rig/memory-registry.ts';
import { registryEffects } from '../rig/host.ts';
import { error, ProblemsFound } from '../../src/problem/problem.ts';

const PATH = 'org/app';
const TAGS = ['t1', 't2', 't3', 't4', 't5'];
/** For the cases with a slow answer only, so that a busy machine does not fail the others. */
const TIMEOUT_MS = 250;

const running: MemoryRegistry[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

interface Scene {
  readonly server: MemoryRegistry;
  readonly registry: Registry;
  readonly plan: readonly Publication[];
  readonly slept: readonly number[];
  /** Digests: of the release that t1 to t3 point at, and of the candidate that all five shall point at. */
  readonly old: string;
  readonly candidate: string;
  readonly before: Readonly<Record<string, string>>;
  readonly publish: (signal?: AbortSignal, concurrency?: number) => Promise<PublishOutcome>;
  readonly puts: () => readonly string[];
}

/** t1 to t3 exist, t4 and t5 are new. */
async function scene(options: MemoryRegistryOptions = {}, timeoutMs = 30_000): Promise<Scene> {
  const server = await startMemoryRegistry(options);
  running.push(server);
  const old = server.seed(PATH, 'old', 't1', 't2', 't3', 'untouched');
  const candidate = server.seed(PATH, 'new');
  const slept: number[] = [];
  const registry = createRegistry(
    registryEffects({
      credentials: async () => ({ kind: 'password', username: 'me', password: 'pw' }),
      sleep: async (milliseconds) => void slept.push(milliseconds),
      random: () => 0,
    }),
    { timeoutMs },
  );
  const plan = [{ image: 'app', repository: `${server.host}/${PATH}`, digest: candidate, tags: TAGS }];
  return {
    server,
    registry,
    plan,
    slept,
    old,
    candidate,
    before: server.tags(PATH),
    publish: (signal, concurrency = 2) =>
      publishTags(plan, registry, { concurrency, ...(signal ? { signal } : {}) }),
    puts: () => server.log.filter((line) => /^PUT .*\/manifests\/t/.test(line)),
  };
}

function allMoved({ old, candidate }: Scene): Record<string, string> {
  return { untouched: old, ...Object.fromEntries(TAGS.map((tag) => [tag, candidate])) };
}

describe('without faults', () => {
  it('moves every tag with one PUT each, and says from where', async () => {
    const at = await scene();
    const outcome = await at.publish();
    const name = at.plan[0]?.repository;
    expect(outcome).toEqual({
      kind: 'published',
      moved: TAGS.map((tag, index) => ({
        image: 'app',
        reference: `${name}:${tag}`,
        digest: at.candidate,
        ...(index < 3 ? { previous: at.old } : {}),
      })),
      unchanged: [],
      kept: [],
    });
    expect(at.server.tags(PATH)).toEqual(allMoved(at));
    // One read of the candidate and of the old release, two HEAD and a PUT for each tag, nothing else.
    const count = (method: string): number =>
      at.server.log.filter((line) => line.startsWith(`${method} `)).length;
    expect([at.server.log.length, count('GET'), count('HEAD'), count('PUT')]).toEqual([17, 2, 10, 5]);
  });

  it('reads everything before it writes anything', async () => {
    const at = await scene();
    await at.publish(undefined, 8);
    const firstPut = at.server.log.findIndex((line) => line.startsWith('PUT'));
    expect(at.server.log.slice(firstPut).every((line) => line.startsWith('PUT'))).toBe(true);
  });

  it('does not write a tag that points there already', async () => {
    const at = await scene();
    await at.publish();
    const written = at.puts().length;
    const again = await at.publish();
    expect(again).toMatchObject({
      kind: 'published',
      moved: [],
      unchanged: TAGS.map((tag) => ({ reference: `${at.plan[0]?.repository}:${tag}` })),
    });
    expect(at.puts()).toHaveLength(written);
  });

  it('publishes several images and repositories in one go', async () => {
    const at = await scene();
    const other = at.server.seed('org/other', 'other');
    const plan = [
      ...at.plan,
      { image: 'other', repository: `${at.server.host}/org/other`, digest: other, tags: ['1'] },
    ];
    expect(await publishTags(plan, at.registry, { concurrency: 3 })).toMatchObject({ kind: 'published' });
    expect([at.server.tags(PATH), at.server.tags('org/other')]).toEqual([allMoved(at), { '1': other }]);
  });

  it('keeps to its bound', async () => {
    const at = await scene();
    let active = 0;
    let most = 0;
    const counting: Registry = {
      ...at.registry,
      tag: async (...args) => {
        most = Math.max(most, (active += 1));
        await delay(5);
        await at.registry.tag(...args);
        active -= 1;
      },
    };
    await publishTags(at.plan, counting, { concurrency: 3 });
    expect(most).toBe(3);
  });

  it('has nothing to do for an empty plan', async () => {
    const at = await scene();
    expect(await publishTags([], at.registry, { concurrency: 2 })).toEqual({
      kind: 'published',
      moved: [],
      unchanged: [],
      kept: [],
    });
    expect(at.server.log).toEqual([]);
  });
});

const PUT = /^PUT .*\/manifests\/t/;
const ONE_PUT = /^PUT .*\/manifests\/t3$/;
const users = { me: { password: 'pw', push: [PATH] } };
const waits = (...retries: number[]): number[] => retries;

const ANY_WAITS = expect.any(Array) as number[];

interface FaultCase {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly ends: 'all moved' | 'none moved';
  readonly with?: MemoryRegistryOptions;
  /** Milliseconds between tries, in any order. */
  readonly slept?: readonly number[];
  readonly reason?: RegExp;
  readonly concurrency?: number;
}

/** Every case starts from t1 to t3 on the old release and t4, t5 absent. */
const FAULTS: readonly FaultCase[] = [
  {
    name: '429 once',
    faults: [{ kind: 'status', status: 429, match: PUT }],
    ends: 'all moved',
    slept: waits(250),
  },
  {
    name: '429 with Retry-After, five times',
    faults: [{ kind: 'status', status: 429, match: ONE_PUT, times: 5, headers: { 'retry-after': '2' } }],
    ends: 'all moved',
    slept: waits(2250, 2500, 3000, 4000, 6000),
  },
  {
    name: '429 with Retry-After, for ever',
    faults: [
      {
        kind: 'status',
        status: 429,
        code: 'TOOMANYREQUESTS',
        match: ONE_PUT,
        times: 99,
        headers: { 'retry-after': '2' },
      },
    ],
    ends: 'none moved',
    slept: waits(2250, 2500, 3000, 4000, 6000),
    reason: /answered 429 TOOMANYREQUESTS "injected" \(6 tries\)/,
  },
  {
    name: '500 once',
    faults: [{ kind: 'status', status: 500, match: ONE_PUT }],
    ends: 'all moved',
    slept: waits(250),
  },
  {
    name: '500 for ever',
    faults: [{ kind: 'status', status: 500, match: ONE_PUT, times: 99 }],
    ends: 'none moved',
    reason: /answered 500/,
  },
  {
    name: '503 twice',
    faults: [{ kind: 'status', status: 503, match: ONE_PUT, times: 2 }],
    ends: 'all moved',
    slept: waits(250, 500),
  },
  {
    name: '503 twice while looking up',
    faults: [{ kind: 'status', status: 503, match: /^HEAD/, times: 2 }],
    ends: 'all moved',
    slept: waits(250, 250),
  },
  {
    name: '500 for ever while looking up',
    faults: [{ kind: 'status', status: 500, match: /^HEAD .*t5/, times: 99 }],
    ends: 'none moved',
    reason: /cannot look up .*:t5/,
  },
  { name: 'reset once', faults: [{ kind: 'reset', match: ONE_PUT }], ends: 'all moved', slept: waits(250) },
  {
    name: 'reset for ever',
    faults: [{ kind: 'reset', match: ONE_PUT, times: 99 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  { name: 'slow once', faults: [{ kind: 'slow', ms: 2 * TIMEOUT_MS, match: ONE_PUT }], ends: 'all moved' },
  {
    name: 'slow for ever',
    faults: [{ kind: 'slow', ms: 2 * TIMEOUT_MS, match: ONE_PUT, times: 99 }],
    ends: 'none moved',
    reason: /got no answer within 0\.25 s \(6 tries\)/,
  },
  {
    name: 'truncated manifest',
    faults: [{ kind: 'truncate', match: /^GET .*\/manifests\// }],
    ends: 'all moved',
    slept: waits(250),
  },
  {
    name: 'truncated answer to a PUT',
    faults: [{ kind: 'truncate', match: ONE_PUT }],
    ends: 'all moved',
    slept: waits(250),
  },
  // The registry moved the tag, but its answer never arrived.
  {
    name: 'truncated answers to a PUT, for ever',
    faults: [{ kind: 'truncate', match: ONE_PUT, times: 6 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  {
    name: 'truncated answers to the PUT of a new tag, for ever',
    faults: [{ kind: 'truncate', match: /^PUT .*t4$/, times: 6 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  {
    name: 'blob not known yet',
    faults: [{ kind: 'status', status: 404, code: 'MANIFEST_BLOB_UNKNOWN', match: ONE_PUT, times: 2 }],
    ends: 'all moved',
    slept: waits(250, 500),
  },
  {
    name: '401, expired token',
    with: { users },
    faults: [{ kind: 'expire', match: PUT, skip: 2 }],
    ends: 'all moved',
    slept: waits(),
  },
  {
    name: '401, token expires on every PUT',
    with: { users },
    faults: [{ kind: 'expire', match: ONE_PUT, times: 2 }],
    ends: 'none moved',
    concurrency: 1,
    reason: /answered 401 UNAUTHORIZED.*docker login 127\.0\.0\.1/,
  },
  {
    name: '403 for one tag',
    faults: [{ kind: 'status', status: 403, code: 'DENIED', match: ONE_PUT }],
    ends: 'none moved',
    slept: waits(),
    reason: /answered 403 DENIED "injected"; run "docker login/,
  },
  {
    name: '403 for a user who may not push',
    with: { users: { me: { password: 'pw' } } },
    faults: [],
    ends: 'none moved',
    reason: /permission_denied: write_package/,
  },
  {
    name: '403 for a wrong password',
    with: { users: { me: { password: 'other' } } },
    faults: [],
    ends: 'none moved',
    reason: /cannot get a token/,
  },
  {
    name: 'failing on the last of five tags',
    faults: [{ kind: 'status', status: 400, match: /^PUT .*t5$/ }],
    ends: 'none moved',
    concurrency: 1,
    reason: /:t5 at/,
  },
  {
    name: 'failing on all tags at once',
    faults: [{ kind: 'status', status: 400, match: PUT, times: 5 }],
    ends: 'none moved',
    concurrency: 5,
  },
  {
    name: 'failing once more while putting back',
    faults: [
      { kind: 'status', status: 400, match: /^PUT .*t5$/ },
      { kind: 'status', status: 503, match: /^PUT .*t2$/, skip: 1, times: 2 },
      { kind: 'reset', match: /^DELETE .*t4$/ },
    ],
    ends: 'none moved',
    concurrency: 1,
    slept: waits(250, 250, 500),
  },
];

describe('with a fault: all tags moved, or none', () => {
  it.each(FAULTS)('$name: $ends', async ({ faults, ends, reason, slept, concurrency, ...rest }) => {
    const at = await scene(
      { ...rest.with, faults },
      faults.some(({ kind }) => kind === 'slow') ? TIMEOUT_MS : undefined,
    );
    expect(at.server.tags(PATH)).toEqual({ untouched: at.old, t1: at.old, t2: at.old, t3: at.old });
    const outcome = await at.publish(undefined, concurrency);

    const { failures, left } = outcome.kind === 'rolled-back' ? outcome : { failures: [], left: [] };
    expect({ kind: outcome.kind, tags: at.server.tags(PATH), left }).toEqual(
      ends === 'all moved'
        ? { kind: 'published', tags: allMoved(at), left: [] }
        : { kind: 'rolled-back', tags: at.before, left: [] },
    );
    expect(failures.map((failure) => failure.reason).join('\n')).toMatch(
      reason ?? (ends === 'all moved' ? /^$/ : /./),
    );
    expect(at.slept.toSorted((a, b) => a - b)).toEqual(slept ?? ANY_WAITS);
    // The fault must have happened, or the case proves nothing.
    expect(at.server.log.filter((line) => line.startsWith('FAULT')).length).toBeGreaterThanOrEqual(
      faults.length,
    );
  });
});

describe('going back', () => {
  it('tells what it put back, and removes the tags that are new', async () => {
    const at = await scene({ faults: [{ kind: 'status', status: 400, match: /^PUT .*t5$/ }] });
    const name = at.plan[0]?.repository;
    expect(await at.publish(undefined, 1)).toMatchObject({
      kind: 'rolled-back',
      failures: [{ image: 'app', reference: `${name}:t5` }],
      restored: [
        { image: 'app', reference: `${name}:t1`, digest: at.old },
        { image: 'app', reference: `${name}:t2`, digest: at.old },
        { image: 'app', reference: `${name}:t3`, digest: at.old },
        { image: 'app', reference: `${name}:t4` },
      ],
      left: [],
    });
    expect(at.server.tags(PATH)).toEqual(at.before);
  });

  it('lists a new tag that the registry does not delete', async () => {
    const at = await scene({
      deleteTags: 'refuse',
      faults: [{ kind: 'status', status: 400, match: /^PUT .*t5$/ }],
    });
    const outcome = await at.publish(undefined, 1);
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      left: [
        {
          image: 'app',
          reference: `${at.plan[0]?.repository}:t4`,
          digest: at.candidate,
          reason: expect.stringMatching(/does not delete tags/) as string,
        },
      ],
    });
    expect(at.server.tags(PATH)).toEqual({ ...at.before, t4: at.candidate });
  });

  it('lists a tag that cannot be put back, with where it was', async () => {
    const at = await scene({
      faults: [
        { kind: 'status', status: 400, match: /^PUT .*t5$/ },
        { kind: 'status', status: 403, match: /^PUT .*t2$/, skip: 1 },
      ],
    });
    expect(await at.publish(undefined, 1)).toMatchObject({
      left: [
        {
          reference: `${at.plan[0]?.repository}:t2`,
          digest: at.candidate,
          previous: at.old,
          reason: expect.stringMatching(/403/) as string,
        },
      ],
    });
    expect(at.server.tags(PATH)).toEqual({ ...at.before, t2: at.candidate });
  });

  it.each([
    ['the candidate, where it was put back to', [], (at: Scene) => at.candidate],
    [
      'what stands in for it',
      [{ kind: 'status', status: 403, match: /^PUT .*t4$/, skip: 2 }],
      (at: Scene) => placeholderOf(at.plan[0]?.repository ?? '', 't4'),
    ],
  ] as const)('says of a tag whose removal fails half-way that it points at %s', async (_, more, where) => {
    const at = await scene({
      deleteTags: 'digest',
      faults: [
        { kind: 'status', status: 400, match: /^PUT .*t5$/ },
        { kind: 'status', status: 500, match: /^DELETE .*sha256/, skip: 1, times: 6 },
        ...more,
      ],
    });
    expect(await at.publish(undefined, 1)).toMatchObject({
      left: [
        {
          reference: `${at.plan[0]?.repository}:t4`,
          digest: where(at),
          reason: expect.stringMatching(/answered 500/) as string,
        },
      ],
      taken: [],
    });
    expect(at.server.tags(PATH)).toEqual({ ...at.before, t4: where(at) });
  });

  it('looks again at what failed, and counts a tag as put back that is back', async () => {
    const at = await scene({
      faults: [
        { kind: 'status', status: 400, match: /^PUT .*t5$/ },
        { kind: 'truncate', match: /^PUT .*t2$/, skip: 1, times: 6 },
        { kind: 'truncate', match: /^DELETE .*t4$/, times: 6 },
      ],
    });
    const name = at.plan[0]?.repository;
    const outcome = await at.publish(undefined, 1);
    expect(outcome).toMatchObject({
      restored: ['t1', 't2', 't3', 't4'].map((tag) => ({ reference: `${name}:${tag}` })),
      left: [],
      taken: [],
    });
    expect(at.server.tags(PATH)).toEqual(at.before);
  });

  it('names a tag as taken that somebody else moved while it could not be put back', async () => {
    const at = await scene({ faults: [{ kind: 'status', status: 400, match: /^PUT .*t5$/ }] });
    const theirs = at.server.seed(PATH, 'theirs');
    const meddling: Registry = {
      ...at.registry,
      tag: async (repository, tag, manifest, signal) => {
        if (tag === 't2' && manifest.digest === at.old) {
          at.server.seed(PATH, 'theirs', 't2');
          throw new Error('no luck');
        }
        await at.registry.tag(repository, tag, manifest, signal);
      },
    };
    expect(await publishTags(at.plan, meddling, { concurrency: 1 })).toMatchObject({
      left: [],
      taken: [{ reference: `${at.plan[0]?.repository}:t2`, digest: theirs }],
    });
  });

  it('starts no tag after the first failure', async () => {
    const at = await scene({ faults: [{ kind: 'status', status: 400, match: /^PUT .*t1$/ }] });
    await at.publish(undefined, 1);
    expect(at.puts()).toEqual([]);
  });

  it('does not let others wait for another try after a failure', async () => {
    const at = await scene({
      faults: [
        { kind: 'status', status: 503, match: /^PUT .*t1$/, times: 99 },
        { kind: 'status', status: 403, match: /^PUT .*t2$/ },
      ],
    });
    await at.publish(undefined, 2);
    expect(at.server.log.filter((line) => /PUT .*t1$/.test(line)).length).toBeLessThan(4);
    expect(at.server.tags(PATH)).toEqual(at.before);
  });

  it('leaves a tag alone that somebody else has moved meanwhile', async () => {
    const at = await scene({ faults: [{ kind: 'status', status: 400, match: /^PUT .*t5$/ }] });
    const meddling: Registry = {
      ...at.registry,
      tag: async (repository, tag, manifest, signal) => {
        await at.registry.tag(repository, tag, manifest, signal);
        if (tag === 't2') at.server.seed(PATH, 'theirs', 't2');
      },
    };
    const theirs = at.server.seed(PATH, 'theirs');
    await publishTags(at.plan, meddling, { concurrency: 1 });
    expect(at.server.tags(PATH)).toEqual({ ...at.before, t2: theirs });
  });

  it('happens after a defect of ours too', async () => {
    const at = await scene();
    const broken: Registry = {
      ...at.registry,
      tag: async (repository, tag, manifest, signal) => {
        if (tag === 't4') throw new TypeError('undefined is not a function');
        await at.registry.tag(repository, tag, manifest, signal);
      },
    };
    const outcome = await publishTags(at.plan, broken, { concurrency: 1 });
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: [{ reason: expect.stringMatching(/unexpected: TypeError/) as string }],
    });
    expect(at.server.tags(PATH)).toEqual(at.before);
  });
});

describe('nothing is written', () => {
  it('when a candidate is missing, and it is named once', async () => {
    const at = await scene();
    const missing = `sha256:${'0'.repeat(64)}`;
    const plan = [
      ...at.plan,
      { image: 'other', repository: `${at.server.host}/${PATH}`, digest: missing, tags: ['a', 'b'] },
    ];
    const outcome = await publishTags(plan, at.registry, { concurrency: 2 });
    const reference = `${at.server.host}/${PATH}@${missing}`;
    expect(outcome).toEqual({
      kind: 'rolled-back',
      cancelled: false,
      failures: [
        {
          image: 'other',
          reference,
          reason: `the candidate ${reference} is not in the registry; build it again`,
        },
      ],
      restored: [],
      left: [],
      taken: [],
    });
    expect([at.puts(), at.server.tags(PATH)]).toEqual([[], at.before]);
  });

  it.each([
    ['a broken tag', { tags: ['a+b'] }, /the character "\+"/],
    ['a broken repository', { repository: 'ghcr.io/Org/App' }, /upper-case/],
    ['a broken digest', { digest: 'sha256:1' }, /is no digest/],
    [
      'two images that want one tag',
      { image: 'two', digest: `sha256:${'0'.repeat(64)}` },
      /images "app" and "two" both want this tag/,
    ],
  ])('with %s', async (_, change, reason) => {
    const at = await scene();
    const [first] = at.plan;
    const outcome = await publishTags(first ? [first, { ...first, ...change }] : [], at.registry, {
      concurrency: 2,
    });
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringMatching(reason) as string }),
      ]) as unknown[],
    });
    expect(at.server.log).toEqual([]);
  });
});

describe('cancelling', () => {
  it('before the start writes nothing', async () => {
    const at = await scene();
    expect(await at.publish(AbortSignal.abort())).toEqual({
      kind: 'rolled-back',
      cancelled: true,
      failures: [],
      restored: [],
      left: [],
      taken: [],
    });
    expect(at.server.tags(PATH)).toEqual(at.before);
  });

  it.each([1, 2, 4])('half-way, %i at once, puts back what has moved', async (concurrency) => {
    const at = await scene();
    const cancel = new AbortController();
    const cancelling: Registry = {
      ...at.registry,
      tag: async (repository, tag, manifest, signal) => {
        if (tag === 't2') cancel.abort();
        await at.registry.tag(repository, tag, manifest, signal);
      },
    };
    const outcome = await publishTags(at.plan, cancelling, { concurrency, signal: cancel.signal });
    expect(outcome).toMatchObject({ kind: 'rolled-back', cancelled: true, failures: [], left: [] });
    expect(outcome.kind === 'rolled-back' ? outcome.restored.length : 0).toBeGreaterThanOrEqual(2);
    expect(at.server.tags(PATH)).toEqual(at.before);
  });

  it('after the last tag has moved changes nothing', async () => {
    const at = await scene();
    const cancel = new AbortController();
    const late: Registry = {
      ...at.registry,
      tag: async (repository, tag, manifest, signal) => {
        await at.registry.tag(repository, tag, manifest, signal);
        if (tag === 't5') cancel.abort();
      },
    };
    expect(await publishTags(at.plan, late, { concurrency: 1, signal: cancel.signal })).toMatchObject({
      kind: 'published',
    });
    expect(at.server.tags(PATH)).toEqual(allMoved(at));
  });
});

describe('logins that break while tags move', () => {
  it('end the publication in words, and what moved is put back', async () => {
    const at = await scene();
    let writes = 0;
    const registry: Registry = {
      ...at.registry,
      tag: async (...args) => {
        writes += 1;
        if (writes === 2) throw new ProblemsFound([error('docker-config', 'the helper gave no login')]);
        return at.registry.tag(...args);
      },
    };
    const outcome = await publishTags(at.plan, registry, { concurrency: 1 });
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: [{ reason: 'the helper gave no login' }],
      left: [],
    });
    expect(at.server.tags(PATH)).toEqual(at.before);
  });
});
