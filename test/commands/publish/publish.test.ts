import { expect, it, onTestFinished } from 'vitest';
import { recover } from '../../../src/commands/publish/publish.ts';
import type { Files } from '../../../src/effects/files.ts';
import type { Host } from '../../../src/effects/host.ts';
import { createJournalKeeper, parseJournal, type Journal } from '../../../src/publish/journal.ts';
import { publishImages, publishProblems } from '../../../src/publish/publish-images.ts';
import { publishTags, type PublishOutcome } from '../../../src/publish/publish.ts';
import { createRegistry } from '../../../src/registry/client.ts';
import {
  startMemoryRegistry,
  type MemoryRegistry,
  type MemoryRegistryOptions,
} from '../../rig/memory-registry.ts';
import { quietHost, registryEffects } from '../../rig/host.ts';

async function start(options: MemoryRegistryOptions = {}): Promise<MemoryRegistry> {
  const server = await startMemoryRegistry(options);
  onTestFinished(() => server.close());
  return server;
}

/** A machine with one file, the journal. Writing a journal for which `isFull` is true fails: the disk is full. */
function machine(
  journal: Journal,
  isFull: (next: Journal) => boolean = () => false,
  { env = {}, image: matrixImage }: { readonly env?: Host['env']; readonly image?: string } = {},
) {
  let text = JSON.stringify(journal);
  const said: string[] = [];
  const files = {
    realPath: async () => undefined,
    readText: async (path: string) =>
      path === 'matrix.yaml'
        ? `version: 1\nimage: ${matrixImage ?? journal.tags[0]?.repository}\ntargets: { a: { from: debian } }\n`
        : text,
    writeDurable: async (_: string, next: string) => {
      if (isFull(parseJournal(next, 'journal'))) throw new Error('no space is left on the device');
      text = next;
    },
  };
  const host = quietHost({
    ...registryEffects(),
    files: files as unknown as Files,
    say: (line) => void said.push(line),
    env,
  });
  return { host, said, journal: () => parseJournal(text, 'journal') };
}

const isEnd = ({ state }: Journal): boolean => state === 'published' || state === 'rolled-back';
const request = (direction: 'resume' | 'rollback') => ({
  direction,
  matrix: 'matrix.yaml',
  journal: 'out/publish-journal.json',
});

/** The tag `a`, which was new or pointed at an older image, and a staging tag. */
function journalOf(server: MemoryRegistry, state: Journal['state']): Journal {
  const repository = `${server.host}/org/app`;
  const previous = server.seed('org/app', 'old');
  const digest = server.seed('org/app', 'new', 'a', 'staging-000000000001');
  return {
    version: 1,
    run: 'r',
    started: 's',
    state,
    staging: [{ repository, tag: 'staging-000000000001' }],
    tags: [
      {
        image: 'app',
        repository,
        from: repository,
        tag: 'a',
        digest,
        previous,
        immutable: false,
        order: 1,
        state: 'pending',
      },
    ],
  };
}

it.each([
  [
    'published',
    [],
    'every tag of the release points where it should, but out/publish-journal.json could not be written ' +
      'and still says that the publication goes on: no space is left on the device',
    /^delete that file; a rollback from it would take the release back$/,
  ],
  [
    'rolled-back',
    [{ kind: 'status', status: 400, match: /^PUT .*\/b$/ }],
    'what had moved is put back, but out/publish-journal.json could not be written and still says that ' +
      'the publication goes on: no space is left on the device',
    /^delete that file$/,
  ],
] as const)(
  'says of a publication that was %s that its journal could not be told',
  async (kind, faults, message, hint) => {
    const server = await start({ faults });
    const digest = server.seed('org/app', 'new');
    const registry = createRegistry(registryEffects());
    const keeper = createJournalKeeper(async (text) => {
      if (isEnd(parseJournal(text, 'journal'))) throw new Error('no space is left on the device');
    }, quietHost());
    const outcome: PublishOutcome = await publishTags(
      [{ image: 'app', repository: `${server.host}/org/app`, digest, tags: ['a', 'b'] }],
      registry,
      { concurrency: 1 },
      { keeper, run: 'r', started: 's', staging: [] },
    );
    expect(outcome).toMatchObject({ kind, unrecorded: 'no space is left on the device' });
    expect(server.tags('org/app')).toEqual(kind === 'published' ? { a: digest, b: digest } : {});
    expect(
      publishProblems(outcome, 'out/publish-journal.json').filter(({ code }) => code === 'journal-behind'),
    ).toEqual([
      { severity: 'warning', code: 'journal-behind', message, hint: expect.stringMatching(hint) as string },
    ]);
  },
);

it.each(['resume', 'rollback'] as const)(
  '%s that could not tell its journal warns, and still removes the staging tags',
  async (direction) => {
    const server = await start();
    const journal = journalOf(server, 'publishing');
    const { host, journal: after } = machine(journal, isEnd);
    const recovery = await recover(request(direction), host);
    expect(recovery.problems.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'journal-behind'],
    ]);
    // The states that the file still has, because the new ones could not be written.
    expect([recovery.state, after().state]).toEqual(
      direction === 'resume' ? ['publishing', 'publishing'] : ['rolling-back', 'rolling-back'],
    );
    expect(server.tags('org/app')).toEqual({
      a: direction === 'resume' ? journal.tags[0]?.digest : journal.tags[0]?.previous,
    });
  },
);

it.each([
  ['published', 'resume'],
  ['rolled-back', 'rollback'],
] as const)(
  'removes the staging tags that a run left when it was killed after it was %s, and says so',
  async (state, direction) => {
    const server = await start();
    const { host, said } = machine(journalOf(server, state));
    expect(await recover(request(direction), host)).toEqual({
      direction,
      journal: 'out/publish-journal.json',
      state,
      problems: [],
    });
    expect(Object.keys(server.tags('org/app'))).toEqual(['a']);
    expect(said).toEqual([`removed the staging tags ${server.host}/org/app:staging-000000000001`]);
    // A second time: it only reads the tags and changes nothing.
    const before = server.log.length;
    await recover(request(direction), host);
    expect([said.length, server.log.slice(before).map((line) => line.replace(/ .*\//, ' '))]).toEqual([
      1,
      ['HEAD staging-000000000001'],
    ]);
  },
);

it('removes them of a release that cannot be rolled back any more, too', async () => {
  const server = await start();
  const { host } = machine(journalOf(server, 'published'));
  await expect(recover(request('rollback'), host)).rejects.toThrow(/has ended: it was published/);
  expect(Object.keys(server.tags('org/app'))).toEqual(['a']);
});

it('names them where the registry deletes none', async () => {
  const server = await start({ deleteTags: 'refuse' });
  const { host, said } = machine(journalOf(server, 'published'));
  const { problems } = await recover(request('resume'), host);
  expect([problems.map(({ severity, code }) => [severity, code]), said]).toEqual([
    [['warning', 'staging-left']],
    [],
  ]);
});

it.each([
  [
    'https://github.com/org/app/actions/runs/42',
    'the publication of s (https://github.com/org/app/actions/runs/42) has ended: it was published',
  ],
  ['0d7ba2a6', 'the publication of s has ended: it was published'],
  [
    'https://example.org/\n::warning::x',
    'the publication of s (https://example.org/::warning::x) has ended: it was published',
  ],
  ['javascript:alert(1)', 'the publication of s has ended: it was published'],
])('says which run it was that ended: %j', async (run, message) => {
  const { host } = machine({ ...journalOf(await start(), 'published'), run });
  await expect(recover(request('rollback'), host)).rejects.toMatchObject({
    problems: [{ code: 'journal-finished', message }],
  });
});

it.each([
  [
    { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'org/app', GITHUB_RUN_ID: '42' },
    /^https:\/\/github\.com\/org\/app\/actions\/runs\/42$/,
  ],
  [{}, /^[0-9a-f-]{36}$/],
])('keeps in the journal which run it is: %j', async (env, run) => {
  const server = await start();
  const repository = `${server.host}/org/app`;
  const { host, journal } = machine(journalOf(server, 'published'));
  const image = { id: 'app', repository, tags: [{ name: 'a', immutable: false }], mirrors: [] };
  const built = [{ image, candidate: { digest: server.seed('org/app', 'newer') } }] as unknown as Parameters<
    typeof publishImages
  >[0];
  const job = { request: { facts: {}, build: { concurrency: 1 } }, out: 'out' } as unknown as Parameters<
    typeof publishImages
  >[1];
  const registry = createRegistry(registryEffects());
  await publishImages(built, job, [], registry, { ...host, env, group: () => () => {} });
  expect(journal()).toMatchObject({ state: 'published', run: expect.stringMatching(run) as string });
});

it('is about the repositories of the matrix only, whatever the journal says', async () => {
  const server = await start();
  const journal = journalOf(server, 'publishing');
  const before = server.tags('org/app');
  const elsewhere = [
    { ...journal, tags: journal.tags.map((tag) => ({ ...tag, repository: `${server.host}/org/other` })) },
    { ...journal, tags: journal.tags.map((tag) => ({ ...tag, from: `${server.host}/mallory/app` })) },
    { ...journal, staging: [{ repository: `${server.host}/org/other`, tag: 'staging-000000000001' }] },
  ];
  for (const direction of ['resume', 'rollback'] as const)
    for (const foreign of elsewhere) {
      const { host } = machine(foreign, undefined, { image: `${server.host}/org/app` });
      await expect(recover(request(direction), host)).rejects.toMatchObject({
        problems: [
          { code: 'journal-foreign', message: expect.stringMatching(/(?:other|mallory\/app), and the/) },
        ],
      });
    }
  expect(server.tags('org/app')).toEqual(before);
});

it('removes no tag that is no staging tag, and none that points at another image', async () => {
  const server = await start();
  const journal = journalOf(server, 'published');
  const [{ repository, digest } = { repository: '', digest: '' }] = journal.tags;
  await expect(
    recover(request('resume'), machine({ ...journal, staging: [{ repository, tag: 'latest' }] }).host),
  ).rejects.toMatchObject({ problems: [{ code: 'journal-broken' }] });
  const theirs = server.seed('org/app', 'theirs', 'staging-000000000001');
  const staging = [{ repository, tag: 'staging-000000000001', digest }];
  const { problems } = await recover(request('resume'), machine({ ...journal, staging }).host);
  expect(problems).toMatchObject([
    { code: 'staging-left', message: expect.stringContaining(`it points at ${theirs}`) as string },
  ]);
  expect(server.tags('org/app')).toHaveProperty('staging-000000000001', theirs);
});

it('is of the workflow run that it is in', async () => {
  const server = await start();
  const journal = journalOf(server, 'publishing');
  const run = (id: string) => `https://github.com/org/app/actions/runs/${id}`;
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'org/app', GITHUB_RUN_ID: '7' };
  for (const other of [run('6'), 'r'])
    await expect(
      recover(request('rollback'), machine({ ...journal, run: other }, undefined, { env }).host),
    ).rejects.toMatchObject({ problems: [{ code: 'journal-foreign' }] });
  const { state } = await recover(
    request('rollback'),
    machine({ ...journal, run: run('7') }, undefined, { env }).host,
  );
  expect(state).toBe('rolled-back');
});
