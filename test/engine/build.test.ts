import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { branchPushed, dispatched, pullRequested, useBench, type ActionRun } from './bench.ts';
import { startGuardedRegistry } from './guarded-registry.ts';
import { checkLayout } from './layout.ts';
import { engineEndpoint, makeBuilder, startBuildkit } from './own-buildkit.ts';
import { digestOf, isKnown, manifestOf, platformsOf, tagsOf } from './registry.ts';

/** Three small images; `templates` replaces what is in one of them. */
const project = (
  repository: string,
  templates: Readonly<Record<string, string>> = {},
  over = '',
): Record<string, string> => ({
  'matrix.yaml': `
version: 1
image: ${repository}
platforms: [linux/amd64]
targets:
  one: { from: "debian:bookworm-slim" }
  two: { from: "debian:bookworm-slim" }
  three: { from: "debian:bookworm-slim", latest: true }
scan: { mode: off }
${over}`,
  'templates/one.hbs': 'RUN echo one > /one\n',
  'templates/two.hbs': 'RUN echo two > /two\n',
  'templates/three.hbs': 'COPY --link app.txt /app.txt\n',
  'app.txt': 'three\n',
  ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`templates/${name}.hbs`, text])),
});

const TAGS = ['latest', 'one', 'three', 'two'];
const IMAGES = ['one', 'three', 'two'];
const errors = ({ annotations }: ActionRun): readonly string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
const digestsOf = ({ outputs }: ActionRun): Readonly<Record<string, string>> =>
  JSON.parse(outputs['digests'] ?? '{}') as Record<string, string>;
describeEngine('build', () => {
  const bench = useBench('build');

  it('publishes nothing when one image does not build, and says which step failed and how', async () => {
    const repository = bench.repository('app');
    const broken =
      'RUN echo ok\nRUN for n in 1 2 3; do echo "line $n"; done; echo "no such thing: dimtensr" >&2; exit 7\n';
    const run = await bench.action(bench.project(project(repository, { two: broken })), {
      inputs: { push: 'true' },
    });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      /^image "two" was not built: \[two 3\/3\] RUN for n in .*: exit code: 7\n→ it ended with:\n/,
    );
    for (const line of ['line 3', 'no such thing: dimtensr'])
      expect(
        errors(run)[0]
          ?.split('\n')
          .map((text) => text.trim()),
      ).toContain(line);
    expect(Object.keys(digestsOf(run))).toEqual(['one', 'three']);
    expect(await tagsOf(repository)).toEqual([]);
    expect(run.summary).toMatch(/\*\*two\*\* \(failed\)/);
    expect(run.summary).toMatch(/\*\*one\*\* \(not published\)/);
  });

  it('publishes with the docker driver, which needs a tag to push: one that is gone in the end', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository, {}, 'cache: false\n'));
    const run = await bench.action(dir, { inputs: { push: 'true', builder: engine.hostBuilder } });
    expect(run.annotations).toEqual([]);
    expect(run.code).toBe(0);
    expect(await tagsOf(repository)).toEqual(['latest', 'one', 'three', 'two']);
    expect(await digestOf(repository, 'one')).toBe(digestsOf(run)['one']);
    // Refused, nothing is left: neither its tags nor those that it was pushed under.
    const other = bench.repository('app');
    const broken = await bench.action(
      bench.project(project(other, { two: 'RUN false\n' }, 'cache: false\n')),
      { inputs: { push: 'true', builder: engine.hostBuilder } },
    );
    expect(broken.code).toBe(1);
    expect(await tagsOf(other)).toEqual([]);
  });

  it('publishes what several nodes have built, each its platform', async () => {
    const name = `two-nodes-${process.pid}`;
    // The engine's own daemon is one node; the other is like it, with a store of its own.
    const second = await startBuildkit(bench.path('second'));
    let remove = (): void => {};
    try {
      remove = makeBuilder(name, [
        { endpoint: engineEndpoint(), platforms: 'linux/amd64' },
        { endpoint: second.endpoint, platforms: 'linux/arm64' },
      ]);
      const repository = bench.repository('app');
      const dir = bench.project({
        'matrix.yaml':
          `version: 1\nimage: ${repository}\nplatforms: [linux/amd64, linux/arm64]\ntargets:\n` +
          '  app: { from: "debian:bookworm-slim" }\nscan: { mode: off }\ncache: false\n',
        'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
        'app.txt': 'nodes\n',
      });
      const run = await bench.action(dir, { inputs: { push: 'true', builder: name } });
      expect(run.annotations).toEqual([]);
      expect(run.code).toBe(0);
      expect(await tagsOf(repository)).toEqual(['app']);
      expect((await platformsOf(repository, 'app')).map(({ platform }) => platform).toSorted()).toEqual([
        'linux/amd64',
        'linux/arm64',
      ]);
    } finally {
      remove();
      await second.stop();
    }
  });

  it('writes OCI layouts with the docker driver', async () => {
    const dir = bench.project(project('ghcr.io/octo/demo'));
    const run = await bench.action(dir, { inputs: { builder: engine.hostBuilder, targets: 'three' } });
    expect(run.log).toContain('three: built in');
    expect(run.code).toBe(0);
    expect(checkLayout(layoutOf(run, 'three'))).toEqual(['linux/amd64']);
  });

  it('refuses a builder that does not exist, and one that lacks a platform', async () => {
    const missing = await bench.action(bench.project(project('ghcr.io/octo/demo')), {
      inputs: { builder: 'nobody' },
    });
    expect(errors(missing)[0]).toMatch(/no builder answers: .*nobody.*\n→ .*docker buildx ls/);
    const exotic = bench.project({
      ...project('ghcr.io/octo/demo'),
      'matrix.yaml': project('ghcr.io/octo/demo')['matrix.yaml']!.replace(
        'linux/amd64',
        'linux/amd64, linux/s390x',
      ),
    });
    const lacking = await bench.action(exotic);
    expect(errors(lacking)[0]).toMatch(
      new RegExp(
        `the builder "${engine.builder}" cannot build for linux/s390x \\(it has linux/amd64.*\\n→ .*setup-qemu-action`,
      ),
    );
    expect([missing.code, lacking.code]).toEqual([1, 1]);
  });

  it('loads one platform into the local engine, and scans it there', async () => {
    const repository = bench.repository('app');
    const dir = bench.project({ ...project(repository), 'templates/one.hbs': 'COPY --link app.txt /one\n' });
    const planted = bench.database({
      debian12: { gzip: { 'CVE-2099-2001': { severity: 'CRITICAL', title: 'planted', fixed: '99.0-1' } } },
    });
    const run = await bench.action(dir, {
      inputs: { load: 'true', targets: 'one', scan: 'report', 'trivy-db': planted },
    });
    expect(run.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('CVE-2099-2001 in gzip') as string,
      }),
    ]);
    expect(run.code).toBe(0);
    expect(
      execFileSync(
        'docker',
        ['image', 'inspect', '--format', '{{.Os}}/{{.Architecture}}', `${repository}:one`],
        { encoding: 'utf8' },
      ).trim(),
    ).toBe('linux/amd64');
    execFileSync('docker', ['image', 'rm', '--force', `${repository}:one`]);
    expect(await isKnown(repository)).toBe(false);
  });

  it('writes layouts whose index, platforms and blobs are right', async () => {
    const matrix = project('ghcr.io/octo/demo')['matrix.yaml']!.replace(
      '[linux/amd64]',
      '[linux/amd64, linux/arm64]',
    );
    const run = await bench.action(
      bench.project({ ...project('ghcr.io/octo/demo'), 'matrix.yaml': matrix }),
      { inputs: { targets: 'three' } },
    );
    expect(run.code).toBe(0);
    expect(checkLayout(layoutOf(run, 'three'))).toEqual(['linux/amd64', 'linux/arm64']);
  });

  it.each([
    [
      'a pull request from a fork',
      pullRequested('mallory/demo'),
      'true',
      /comes from a fork: images are built and scanned, but not pushed/,
    ],
    ['a run by hand without push', dispatched(), 'false', undefined],
  ] as const)('pushes nothing in %s', async (_, occasion, push, notice) => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository)), { ...occasion, inputs: { push } });
    expect(run.log).toContain('three: built in');
    expect(run.code).toBe(0);
    // The commit of a pull request is not in its checkout, so the time of another one is used, with a warning.
    expect(
      run.annotations.flatMap(({ level, message }) => (level === 'warning' ? [] : [[level, message]])),
    ).toEqual(notice ? [['notice', expect.stringMatching(notice)]] : []);
    expect(Object.keys(digestsOf(run))).toEqual(IMAGES);
    expect([await isKnown(repository), await isKnown(`${repository}-cache`)]).toEqual([false, false]);
    expect(run.summary).toContain('Built 3 images');
  });

  it('writes one cache for each image and branch, and none that belongs to another branch', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const cache = `${repository}-cache`;
    const main = await bench.action(dir, { inputs: { push: 'true' } });
    expect(main.code).toBe(0);
    expect(await tagsOf(repository)).toEqual(TAGS);
    expect(await tagsOf(cache)).toEqual(IMAGES);
    const before = await Promise.all(IMAGES.map((tag) => digestOf(cache, tag)));

    writeFileSync(join(dir, 'templates/one.hbs'), 'RUN echo branch > /one\n');
    const branch = await bench.action(dir, {
      ...branchPushed('feat/x'),
      inputs: { push: 'true', tags: '{{branch}}-{{target}}' },
    });
    expect(branch.code).toBe(0);
    expect(branch.log).toContain(`one: no cache yet at ${cache}:one.feat-x`);
    expect(branch.log).not.toMatch(new RegExp(`no cache yet at ${cache}:one$`, 'm'));
    expect(await tagsOf(cache)).toEqual(['one', 'one.feat-x', 'three', 'three.feat-x', 'two', 'two.feat-x']);
    expect(await Promise.all(IMAGES.map((tag) => digestOf(cache, tag)))).toEqual(before);
    const [image] = JSON.parse(branch.outputs['images'] ?? '[]') as {
      cacheFrom: string[];
      cacheTo: string[];
    }[];
    expect(image).toMatchObject({
      cacheFrom: [`${cache}:one.feat-x`, `${cache}:one`],
      cacheTo: [`${cache}:one.feat-x`],
    });

    const pull = await bench.action(dir, {
      ...pullRequested(),
      inputs: { push: 'true', tags: 'pr-{{target}}' },
    });
    expect(pull.code).toBe(0);
    expect(await tagsOf(cache)).toHaveLength(6);
  });

  it('executes nothing again for a commit that changes nothing but the time', async () => {
    const repository = bench.repository('app');
    // BuildKit makes SOURCE_DATE_EPOCH part of a WORKDIR, and so of what follows it.
    const dir = bench.project(
      project(repository, { one: `RUN echo ${repository}\nWORKDIR /one\nRUN pwd\n` }),
    );
    const runs = [];
    for (const time of ['2026-01-02T03:04:05Z', '2026-02-03T04:05:06Z'])
      runs.push(
        await bench.action(dir, { ...branchPushed('main', time), inputs: { push: 'true', targets: 'one' } }),
      );
    expect(runs.map(({ log }) => /one: built in [\d.]+ s, (.*) steps cached/.exec(log)?.[1])).toEqual([
      '0 of 3',
      '3 of 3',
    ]);
    const times = await Promise.all(
      runs.map(async (run) =>
        (await platformsOf(repository, digestsOf(run)['one'] ?? '')).map(({ config }) => config.created),
      ),
    );
    expect(times).toEqual([['2026-01-02T03:04:05Z'], ['2026-02-03T04:05:06Z']]);
  });

  it('ends by itself when it is cancelled, before the runner kills it, and leaves nothing running', async () => {
    const repository = bench.repository('app');
    // A number that no other process on the machine sleeps for.
    const seconds = `${3600 + Math.random()}`;
    const stop = new AbortController();
    let cancelled = false;
    const onLine = (line: string): void => {
      if (cancelled || !line.includes(`sleep ${seconds}`)) return;
      cancelled = true;
      setTimeout(() => stop.abort(), 1500);
    };
    const run = await bench.action(bench.project(project(repository, { one: `RUN sleep ${seconds}\n` })), {
      inputs: { push: 'true' },
      signal: stop.signal,
      onLine,
    });
    expect(cancelled).toBe(true);
    // Not killed, which would be 137: it ended by itself, and said so, once.
    expect(run.code).toBe(1);
    expect(errors(run)).toEqual(['the run was cancelled before anything was published', '1 problem found']);
    expect(run.summary).toContain('Nothing published');
    await expect
      .poll(() => commandLines().filter((line) => line.includes(seconds)), { timeout: 60_000 })
      .toEqual([]);
    expect(await tagsOf(repository)).toEqual([]);
  });

  it.each([
    ['nobody', 401],
    ['bob', 403],
  ] as const)('asks %s, who may not push, to log in before anything is built', async (user, status) => {
    const front = await startGuardedRegistry(bench);
    const run = await bench.action(bench.project(project(bench.repository('app', front.host))), {
      inputs: { push: 'true' },
      env: { ...branchPushed().env, ...front.login(user) },
    });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      new RegExp(
        `^no permission to push to "${front.host}/.*/app": the registry answered ` +
          `(?:${status}|403).*\\n→ run "docker login ${front.host}"`,
      ),
    );
    expect(run.log).not.toContain('one:');
    expect(front.log.filter((line) => /(?:^|\s)(?:PUT|PATCH) /.test(line))).toEqual([]);
  });

  it('builds, scans and publishes with the login of docker, through faults that pass', async () => {
    const front = await startGuardedRegistry(bench, [
      { match: /^PUT .*\/manifests\/one$/, kind: 'status', status: 429, headers: { 'retry-after': '1' } },
      { match: /^PUT .*\/manifests\/two$/, kind: 'status', status: 503, times: 2 },
      { match: /^PUT .*\/manifests\/latest$/, kind: 'reset' },
    ]);
    const repository = bench.repository('app', front.host);
    const clean = bench.database({
      debian12: { gzip: { 'CVE-2099-2002': { severity: 'CRITICAL', title: 'fixed', fixed: '0.1' } } },
    });
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', scan: 'gate', 'trivy-db': clean },
      env: { ...branchPushed().env, ...front.login('ada') },
    });
    expect(errors(run)).toEqual([]);
    expect(run.code).toBe(0);
    expect(front.log.filter((line) => line.startsWith('FAULT'))).toHaveLength(4);
    expect(front.log.some((line) => line.startsWith('TOKEN ada repository:'))).toBe(true);
    const upstream = `${engine.registry}${repository.slice(repository.indexOf('/'))}`;
    expect(await tagsOf(upstream)).toEqual(TAGS);
    expect(await digestOf(upstream, 'latest')).toBe(digestsOf(run)['three']);
    expect(run.log).not.toMatch(/ghs_secret|YWRhOmdoc19zZWNyZXQ/);
    expect(run.outputs['sbom-files']?.split('\n')).toHaveLength(6);
  });

  it('puts every tag back when one cannot be moved', async () => {
    const front = await startGuardedRegistry(bench);
    const repository = bench.repository('app', front.host);
    const upstream = `${engine.registry}${repository.slice(repository.indexOf('/'))}`;
    const dir = bench.project(project(repository));
    const env = { ...branchPushed().env, ...front.login('ada') };
    expect((await bench.action(dir, { inputs: { push: 'true' }, env })).code).toBe(0);
    const before = await Promise.all(TAGS.map((tag) => digestOf(upstream, tag)));

    writeFileSync(join(dir, 'app.txt'), 'changed\n');
    front.fail({
      match: /^PUT .*\/manifests\/new-two$/,
      kind: 'status',
      status: 403,
      code: 'DENIED',
      times: 99,
    });
    const tags = ['{{target}}', 'new-{{target}}'].join('\n');
    const run = await bench.action(dir, { inputs: { push: 'true', tags, concurrency: '1' }, env });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      /app:new-two was not published: .*answered 403 DENIED.*\n→ put back where they were: .*app:three$/s,
    );
    expect(await Promise.all(TAGS.map((tag) => digestOf(upstream, tag)))).toEqual(before);
    // ghcr.io deletes no tags: what is new and could not be taken back is named.
    const left = (await tagsOf(upstream)).filter((tag) => !TAGS.includes(tag));
    expect(left.length).toBeGreaterThan(0);
    for (const tag of left) expect(errors(run).join('\n')).toContain(`app:${tag} points to `);
    expect(run.outputs['tags']).toBe('');
    expect(run.summary).toContain('Nothing published');
  });

  it.each([
    ['auto', 'application/vnd.docker.attestation.manifest.v1+json'],
    ['image', undefined],
  ])('stores attestations as the registry takes them: %s', async (format, artifactType) => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const run = await bench.action(dir, { inputs: { push: 'true', 'attestations-as': format } });
    expect(run.code).toBe(0);
    const { manifests = [] } = await manifestOf(repository, 'one');
    const attestation = manifests.find(
      ({ annotations }) => annotations?.['vnd.docker.reference.type'] === 'attestation-manifest',
    );
    const manifest = (await manifestOf(repository, attestation?.digest ?? '')) as object;
    expect((manifest as { readonly artifactType?: string }).artifactType).toBe(artifactType);
    expect('subject' in manifest).toBe(artifactType !== undefined);
  });

  it('makes a single manifest, without anything beside it, where attestations are off', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const run = await bench.action(dir, { inputs: { push: 'true', sbom: 'false', provenance: 'false' } });
    expect(run.annotations).toEqual([]);
    expect(run.code).toBe(0);
    const manifest = await manifestOf(repository, 'three');
    expect(manifest.manifests).toBeUndefined();
    expect(manifest.config).toBeDefined();
    expect(run.outputs['sbom-files']).toBe('');
  });
});

/** Without push a run says where its layouts are. */
function layoutOf({ log }: ActionRun, image: string): string {
  const path = new RegExp(`^\\s*(/\\S+/oci/${image})$`, 'm').exec(log)?.[1];
  if (path === undefined) throw new Error(`no layout of ${image} in:\n${log}`);
  return path;
}

/** Of every process on the machine. */
function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
}
