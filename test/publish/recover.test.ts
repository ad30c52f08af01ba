import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createJournalKeeper, parseJournal, type Journal } from '../../src/publish/journal.ts';
import { publishTags } from '../../src/publish/publish.ts';
import { resumePublication, rollBackPublication } from '../../src/publish/recover.ts';
import { createRegistry } from '../../src/registry/client.ts';
import type { Registry } from '../../src/registry/registry.ts';
import {
  startMemoryRegistry,
  type MemoryRegistry,
  type MemoryRegistryOptions,
} from '../rig/memory-registry.ts';
import { quietHost, registryEffects } from '../rig/host.ts';

const running: MemoryRegistry[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const client = (through: typeof fetch = fetch): Registry =>
  createRegistry(registryEffects({ fetch: through }));

async function start(options: MemoryRegistryOptions = {}): Promise<MemoryRegistry> {
  const server = await startMemoryRegistry(options);
  running.push(server);
  return server;
}

/** Keeps what was written last, as a file would. */
function kept(): {
  readonly keeper: ReturnType<typeof createJournalKeeper>;
  readonly journal: () => Journal;
  readonly hasBegun: () => boolean;
} {
  let text = '';
  return {
    keeper: createJournalKeeper(async (written) => void (text = written), quietHost()),
    journal: () => parseJournal(text, 'journal'),
    hasBegun: () => text !== '',
  };
}

const tagNames = ['a', 'b', 'c', 'd', 'e'];
/** For each tag: whether it existed before and whether it is immutable; and at which write the process dies. */
const publications = fc.record({
  existing: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  immutable: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  mirror: fc.boolean(),
  dies: fc.nat(14),
  concurrency: fc.integer({ min: 1, max: 6 }),
  finish: fc.constantFrom('resume' as const, 'rollback' as const),
  deletes: fc.constantFrom('allow' as const, 'digest' as const),
  /** How long each answer of the registry takes. */
  turns: fc.infiniteStream(fc.nat(4)),
});

describe('a publication that died at any of its writes', () => {
  it('is finished by resuming and undone by rolling back', async () => {
    await fc.assert(
      fc.asyncProperty(
        publications,
        async ({ existing, immutable, mirror, dies, concurrency, finish, deletes, turns }) => {
          const server = await start({ deleteTags: deletes });
          const through = server.fetchDirectly(() => turns.next().value ?? 0);
          const paths = mirror ? ['org/app', 'org/mirror'] : ['org/app'];
          // What never moves is new in every release.
          const old = tagNames.filter((_, index) => existing[index] && !immutable[index]);
          for (const path of paths) server.seed(path, 'old', ...old);
          const digest = server.seed('org/app', 'new');
          const before = paths.map((path) => server.tags(path));
          const plan = [
            {
              image: 'app',
              repository: `${server.host}/org/app`,
              digest,
              tags: tagNames,
              immutable: tagNames.filter((_, index) => immutable[index]),
              mirrors: mirror ? [`${server.host}/org/mirror`] : [],
            },
          ];

          // Dead: from that write on the process does nothing any more, neither to the registry nor to its journal.
          let writes = 0;
          const { keeper, journal, hasBegun } = kept();
          const isDead = (): boolean => writes > dies;
          const underWay: Promise<unknown>[] = [];
          const never = new Promise<never>(() => {});
          let die = (): void => {};
          const death = new Promise<'dead'>((resolve) => (die = () => resolve('dead')));
          const mortal = async <T>(act: () => Promise<T>): Promise<T> => {
            writes += 1;
            if (isDead()) {
              die();
              return never;
            }
            const sent = act();
            underWay.push(sent);
            return sent;
          };
          const real = client(through);
          const registry: Registry = {
            ...real,
            tag: (...args) => mortal(() => real.tag(...args)),
            store: (...args) => mortal(() => real.store(...args)),
            copyBlob: (...args) => mortal(() => real.copyBlob(...args)),
          };
          const outcome = await Promise.race([
            publishTags(plan, registry, { concurrency }, { keeper, run: 'r', started: 's', staging: [] }),
            death,
          ]);

          // What was on its way arrives before anybody recovers.
          await Promise.allSettled(underWay);
          const again = kept();
          const all = paths.map(() => Object.fromEntries(tagNames.map((tag) => [tag, digest])));
          if (outcome === 'dead' && !hasBegun()) {
            // It died while it copied to the mirror: there is nothing to finish or to undo.
            expect(paths.map((path) => server.tags(path))).toEqual(before);
          } else if (outcome === 'dead') {
            const left = journal();
            expect(left.state).toBe('publishing');
            const recovered =
              finish === 'resume'
                ? await resumePublication(left, client(through), { concurrency }, again.keeper)
                : await rollBackPublication(left, client(through), { concurrency }, again.keeper);
            expect(recovered).toMatchObject(
              finish === 'resume' ? { kind: 'published' } : { kind: 'rolled-back', left: [], taken: [] },
            );
            expect(again.journal().state).toBe(finish === 'resume' ? 'published' : 'rolled-back');
            expect(paths.map((path) => server.tags(path))).toEqual(finish === 'resume' ? all : before);
          } else {
            expect(outcome.kind).toBe('published');
            expect(journal().state).toBe('published');
            expect(paths.map((path) => server.tags(path))).toEqual(all);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('order', () => {
  it('moves immutable tags before any rolling one', async () => {
    const server = await start();
    const digest = server.seed('org/app', 'new');
    const { keeper, journal } = kept();
    await publishTags(
      [
        {
          image: 'app',
          repository: `${server.host}/org/app`,
          digest,
          tags: ['latest', '1.0.0', 'app', '1.0.1'],
          immutable: ['1.0.0', '1.0.1'],
        },
      ],
      client(),
      { concurrency: 2 },
      { keeper, run: 'r', started: 's', staging: [] },
    );
    const written = server.log
      .filter((line) => line.startsWith('PUT'))
      .map((line) => line.slice(line.lastIndexOf('/') + 1));
    expect(written.slice(0, 2).toSorted()).toEqual(['1.0.0', '1.0.1']);
    expect(journal().tags.map(({ tag, order, state }) => [tag, order, state])).toEqual([
      ['1.0.0', 1, 'moved'],
      ['1.0.1', 2, 'moved'],
      ['latest', 3, 'moved'],
      ['app', 4, 'moved'],
    ]);
  });

  it('copies to mirrors before the first tag moves anywhere', async () => {
    const [server, other] = await Promise.all([start(), start()]);
    const digest = server.seed('org/app', 'new');
    const outcome = await publishTags(
      [
        {
          image: 'app',
          repository: `${server.host}/org/app`,
          digest,
          tags: ['a'],
          mirrors: [`${other.host}/org/app`],
        },
      ],
      client(),
      { concurrency: 2 },
    );
    expect(outcome).toMatchObject({
      kind: 'published',
      moved: [{ reference: `${server.host}/org/app:a` }, { reference: `${other.host}/org/app:a` }],
    });
    expect(other.tags('org/app')).toEqual({ a: digest });
    // A second time: it only reads.
    const before = other.log.length;
    await publishTags(
      [
        {
          image: 'app',
          repository: `${server.host}/org/app`,
          digest,
          tags: ['a', 'b'],
          mirrors: [`${other.host}/org/app`],
        },
      ],
      client(),
      { concurrency: 2 },
    );
    expect(other.log.slice(before).filter((line) => /^(?:POST|PUT)/.test(line))).toEqual([
      'PUT /v2/org/app/manifests/b',
    ]);
  });
});

describe('resuming', () => {
  it('writes nothing when a candidate is gone', async () => {
    const server = await start();
    const missing = `sha256:${'0'.repeat(64)}`;
    const repository = `${server.host}/org/app`;
    const journal: Journal = {
      version: 1,
      run: 'r',
      started: 's',
      state: 'publishing',
      staging: [],
      tags: [
        {
          image: 'app',
          repository,
          from: repository,
          tag: 'a',
          digest: missing,
          immutable: false,
          order: 1,
          state: 'pending',
        },
      ],
    };
    const { keeper } = kept();
    const outcome = await resumePublication(journal, client(), { concurrency: 2 }, keeper);
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: [
        { reason: `the candidate ${repository}@${missing} is not in the registry any more; roll back` },
      ],
    });
    expect(server.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it('puts back what an earlier process moved, when it fails', async () => {
    const server = await start({ faults: [{ kind: 'status', status: 403, match: /^PUT .*\/b$/ }] });
    const repository = `${server.host}/org/app`;
    const old = server.seed('org/app', 'old', 'b');
    const digest = server.seed('org/app', 'new', 'a');
    const tag = {
      image: 'app',
      repository,
      from: repository,
      digest,
      previous: old,
      immutable: false,
      state: 'pending' as const,
    };
    const journal: Journal = {
      version: 1,
      run: 'r',
      started: 's',
      state: 'publishing',
      staging: [],
      tags: [
        { ...tag, tag: 'a', order: 1 },
        { ...tag, tag: 'b', order: 2 },
      ],
    };
    const { keeper, journal: after } = kept();
    expect(await resumePublication(journal, client(), { concurrency: 2 }, keeper)).toMatchObject({
      kind: 'rolled-back',
      restored: [{ reference: `${repository}:a`, digest: old }],
      left: [],
    });
    expect([server.tags('org/app'), after().state]).toEqual([{ a: old, b: old }, 'rolled-back']);
  });
});

describe('the journal', () => {
  it.each([
    ['no JSON', '{'],
    ['another version', '{"version":2}'],
    ['no tags', '{"version":1,"run":"r","started":"s","state":"published","staging":[]}'],
    [
      'a tag that is none',
      JSON.stringify({
        version: 1,
        run: 'r',
        started: 's',
        state: 'published',
        staging: [],
        tags: [
          {
            image: 'a',
            repository: 'ghcr.io/a/b',
            from: 'ghcr.io/a/b',
            tag: '../x',
            digest: `sha256:${'0'.repeat(64)}`,
            immutable: false,
            order: 1,
            state: 'pending',
          },
        ],
      }),
    ],
  ])('is refused with %s', (_, text) => {
    expect(() => parseJournal(text, 'out/publish-journal.json')).toThrow(
      /^out\/publish-journal\.json is no journal of a publication: /,
    );
  });

  it('is written before anything else, and what happens during a write is in the next one', async () => {
    const written: string[] = [];
    const keeper = createJournalKeeper(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      written.push(text);
    }, quietHost());
    const tags = tagNames.map((tag, index) => ({
      image: 'app',
      repository: 'ghcr.io/org/app',
      from: 'ghcr.io/org/app',
      tag,
      digest: `sha256:${'0'.repeat(64)}`,
      immutable: false,
      order: index + 1,
      state: 'pending' as const,
    }));
    await keeper.begin({ version: 1, run: 'r', started: 's', state: 'publishing', staging: [], tags });
    for (const tag of tagNames) keeper.note(`ghcr.io/org/app:${tag}`, 'moved');
    await keeper.end('published');
    expect(written.length).toBeLessThanOrEqual(4);
    const last = parseJournal(written.at(-1) ?? '', 'journal');
    expect([last.state, ...last.tags.map(({ state }) => state)]).toEqual([
      'published',
      ...tagNames.map(() => 'moved'),
    ]);
  });
});
