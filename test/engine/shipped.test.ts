import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { healthCheck, runIn } from './container.ts';
import { branchPushed, tagPushed, useBench, type ActionRun } from './bench.ts';
import { makeBuilder, startBuildkit } from './own-buildkit.ts';
import { blobOf, digestOf, platformsOf, tagsOf } from './registry.ts';

const IMAGES = ['base', 'ml', 'full', 'jupyter'] as const;
type Name = (typeof IMAGES)[number];
const BOTH = ['linux/amd64', 'linux/arm64'];
const PLATFORMS: Readonly<Record<Name, readonly string[]>> = {
  base: BOTH,
  ml: ['linux/amd64'],
  full: BOTH,
  jupyter: BOTH,
};
/** The tests of matrix.yaml, over all platforms. */
const TESTS: Readonly<Record<Name, number>> = { base: 10, ml: 6, full: 10, jupyter: 14 };
/**
 * PyTorch and JAX are gigabytes, and PyTorch's index is not reachable from where these tests run;
 * all else is as shipped.
 */
const SMALL = ['extras=[h5py,sympy]', 'ml.packages=[six]', 'ml.modules=six', 'ml.index=', 'index='];
/** A release of the package on PyPI that is not the newest one. */
const VERSION = '5.1.0';
const TOKEN = 'ghs_NotToBeSeenAnywhere';

const digests = ({ outputs }: ActionRun): Readonly<Record<Name, string>> =>
  JSON.parse(outputs['digests'] ?? '{}') as Record<Name, string>;
/** `base: built in 4.8 s, 12 of 12 steps cached`. */
const executed = ({ log }: ActionRun): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...log.matchAll(/^(\S+): built in [\d.]+ s, (\d+) of (\d+) steps cached/gm)].map(
      ([, image = '', cached, total]) => [image, Number(total) - Number(cached)],
    ),
  );

describeEngine('the shipped matrix', () => {
  const bench = useBench('shipped');
  let repository = '';
  let project = '';
  let database = '';
  const run = (step: Parameters<typeof bench.action>[1]): Promise<ActionRun> =>
    bench.action(project, {
      ...step,
      inputs: {
        push: 'true',
        set: SMALL.join('\n'),
        'trivy-db': database,
        'github-token': TOKEN,
        ...step?.inputs,
      },
    });
  /**
   * The digests of what containers run; an index is another one each time, because its provenance has the
   * time in it.
   */
  const manifests = async (of: ActionRun): Promise<unknown> =>
    Promise.all(
      IMAGES.map(async (image) =>
        (await platformsOf(repository, digests(of)[image])).map(
          ({ platform, digest }) => `${image} ${platform} ${digest}`,
        ),
      ),
    );

  beforeAll(() => {
    // The same name in every run, so that the emulated steps are executed once and then come from the registry cache.
    repository = `${engine.registry}/e2e-releases/dimtensor`;
    project = bench.shippedProject(repository);
    database = bench.database({
      debian12: {
        gzip: { 'CVE-2099-0001': { severity: 'CRITICAL', title: 'fixed long ago', fixed: '0.1-1' } },
      },
    });
  });

  let first: ActionRun;
  let release: ActionRun;

  it('is built and published from the default branch', async () => {
    // Its scans and tests, those of arm64 emulated, run once: when it is released.
    first = await run({ ...branchPushed(), inputs: { scan: 'off', tests: 'off' } });
    expect(first.annotations).toEqual([]);
    expect(first.code).toBe(0);
    expect(await tagsOf(`${repository}-cache`)).toEqual(['REFRESH', ...IMAGES].toSorted());
    expect(await digestOf(repository, 'full-edge')).toBe(digests(first).full);
    console.info(
      `shipped matrix, first run, steps executed ${JSON.stringify(executed(first))}: ${first.seconds.toFixed(1)} s`,
    );
  });

  it('costs no step again on an empty builder, and changes nothing that anybody pulls', async () => {
    const name = `empty-${process.pid}`;
    const empty = await startBuildkit(bench.path('empty'));
    let remove = (): void => {};
    try {
      remove = makeBuilder(name, [{ endpoint: empty.endpoint }]);
      const again = await run({
        ...branchPushed(),
        // An SBOM would need every layer of every image in the empty store.
        inputs: { builder: name, scan: 'off', tests: 'off', sbom: 'false' },
      });
      expect(again.code).toBe(0);
      // The same bytes: a step that had run again would have given its files other times. The log does not tell, as it
      // shows a step whose layers are fetched only later like one that runs.
      expect(await manifests(again)).toEqual(await manifests(first));
      console.info(
        `shipped matrix, unchanged, from the registry cache into an empty builder: ${again.seconds.toFixed(1)} s`,
      );
    } finally {
      remove();
      await empty.stop();
    }
  });

  it('is released under all of its tags when a version is tagged', async () => {
    release = await run(tagPushed(`v${VERSION}`));
    expect(release.annotations).toEqual([]);
    expect(release.code).toBe(0);
    expect(await tagsOf(repository)).toEqual(
      [
        ...IMAGES.flatMap((image) => [image, `${image}-${VERSION}`, `${image}-latest`, `${image}-edge`]),
        'latest',
      ].toSorted(),
    );
    for (const image of IMAGES) {
      const tags = [image, `${image}-latest`, `${image}-${VERSION}`, ...(image === 'full' ? ['latest'] : [])];
      expect(await Promise.all(tags.map((tag) => digestOf(repository, tag)))).toEqual(
        tags.map(() => digests(release)[image]),
      );
    }
    console.info(`shipped matrix, release of what is built: ${release.seconds.toFixed(1)} s`);
  });

  it.each(IMAGES)('%s has exactly its platforms, each with an SBOM, provenance and labels', async (image) => {
    const platforms = await platformsOf(repository, digests(release)[image]);
    expect(platforms.map(({ platform }) => platform).toSorted()).toEqual(PLATFORMS[image]);
    for (const { platform, config, attestations } of platforms) {
      // What the index says of a platform and what is in it can differ.
      expect(`${config.os}/${config.architecture}`).toBe(platform);
      expect(config.config.Labels).toMatchObject({
        'org.opencontainers.image.version': VERSION,
        'org.opencontainers.image.revision': '5e1f'.repeat(10),
        'org.opencontainers.image.source': 'https://github.com/octo/demo',
      });
      expect(config.created).toBe('2026-01-02T03:04:05Z');
      expect(Object.keys(attestations).toSorted()).toEqual([
        'https://slsa.dev/provenance/v1',
        'https://spdx.dev/Document',
      ]);
      const sbom = await blobOf<{ predicate: { packages: { name: string }[] } }>(
        repository,
        attestations['https://spdx.dev/Document'] ?? '',
      );
      expect(sbom.predicate.packages.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['dimtensor', 'numpy']),
      );
    }
  });

  it('gives outputs that agree with the plan and lead to what they name', async () => {
    const { outputs } = release;
    const plan = JSON.parse(
      (
        await bench.cli(project, [
          'plan',
          '--format',
          'json',
          ...SMALL.concat(`version=${VERSION}`).flatMap((pair) => ['--set', pair]),
        ])
      ).stdout,
    ) as { images: { id: Name; platforms: string[]; tags: string[] }[] };
    expect(JSON.parse(outputs['images'] ?? '')).toMatchObject(
      plan.images.map(({ id, platforms, tags }) => ({ id, platforms, tags, repository })),
    );
    expect(outputs['tags']?.split('\n')).toEqual(plan.images.flatMap(({ tags }) => tags).toSorted());
    expect(JSON.parse(outputs['matrix'] ?? '')).toEqual(
      plan.images.map(({ id, platforms, tags }) => ({
        id,
        target: id,
        platforms: platforms.join(','),
        tags: tags.join('\n'),
      })),
    );
    expect(JSON.parse(outputs['metadata'] ?? '')).toMatchObject(
      Object.fromEntries(
        plan.images.map(({ id, tags }) => [
          id,
          { 'containerimage.digest': digests(release)[id], 'image.name': tags.join(',') },
        ]),
      ),
    );
    expect(readFileSync(outputs['bake-file'] ?? '', 'utf8')).toContain('target "jupyter" {');
    expect(readFileSync(outputs['bake-override-file'] ?? '', 'utf8')).toContain(
      `${repository}:jupyter-${VERSION}`,
    );
    expect(
      JSON.parse(readFileSync(outputs['sarif-file'] ?? '', 'utf8')) as { version: string; runs: object[] },
    ).toMatchObject({ version: '2.1.0', runs: Array.from({ length: 7 }, () => ({ results: [] })) });
    expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({
      images: IMAGES.map((id) => ({ id, digest: digests(release)[id] })),
      problems: [],
    });

    const files = outputs['sbom-files']?.split('\n') ?? [];
    const wanted = IMAGES.flatMap((image) =>
      PLATFORMS[image].flatMap((platform) =>
        ['spdx', 'cdx'].map((kind) => `${image}.${platform.replace('/', '-')}.${kind}.json`),
      ),
    );
    expect(files.map((file) => basename(file)).toSorted()).toEqual(wanted.toSorted());
    for (const file of files) {
      const { packages, components } = JSON.parse(readFileSync(file, 'utf8')) as {
        packages?: { name: string }[];
        components?: { name: string }[];
      };
      expect((packages ?? components ?? []).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['dimtensor', 'numpy']),
      );
    }
  });

  it('writes a summary that holds the table, and no secret anywhere', () => {
    // In the registry of an earlier run of these tests there is nothing to do.
    expect(release.summary).toMatch(
      /^## (?:Published 4 images|Nothing to publish: no tag of 4 images moved)$/m,
    );
    for (const image of IMAGES)
      expect(release.summary).toMatch(
        new RegExp(
          `^\\| \\*\\*${image}\\*\\* \\((?:published|unchanged)\\) \\| ${PLATFORMS[image].join(' ')} ` +
            `\\|.*\\| none \\| ${TESTS[image]} passed ` +
            `\\| \`${digests(release)[image].slice(0, 19)}\` \\|.*\`${image}-${VERSION.replaceAll('.', '\\.')}\``,
          'm',
        ),
      );
    expect(release.masks).toEqual([TOKEN]);
    expect(release.log.replaceAll(`::add-mask::${TOKEN}`, '')).not.toContain(TOKEN);
    expect(release.summary + JSON.stringify(release.outputs)).not.toContain(TOKEN);
    const out = join(release.outputs['bake-file'] ?? '', '..');
    for (const entry of readdirSync(out, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name)).includes(TOKEN)).toBe(false);
  });

  it.each([
    ['base', 'linux/amd64', ''],
    ['base', 'linux/arm64', ''],
    ['ml', 'linux/amd64', 'import six'],
    ['full', 'linux/amd64', 'import h5py, sympy'],
    ['jupyter', 'linux/amd64', 'import h5py, matplotlib, plotly, ipywidgets'],
  ] as const)('%s for %s runs as a user of its own and computes', async (image, platform, imports) => {
    const program =
      `import dimtensor, importlib.metadata, numpy; assert importlib.metadata.version("dimtensor") == "${VERSION}"; ` +
      'assert int(numpy.__version__.split(".")[0]) < 2, numpy.__version__; ' +
      `print("numpy", numpy.__version__, numpy.ones(3).sum()); ${imports}`;
    const checks = [
      `test "$(id -u)" -ne 0`,
      `python -c '${program}'`,
      'test -w .',
      ...(image === 'jupyter' ? ['jupyter --version'] : []),
    ];
    const check = healthCheck(
      (await platformsOf(repository, digests(release)[image])).find((one) => one.platform === platform)!
        .config,
    );
    // Jupyter's asks the server, so there has to be one.
    const healthy =
      image === 'jupyter'
        ? 'jupyter lab --ip=0.0.0.0 --port=8888 --no-browser >/tmp/log 2>&1 & for n in $(seq 60); do ' +
          `${check} && exit 0; sleep 1; done; cat /tmp/log; exit 1`
        : check;
    const written = runIn(`${repository}@${digests(release)[image]}`, platform, [...checks, healthy]);
    expect(written).toMatch(/numpy 1\.\d+\.\d+ 3\.0/);
    if (image === 'jupyter') expect(written).toMatch(/jupyterlab +: 4\./);
  });

  it('jupyter asks for the token it was given, keeps a volume, and says nowhere what the token is', async () => {
    const image = `${repository}@${digests(release).jupyter}`;
    const docker = (...args: readonly string[]): string =>
      execFileSync('docker', args, { encoding: 'utf8', env: { ...process.env, JUPYTER_TOKEN: TOKEN } });
    const volume = `${basename(bench.path(''))}-notebooks`;
    const containers: string[] = [];
    // The variable is named, and so its value is on no command line.
    const start = (): string => {
      const container = docker(
        'run',
        '--detach',
        '--network',
        'none',
        '--env',
        'JUPYTER_TOKEN',
        '--volume',
        `${volume}:/home/app/notebooks`,
        image,
      ).trim();
      containers.push(container);
      return container;
    };
    const ask = (container: string, path: string, token: string): string => {
      const program = `
import time, urllib.error, urllib.request
for _ in range(120):
    try:
        headers = {"Authorization": "token ${token}"}
        request = urllib.request.Request("http://127.0.0.1:8888${path}", headers=headers)
        print(urllib.request.urlopen(request).status)
        break
    except urllib.error.HTTPError as error:
        print(error.code)
        break
    except OSError:
        time.sleep(0.5)
`;
      return docker('exec', container, 'python', '-c', program).trim();
    };
    try {
      const one = start();
      expect([
        ask(one, '/api/contents', 'wrong'),
        ask(one, '/api/contents', TOKEN),
        ask(one, '/api', 'none'),
      ]).toEqual(['403', '200', '200']);
      docker('exec', one, 'sh', '-c', 'test -s welcome.ipynb && echo kept > mine.txt');
      const { stdout, stderr } = spawnSync('docker', ['logs', one], { encoding: 'utf8' });
      expect(stdout + stderr).toContain('Jupyter Server');
      expect(stdout + stderr).not.toContain(TOKEN);
      docker('rm', '--force', one);
      expect(docker('exec', start(), 'cat', 'mine.txt')).toBe('kept\n');
      const [{ Config }] = JSON.parse(docker('image', 'inspect', image)) as [
        { Config: { Env: readonly string[] } },
      ];
      expect(Config).toMatchObject({ ExposedPorts: { '8888/tcp': {} }, User: 'app' });
      expect(Config.Env.join()).not.toMatch(/TOKEN/);
    } finally {
      spawnSync('docker', ['rm', '--force', ...containers]);
      spawnSync('docker', ['volume', 'rm', '--force', volume]);
      spawnSync('docker', ['image', 'rm', '--force', image]);
    }
  });

  it('full can be extended as its page says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/dimtensor.md'), 'utf8');
    const dockerfile = /## Extending an image[\s\S]*?```dockerfile\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(dockerfile).toContain('FROM ghcr.io/org/dimtensor:full\n');
    const extended = dockerfile.replace(
      'ghcr.io/org/dimtensor:full',
      `${repository}@${digests(release).full}`,
    );
    const check =
      `RUN test "$(id -un)" = app && python -c 'import six, dimtensor, numpy; ` +
      `assert numpy.__version__.startswith("1.")'\n`;
    const args = [
      'buildx',
      'build',
      '--builder',
      engine.builder,
      '--platform',
      'linux/amd64',
      '--output',
      'type=cacheonly',
      '--progress',
      'plain',
      '-',
    ];
    const { status, stderr } = spawnSync('docker', args, { input: extended + check, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });

  it('is built by plain docker buildx bake from the rendered files alone', async () => {
    const rendered = await bench.cli(project, ['render', ...SMALL.flatMap((pair) => ['--set', pair])]);
    expect(rendered.code).toBe(0);
    const alone = bench.path('alone');
    mkdirSync(alone);
    for (const name of ['docker-bake.hcl', 'dockerfiles'])
      cpSync(join(project, name), join(alone, name), { recursive: true });
    const { status, stderr } = spawnSync(
      'docker',
      [
        'buildx',
        'bake',
        '--builder',
        engine.builder,
        '--file',
        'docker-bake.hcl',
        '--progress',
        'plain',
        '--set',
        '*.output=type=cacheonly',
        '--set',
        '*.platform=linux/amd64',
        'base',
      ],
      { cwd: alone, encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    // Neither this tool nor a run's arguments are needed.
    expect(stderr).toContain('RUN groupadd --gid 1000 app');
  });
});
