import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createJournalKeeper } from '../../src/publish/journal.ts';
import { publishTags } from '../../src/publish/publish.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { createHold, type Hold } from '../rig/faulty-server.ts';
import { startGhcr } from '../rig/ghcr.ts';
import type { Front } from '../rig/registry-front.ts';
import { branchPushed, useBench, type ActionRun } from './bench.ts';
import { createScene, pushImage, type Scene } from './publish-scene.ts';
import { blobOf, digestOf, manifestOf, platformsOf, tagsOf } from './registry.ts';
import { quietHost } from '../rig/host.ts';

const ROOT = join(import.meta.dirname, '../..');
const USER = { name: 'ada', password: 'ghs_secret' };
const TAGS = ['one', 'one-stable', 'two', 'two-stable'];
const errors = ({ annotations }: ActionRun): readonly string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

/** Two images of a few bytes, with provenance. */
const project = (image: string, over = ''): Record<string, string> => ({
  'matrix.yaml': `
version: 1
image: ${image}
platforms: [linux/amd64, linux/arm64]
tags: ["{{target}}", "{{target}}-stable"]
targets:
  one: { from: scratch, template: app }
  two: { from: scratch, template: app }
cache: false
scan: { mode: off }
${over}`,
  'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
  'app.txt': 'first\n',
});

/** Every digest under a tag: index, platforms, attestations, and the blobs of all. */
async function contentOf(repository: string, reference: string): Promise<readonly string[]> {
  const { manifests = [], config, layers = [] } = await manifestOf(repository, reference);
  const below = await Promise.all(manifests.map(({ digest }) => contentOf(repository, digest)));
  const blobs = [...(config ? [config] : []), ...layers].map(({ digest }) => digest);
  await Promise.all(
    blobs.filter((digest) => digest === config?.digest).map((digest) => blobOf(repository, digest)),
  );
  for (const digest of blobs)
    expect(
      (await fetch(`http://${repository.replace('/', '/v2/')}/blobs/${digest}`, { method: 'HEAD' })).status,
    ).toBe(200);
  return [...manifests.map(({ digest }) => digest), ...blobs, ...below.flat()].toSorted();
}

describeEngine('publishing what was built', () => {
  const bench = useBench('publish');

  interface Place {
    readonly front: Front;
    readonly repository: string;
    readonly mirror: string;
    /** The same past the front. */
    readonly upstream: string;
    readonly upstreamMirror: string;
    readonly env: Readonly<Record<string, string>>;
  }

  async function place(deletes: 'refuse' | 'pass' = 'pass'): Promise<Place> {
    const front = await startGhcr({
      upstream: `http://${engine.registry}`,
      users: { [USER.name]: { password: USER.password, push: [''] } },
      deletes,
    });
    onTestFinished(() => front.close());
    const repository = bench.repository('app', front.host);
    const other = front.host.replace('127.0.0.1', 'localhost');
    const path = repository.slice(repository.indexOf('/'));
    const config = bench.path(`docker-${front.host.replace(':', '-')}`);
    mkdirSync(config);
    const auth = Buffer.from(`${USER.name}:${USER.password}`).toString('base64');
    writeFileSync(
      join(config, 'config.json'),
      JSON.stringify({ auths: { [front.host]: { auth }, [other]: { auth } } }),
    );
    symlinkSync(join(process.env['DOCKER_CONFIG'] ?? '', 'cli-plugins'), join(config, 'cli-plugins'));
    return {
      front,
      repository,
      mirror: `${other}${path}-mirror`,
      upstream: `${engine.registry}${path}`,
      upstreamMirror: `${engine.registry}${path}-mirror`,
      env: { DOCKER_CONFIG: config, BUILDX_CONFIG: join(process.env['DOCKER_CONFIG'] ?? '', 'buildx') },
    };
  }

  const states = async ({ upstream, upstreamMirror }: Place): Promise<readonly (string | undefined)[]> =>
    Promise.all(
      [upstream, upstreamMirror].flatMap((repository) => TAGS.map((tag) => digestOf(repository, tag))),
    );

  async function buildKilled(
    dir: string,
    { env, front }: Place,
    hold: Hold,
    what: 'handle' | 'drop',
  ): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'build', '--push', '--sbom', 'false'], {
      cwd: dir,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DOCKER_HOST: process.env['DOCKER_HOST'],
        BUILDX_BUILDER: engine.builder,
        // The run that finishes or undoes it.
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'octo/demo',
        GITHUB_RUN_ID: '1',
        ...env,
      },
      stdio: 'ignore',
    });
    const ended = new Promise<'ended'>((resolve) => child.on('close', () => resolve('ended')));
    expect(await Promise.race([hold.reached, ended])).not.toBe('ended');
    child.kill('SIGKILL');
    await ended;
    hold.release(what);
    await front.quiet();
  }

  it('copies to a mirror with all platforms and attestations, and reports both', async () => {
    const at = await place();
    const dir = bench.project(project(`[${at.repository}, ${at.mirror}]`));
    const run = await bench.action(dir, {
      inputs: { push: 'true', sbom: 'false', out: 'out' },
      env: { ...branchPushed().env, ...at.env },
    });
    expect(errors(run)).toEqual([]);
    expect(run.outputs['tags']?.split('\n')).toEqual(
      [at.repository, at.mirror]
        .flatMap((repository) => TAGS.map((tag) => `${repository}:${tag}`))
        .toSorted(),
    );
    for (const tag of TAGS) {
      expect(await digestOf(at.upstreamMirror, tag)).toBe(await digestOf(at.upstream, tag));
      expect(await contentOf(at.upstreamMirror, tag)).toEqual(await contentOf(at.upstream, tag));
    }
    const platforms = await platformsOf(at.upstreamMirror, 'one');
    expect(
      platforms.map(({ platform, attestations }) => [platform, Object.keys(attestations).length]),
    ).toEqual([
      ['linux/amd64', 1],
      ['linux/arm64', 1],
    ]);
    expect(JSON.parse(readFileSync(run.outputs['journal'] ?? '', 'utf8'))).toMatchObject({
      version: 1,
      state: 'published',
    });
  });

  it('mounts blobs for a mirror in the same registry', async () => {
    const at = await place();
    const mirror = `${at.repository}-copy`;
    const run = await bench.action(bench.project(project(`[${at.repository}, ${mirror}]`)), {
      inputs: { push: 'true', sbom: 'false' },
      env: { ...branchPushed().env, ...at.env },
    });
    expect(errors(run)).toEqual([]);
    expect(at.front.log.some((line) => /^POST .*-copy\/blobs\/uploads\/\?mount=sha256/.test(line))).toBe(
      true,
    );
    expect(at.front.log.filter((line) => /^PUT .*-copy\/blobs/.test(line))).toEqual([]);
    expect(await contentOf(`${at.upstream}-copy`, 'two')).toEqual(await contentOf(at.upstream, 'two'));
  });

  it('asks a mirror for permission before anything is built', async () => {
    const at = await place();
    const closed = await startGhcr({ upstream: `http://${engine.registry}`, users: {} });
    onTestFinished(() => closed.close());
    const run = await bench.action(
      bench.project(project(`[${at.repository}, ${bench.repository('app', closed.host)}]`)),
      { inputs: { push: 'true' }, env: { ...branchPushed().env, ...at.env } },
    );
    expect(errors(run)[0]).toMatch(new RegExp(`^no permission to push to "${closed.host}/`));
    expect(run.log).not.toContain('one:');
  });

  it.each([
    {
      name: 'while it looks, before the journal',
      match: /^HEAD .*\/manifests\/one$/,
      what: 'drop',
      finish: undefined,
    },
    {
      name: 'in the middle of a copy to the mirror',
      match: /^PUT .*-mirror\/blobs/,
      what: 'drop',
      finish: 'resume',
    },
    {
      name: 'with the journal, before the first tag',
      match: /^PUT .*\/manifests\/one(?:-stable)?$/,
      what: 'drop',
      finish: 'rollback',
    },
    {
      name: 'after its third tag',
      match: /^PUT .*\/manifests\/(?:one|two)(?:-stable)?$/,
      skip: 2,
      what: 'handle',
      finish: 'rollback',
    },
    {
      name: 'after its sixth tag',
      match: /^PUT .*\/manifests\/(?:one|two)(?:-stable)?$/,
      skip: 5,
      what: 'handle',
      finish: 'resume',
    },
  ] as const)(
    'killed $name: a build refuses to publish, publish finishes it',
    async ({ match, what, finish, ...rest }) => {
      const at = await place();
      const dir = bench.project(project(`[${at.repository}, ${at.mirror}]`));
      const cli = (...args: readonly string[]) => bench.cli(dir, args, at.env);
      expect(await cli('build', '--push', '--sbom', 'false')).toMatchObject({ code: 0 });
      const before = await states(at);

      writeFileSync(join(dir, 'app.txt'), `second ${match.source}\n`);
      const hold = createHold();
      at.front.fail({ kind: 'hold', hold, match, ...rest });
      await buildKilled(dir, at, hold, what);

      if (finish === undefined) {
        expect(await states(at)).toEqual(before);
        const nothing = await cli('publish', '--resume');
        expect([nothing.code, nothing.stderr]).toEqual([
          1,
          expect.stringMatching(/there is no journal at out\/publish-journal\.json/),
        ]);
        return;
      }
      const refused = await cli('build', '--push', '--sbom', 'false');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(
        new RegExp(
          String.raw`an earlier run began to move 8 tags .* and did not end\n` +
            String.raw` {2}→ finish it with "docker-matrix publish --resume --journal out/publish-journal\.json", ` +
            String.raw`or undo it with "docker-matrix publish --rollback --journal out/publish-journal\.json"`,
        ),
      );
      expect(refused.stderr).not.toContain('one:');

      const run = await bench.action(dir, {
        inputs: { command: 'publish', 'publish-mode': finish, journal: 'out/publish-journal.json' },
        env: { ...branchPushed().env, ...at.env },
      });
      expect([errors(run), run.code]).toEqual([[], 0]);
      const after = await states(at);
      if (finish === 'rollback') expect(after).toEqual(before);
      else {
        expect(after.every((digest, index) => digest !== undefined && digest !== before[index])).toBe(true);
        for (const tag of TAGS)
          expect(await contentOf(at.upstreamMirror, tag)).toEqual(await contentOf(at.upstream, tag));
        expect(run.outputs['tags']?.split('\n')).toHaveLength(8);
      }
      // Once more does nothing; the other way is refused.
      const again = await cli('publish', `--${finish}`, '--format', 'json');
      expect([again.code, JSON.parse(again.stdout)]).toEqual([
        0,
        expect.objectContaining({
          state: finish === 'resume' ? 'published' : 'rolled-back',
          published: [],
          restored: [],
        }),
      ]);
      expect(await cli('publish', finish === 'resume' ? '--rollback' : '--resume')).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/has ended: it was (?:published|rolled back)/) as string,
      });
      expect(await cli('build', '--push', '--sbom', 'false')).toMatchObject({ code: 0 });
    },
  );

  it('leaves a tag alone that somebody else moved meanwhile, and says so', async () => {
    const scene = await createScene();
    onTestFinished(() => scene.close());
    const journal = scene.journal();
    const theirs = await publishTags(
      [{ ...scene.plan[0]!, tags: ['two'], digest: await foreign(scene) }],
      scene.registry,
      { concurrency: 1 },
    );
    expect(theirs.kind).toBe('published');
    const before = await scene.state();
    const resumed = await scene.run(['publish', '--resume', '--journal', journal]);
    expect([resumed.code, await scene.state()]).toEqual([1, before]);
    expect(resumed.stderr).toMatch(
      /:two was moved to sha256:[a-f0-9]{64} by somebody else meanwhile, and is left alone/,
    );
    const back = await scene.run(['publish', '--rollback', '--journal', journal]);
    expect([back.code, await scene.state(), scene.readJournal(journal).state]).toEqual([
      0,
      before,
      'rolled-back',
    ]);
    expect(back.stderr).toMatch(/:two was moved to .* by somebody else/);
  });

  async function foreign({ plan }: Scene): Promise<string> {
    return pushImage(plan[0]?.repository.replace(/^[^/]*\//, '') ?? '', 'theirs');
  }

  it.each([
    ['pass', []],
    [
      'refuse',
      [
        expect.stringMatching(
          new RegExp(
            '^staging tags are still there: .*:staging-[a-f0-9]{12}, ' +
              '.*:staging-[a-f0-9]{12}: the registry does not delete tags',
          ),
        ),
      ],
    ],
  ] as const)(
    'keeps images under staging tags until they are published (deletion: %s)',
    async (deletes, warnings) => {
      const at = await place(deletes);
      const run = await bench.action(bench.project(project(at.repository, 'publish: { staging: tag }')), {
        inputs: { push: 'true', sbom: 'false' },
        env: { ...branchPushed().env, ...at.env },
      });
      expect(errors(run)).toEqual([]);
      expect(
        run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message),
      ).toEqual(warnings);
      const staged = at.front.log.filter((line) => /^PUT .*\/manifests\/staging-/.test(line));
      expect(new Set(staged).size).toBe(2);
      expect((await tagsOf(at.upstream)).filter((tag) => !tag.startsWith('staging-'))).toEqual(TAGS);
      expect((await tagsOf(at.upstream)).filter((tag) => tag.startsWith('staging-'))).toHaveLength(
        deletes === 'pass' ? 0 : 2,
      );
    },
  );

  it('removes staging tags when another image is refused', async () => {
    const at = await place();
    const files = project(at.repository, 'publish: { staging: tag }');
    const run = await bench.action(
      bench.project({
        ...files,
        'matrix.yaml': files['matrix.yaml']!.replace(
          'two: { from: scratch, template: app }',
          'two: { from: scratch }',
        ),
        'templates/two.hbs': 'COPY nothing /nothing\n',
      }),
      { inputs: { push: 'true', sbom: 'false' }, env: { ...branchPushed().env, ...at.env } },
    );
    expect(run.code).toBe(1);
    expect(at.front.log.some((line) => /^PUT .*\/manifests\/staging-/.test(line))).toBe(true);
    expect(await tagsOf(at.upstream)).toEqual([]);
  });

  /** A folder with room for so many kilobytes. */
  function smallDisk(kilobytes: number): string {
    const folder = bench.path(`disk-${kilobytes}`);
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    return folder;
  }

  it.runIf(process.getuid?.() === 0)('reports a disk that is full on export', async () => {
    const out = smallDisk(256);
    const dir = bench.project({
      ...project('ghcr.io/octo/demo'),
      'app.txt': randomBytes(750_000).toString('base64'),
    });
    const run = await bench.cli(dir, ['build', '--out', out, '--sbom', 'false']);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/no space left on device|no space is left on the device/);
    expect(run.stderr).not.toMatch(/internal error/);
  });

  it.runIf(process.getuid?.() === 0)('moves no tag when the journal cannot be written', async () => {
    const scene = await createScene();
    onTestFinished(() => scene.close());
    const disk = smallDisk(8);
    execFileSync('dd', ['if=/dev/zero', `of=${disk}/full`, 'bs=1k', 'count=8'], { stdio: 'ignore' });
    const path = join(disk, 'publish-journal.json');
    const host = quietHost();
    const outcome = await publishTags(
      scene.plan,
      scene.registry,
      { concurrency: 4 },
      {
        keeper: createJournalKeeper((text) => host.files.writeDurable(path, text), host),
        run: 'test',
        started: '2026-01-02T03:04:05Z',
        staging: [],
      },
    );
    expect(outcome).toMatchObject({
      kind: 'rolled-back',
      failures: [
        {
          reason: expect.stringMatching(
            /the journal cannot be written: .*no space is left on the device/,
          ) as string,
        },
      ],
    });
    expect(await scene.state()).toBe(scene.noneMoved);
    expect(existsSync(path)).toBe(false);
  });
});
