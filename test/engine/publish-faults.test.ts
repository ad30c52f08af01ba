import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createJournalKeeper } from '../../src/publish/journal.ts';
import { publishTags, type Journaling } from '../../src/publish/publish.ts';
import type { Fault } from '../rig/faulty-server.ts';
import { describeEngine } from '../rig/engine.ts';
import { programs, type RegistryProgram } from './programs.ts';
import { createHold, createScene, type Scene, type SceneOptions } from './publish-scene.ts';
import { quietHost } from '../rig/host.ts';

type End = 'all moved' | 'none moved';

interface Row {
  readonly registry: string;
  readonly scenario: string;
  readonly before: string;
  readonly killed?: string;
  readonly after: string;
  readonly outcome: string;
}

/** What is quoted of a run of this file. */
const rows: Row[] = [];

/** In words, where it is one of the two states that may be. */
const inWords = (scene: Scene, state: string): string =>
  state === scene.allMoved ? 'all moved' : state === scene.noneMoved ? 'none moved' : state;

const host = quietHost();
const journaling = (scene: Scene): Journaling => ({
  keeper: createJournalKeeper(
    (text) => host.files.writeDurable(join(scene.folder, 'publish-journal.json'), text),
    host,
  ),
  run: 'test',
  started: '2026-01-02T03:04:05Z',
  staging: [],
});

/** A tag, never a digest. */
const PUT_TAG = /^PUT .*\/manifests\/(?!sha256)/;
const PUT_TWO = /^PUT .*\/app\/manifests\/two$/;
/** Long enough that a busy machine answers everything else in time. */
const SLOW_MS = 1000;

interface FaultCase extends SceneOptions {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly ends: End;
  readonly reason?: RegExp;
  /** Why tags could not be read again after they had moved. */
  readonly unread?: RegExp;
}

const FAULTS: readonly FaultCase[] = [
  { name: 'no fault', faults: [], ends: 'all moved' },
  { name: 'no fault, with a mirror', mirror: true, faults: [], ends: 'all moved' },
  { name: '429 once', faults: [{ kind: 'status', status: 429, match: PUT_TAG }], ends: 'all moved' },
  {
    name: '429 four times, with Retry-After',
    faults: [{ kind: 'status', status: 429, match: PUT_TWO, times: 4, headers: { 'retry-after': '2' } }],
    ends: 'all moved',
  },
  {
    name: '429 lasting, with Retry-After',
    faults: [{ kind: 'status', status: 429, match: PUT_TWO, times: 99, headers: { 'retry-after': '3600' } }],
    ends: 'none moved',
    reason: /answered 429.*\(6 tries\)/,
  },
  {
    name: '429 lasting on every request',
    faults: [{ kind: 'status', status: 429, match: /v2/, times: 999, headers: { 'retry-after': '1' } }],
    ends: 'none moved',
    reason: /answered 429/,
  },
  { name: '500 once', faults: [{ kind: 'status', status: 500, match: PUT_TWO }], ends: 'all moved' },
  {
    name: '500 lasting',
    faults: [{ kind: 'status', status: 500, match: PUT_TWO, times: 6 }],
    ends: 'none moved',
    reason: /answered 500/,
  },
  {
    name: '503 on every first request',
    faults: [{ kind: 'status', status: 503, match: PUT_TAG, times: 5 }],
    ends: 'all moved',
  },
  {
    name: '503 lasting, on the immutable tag',
    faults: [{ kind: 'status', status: 503, match: /^PUT .*\/v1$/, times: 6 }],
    ends: 'none moved',
    reason: /answered 503/,
  },
  {
    name: '503 lasting, while looking up',
    faults: [{ kind: 'status', status: 503, match: /^HEAD .*\/new$/, times: 6 }],
    ends: 'none moved',
    reason: /cannot look up/,
  },
  {
    name: '503 lasting, while looking again before the first write',
    faults: [{ kind: 'status', status: 503, match: /^HEAD .*\/new$/, skip: 1, times: 6 }],
    ends: 'none moved',
    reason: /cannot look up/,
  },
  {
    name: '503 lasting, while looking right before the write',
    faults: [{ kind: 'status', status: 503, match: /^HEAD .*\/new$/, skip: 2, times: 6 }],
    ends: 'all moved',
  },
  {
    name: '503 lasting, while reading again after the last write',
    faults: [{ kind: 'status', status: 503, match: /^HEAD .*\/new$/, skip: 3, times: 6 }],
    ends: 'all moved',
    unread: /cannot look up .*:new/,
  },
  { name: 'reset before the write', faults: [{ kind: 'reset', match: PUT_TWO }], ends: 'all moved' },
  {
    name: 'reset before the write, lasting',
    faults: [{ kind: 'reset', match: PUT_TWO, times: 6 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  { name: 'reset after the write', faults: [{ kind: 'truncate', match: PUT_TWO }], ends: 'all moved' },
  {
    name: 'reset after the write, lasting',
    faults: [{ kind: 'truncate', match: PUT_TWO, times: 6 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  {
    name: 'reset after the write of a new tag, lasting',
    faults: [{ kind: 'truncate', match: /^PUT .*\/new$/, times: 6 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  {
    name: 'slow once',
    timeoutMs: SLOW_MS,
    faults: [{ kind: 'slow', ms: 2 * SLOW_MS, match: PUT_TWO }],
    ends: 'all moved',
  },
  {
    name: 'slow lasting',
    timeoutMs: SLOW_MS,
    faults: [{ kind: 'slow', ms: 1.5 * SLOW_MS, match: PUT_TWO, times: 6 }],
    ends: 'none moved',
    reason: /got no answer within 1 s/,
  },
  {
    name: 'truncated body of the candidate',
    faults: [{ kind: 'truncate', match: /^GET .*\/manifests\/sha256/ }],
    ends: 'all moved',
  },
  {
    name: 'truncated body, lasting',
    faults: [{ kind: 'truncate', match: /^GET .*\/manifests\/sha256/, times: 99 }],
    ends: 'none moved',
    reason: /got no answer/,
  },
  {
    name: '401, the token expires in the middle',
    faults: [{ kind: 'expire', match: PUT_TAG, skip: 2 }],
    ends: 'all moved',
  },
  {
    name: '403 for one tag',
    faults: [{ kind: 'status', status: 403, code: 'DENIED', match: PUT_TWO }],
    ends: 'none moved',
    reason: /answered 403 DENIED/,
  },
  {
    name: '403 for the last tag',
    faults: [{ kind: 'status', status: 403, code: 'DENIED', match: PUT_TAG, skip: 4 }],
    ends: 'none moved',
    reason: /answered 403 DENIED/,
  },
  {
    name: '"unknown blob" twice',
    faults: [{ kind: 'status', status: 404, code: 'BLOB_UNKNOWN', match: PUT_TWO, times: 2 }],
    ends: 'all moved',
  },
  {
    name: '"unknown blob" lasting',
    faults: [{ kind: 'status', status: 404, code: 'MANIFEST_BLOB_UNKNOWN', match: PUT_TWO, times: 6 }],
    ends: 'none moved',
    reason: /MANIFEST_BLOB_UNKNOWN/,
  },
  {
    name: 'faults while putting back, too',
    faults: [
      { kind: 'status', status: 403, code: 'DENIED', match: PUT_TAG, skip: 4 },
      { kind: 'status', status: 503, match: /^HEAD .*\/one$/, skip: 3, times: 2 },
      { kind: 'reset', match: /^DELETE .*\/v1$/ },
    ],
    ends: 'none moved',
    reason: /DENIED/,
  },
  {
    name: 'mirror: 429 and a reset while blobs are copied',
    mirror: true,
    faults: [
      { kind: 'status', status: 429, match: /^POST .*\/mirror\/blobs/, times: 2 },
      { kind: 'reset', match: /^PUT .*\/mirror\/blobs/ },
    ],
    ends: 'all moved',
  },
  {
    name: 'mirror: a blob is cut short on the way',
    mirror: true,
    faults: [{ kind: 'truncate', match: /^GET .*\/app\/blobs/ }],
    ends: 'all moved',
  },
  {
    name: 'mirror: 403 for a blob',
    mirror: true,
    faults: [{ kind: 'status', status: 403, code: 'DENIED', match: /^POST .*\/mirror\/blobs/, times: 99 }],
    ends: 'none moved',
    reason: /cannot copy the blob .* answered 403/,
  },
  {
    name: 'mirror: 500 lasting for its index',
    mirror: true,
    faults: [{ kind: 'status', status: 500, match: /^PUT .*\/mirror\/manifests\/sha256/, times: 99 }],
    ends: 'none moved',
    reason: /cannot store .* answered 500/,
  },
  {
    name: 'mirror: 403 for its last tag',
    mirror: true,
    faults: [{ kind: 'status', status: 403, code: 'DENIED', match: /^PUT .*\/mirror\/manifests\/new$/ }],
    ends: 'none moved',
    reason: /answered 403 DENIED/,
  },
];

const TAG_PUT = (skip: number): Pick<Fault, 'match' | 'skip'> => ({ match: PUT_TAG, skip });

interface KillCase {
  readonly name: string;
  readonly at: Pick<Fault, 'match' | 'skip'>;
  readonly what: 'handle' | 'drop';
}

/** Of `publish --resume` on a journal whose tags have not moved: the steps are those of a publication. */
const KILLED_PUBLISHING: readonly KillCase[] = [
  {
    name: 'after the journal, before the first request',
    at: { match: /^GET .*\/manifests\// },
    what: 'drop',
  },
  { name: 'mirror: before its first blob', at: { match: /^POST .*\/mirror\/blobs/ }, what: 'drop' },
  { name: 'mirror: within its third blob', at: { match: /^PUT .*\/mirror\/blobs/, skip: 2 }, what: 'drop' },
  { name: 'mirror: after its third blob', at: { match: /^PUT .*\/mirror\/blobs/, skip: 2 }, what: 'handle' },
  {
    name: 'mirror: after the manifest of a platform',
    at: { match: /^PUT .*\/mirror\/manifests\/sha256/ },
    what: 'handle',
  },
  {
    name: 'mirror: before its index',
    at: { match: /^PUT .*\/mirror\/manifests\/sha256/, skip: 3 },
    what: 'drop',
  },
  { name: 'before the first tag', at: TAG_PUT(0), what: 'drop' },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count): KillCase => ({
    name: `after tag ${count} of 10`,
    at: TAG_PUT(count - 1),
    what: 'handle',
  })),
  { name: 'within tag 3 of 10, which did not move', at: TAG_PUT(2), what: 'drop' },
];

/** Of `publish --rollback` when everything has moved. A new tag is removed as the program lets us. */
const killedRollingBack = ({ removal }: RegistryProgram): readonly KillCase[] => [
  { name: 'while looking', at: { match: /^HEAD/, skip: 2 }, what: 'drop' },
  { name: 'after the first tag was put back', at: TAG_PUT(0), what: 'handle' },
  { name: 'within the third tag', at: TAG_PUT(2), what: 'drop' },
  { name: 'before a new tag is deleted', at: { match: /^DELETE .*\/new$/ }, what: 'drop' },
  {
    name: 'when a new tag has left its image',
    at: { match: new RegExp(`^${removal} .*/app/manifests/new$`) },
    what: 'handle',
  },
];

describeEngine('publishing with faults', () => {
  afterAll(() => {
    const table = rows.map(
      ({ registry, scenario, before, killed = '', after, outcome }) =>
        `| ${[registry, scenario, before, killed, after, outcome].join(' | ')} |`,
    );
    process.stdout.write(
      '\n| registry | scenario | before | when killed | after | outcome |\n' +
        '| --- | --- | --- | --- | --- | --- |\n' +
        `${table.join('\n')}\n\n${rows.length} scenarios\n`,
    );
  });

  describe.each(programs)('on $name', (program) => {
    const sceneOf = async (options: SceneOptions = {}): Promise<Scene> => {
      const scene = await createScene(program, options);
      onTestFinished(() => scene.close());
      return scene;
    };
    const note = (row: Omit<Row, 'registry'>): void => void rows.push({ registry: program.name, ...row });

    describe('a fault: all tags moved, or none', () => {
      it.each(FAULTS)('$name: $ends', async ({ name, ends, reason, unread, ...options }) => {
        const scene = await sceneOf(options);
        const before = await scene.state();
        expect(before).toBe(scene.noneMoved);
        const outcome = await publishTags(scene.plan, scene.registry, scene.options, journaling(scene));
        const after = await scene.state();
        note({
          scenario: name,
          before: inWords(scene, before),
          after: inWords(scene, after),
          outcome: outcome.kind,
        });

        expect(inWords(scene, after)).toBe(ends);
        expect(outcome.kind).toBe(ends === 'all moved' ? 'published' : 'rolled-back');
        expect(outcome.kind === 'published' ? (outcome.unread ?? '') : '').toMatch(unread ?? /^$/);
        const failed = outcome.kind === 'rolled-back' ? outcome : { failures: [], left: [], taken: [] };
        expect([failed.left, failed.taken]).toEqual([[], []]);
        expect(failed.failures.map((failure) => failure.reason).join('\n')).toMatch(
          reason ?? (ends === 'all moved' ? /^$/ : /./),
        );
        // No wait is longer than the longest Retry-After that is honoured, and the backoff.
        expect(Math.max(0, ...scene.waited)).toBeLessThanOrEqual(60_000 + 16_000);
        // Each fault must have happened, or the case proves nothing.
        expect(scene.front.log.filter((line) => line.startsWith('FAULT')).length).toBeGreaterThanOrEqual(
          options.faults.length,
        );
      });

      it('cancelled half-way: none moved, and the journal says so', async () => {
        const cancel = new AbortController();
        const scene = await sceneOf({ mirror: true });
        const before = await scene.state();
        const cancelling = {
          ...scene.registry,
          tag: async (...args: Parameters<typeof scene.registry.tag>) => (
            args[1] === 'two' ? cancel.abort() : undefined,
            scene.registry.tag(...args)
          ),
        };
        const outcome = await publishTags(
          scene.plan,
          cancelling,
          { ...scene.options, concurrency: 2, signal: cancel.signal },
          journaling(scene),
        );
        note({
          scenario: 'cancelled half-way',
          before: inWords(scene, before),
          after: inWords(scene, await scene.state()),
          outcome: outcome.kind,
        });
        expect(outcome).toMatchObject({ kind: 'rolled-back', cancelled: true, failures: [], left: [] });
        expect(await scene.state()).toBe(scene.noneMoved);
        expect(scene.readJournal(join(scene.folder, 'publish-journal.json')).state).toBe('rolled-back');
      });

      it.each(['SIGINT', 'SIGTERM'] as const)(
        '%s to the command, half-way: none moved, and the exit status says cancelled',
        async (signal) => {
          const hold = createHold();
          const scene = await sceneOf({ mirror: true, faults: [{ kind: 'hold', hold, ...TAG_PUT(3) }] });
          const journal = scene.journal();
          expect(await scene.interruptAt(['publish', '--resume', '--journal', journal], hold, signal)).toBe(
            130,
          );
          const after = await scene.state();
          note({
            scenario: `${signal} to the command, half-way`,
            before: 'none moved',
            after: inWords(scene, after),
            outcome: scene.readJournal(journal).state,
          });
          expect([inWords(scene, after), scene.readJournal(journal).state]).toEqual([
            'none moved',
            'rolled-back',
          ]);
        },
      );

      it('an immutable tag that would change: none moved, nothing is written', async () => {
        const scene = await sceneOf();
        const [publication] = scene.plan;
        const outcome = await publishTags(
          publication ? [{ ...publication, immutable: ['v1', 'one'] }] : [],
          scene.registry,
          scene.options,
          journaling(scene),
        );
        note({
          scenario: 'an immutable tag would change',
          before: 'none moved',
          after: inWords(scene, await scene.state()),
          outcome: outcome.kind,
        });
        expect(outcome).toMatchObject({
          kind: 'rolled-back',
          failures: [
            {
              code: 'immutable-tag',
              reason: expect.stringMatching(
                new RegExp(
                  `:one never moves; it points at sha256:[a-f0-9]{64}, and this run built ${scene.candidate}`,
                ),
              ) as string,
            },
          ],
        });
        expect(await scene.state()).toBe(scene.noneMoved);
        expect(scene.front.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
      });

      it('a new tag on a registry that deletes nothing: it is named, and the journal finishes it', async () => {
        const scene = await sceneOf({
          deletes: 'refuse',
          faults: [{ kind: 'status', status: 403, code: 'DENIED', match: PUT_TWO }],
        });
        const outcome = await publishTags(
          scene.plan,
          scene.registry,
          { ...scene.options, concurrency: 1 },
          journaling(scene),
        );
        expect(outcome).toMatchObject({
          kind: 'rolled-back',
          left: [
            {
              reference: `${scene.plan[0]?.repository}:v1`,
              reason: expect.stringMatching(/does not delete tags/) as string,
            },
          ],
        });
        const resumed = await scene.run(['publish', '--resume', '--journal', 'publish-journal.json']);
        note({
          scenario: 'a new tag cannot be deleted; then --resume',
          before: 'none moved',
          killed: 'v1 is left, and named',
          after: inWords(scene, await scene.state()),
          outcome: 'published',
        });
        expect([resumed.code, inWords(scene, await scene.state())]).toEqual([0, 'all moved']);
      });
    });

    describe('killed (SIGKILL)', () => {
      const finishes: readonly { readonly finish: 'resume' | 'rollback'; readonly ends: End }[] = [
        { finish: 'resume', ends: 'all moved' },
        { finish: 'rollback', ends: 'none moved' },
      ];

      const expectRecovered = async (
        title: string,
        direction: 'resume' | 'rollback',
        { at, what }: KillCase,
        finish: 'resume' | 'rollback',
        ends: End,
      ): Promise<void> => {
        const hold = createHold();
        const scene = await sceneOf({ mirror: true, faults: [{ kind: 'hold', hold, ...at }] });
        const journal = scene.journal();
        if (direction === 'rollback') await scene.moveAll();
        const before = await scene.state();
        expect(inWords(scene, before)).toBe(direction === 'rollback' ? 'all moved' : 'none moved');
        await scene.killAt(['publish', `--${direction}`, '--journal', journal], hold, what);
        const half = await scene.state();
        expect(['publishing', 'rolling-back']).toContain(scene.readJournal(journal).state);

        const run = await scene.run(['publish', `--${finish}`, '--journal', journal]);
        const after = await scene.state();
        note({
          scenario: `${title}; then --${finish}`,
          before: inWords(scene, before),
          killed: inWords(scene, half),
          after: inWords(scene, after),
          outcome: scene.readJournal(journal).state,
        });
        expect({ code: run.code, after: inWords(scene, after), stderr: run.stderr }).toEqual({
          code: 0,
          after: ends,
          stderr: '',
        });
        expect(scene.readJournal(journal).state).toBe(finish === 'resume' ? 'published' : 'rolled-back');
      };

      describe.each(finishes)('while publishing, then --$finish: $ends', ({ finish, ends }) => {
        it.each(KILLED_PUBLISHING)('$name', (one) =>
          expectRecovered(`killed ${one.name}`, 'resume', one, finish, ends),
        );
      });
      describe.each(finishes)('while rolling back, then --$finish: $ends', ({ finish, ends }) => {
        it.each(killedRollingBack(program))('$name', (one) =>
          expectRecovered(`rollback killed ${one.name}`, 'rollback', one, finish, ends),
        );
      });
    });
  });
});
