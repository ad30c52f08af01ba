import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { pushTrivyDb } from '../rig/trivy-db.ts';
import { useBench } from './bench.ts';
import { checkLayout } from './layout.ts';

const project = {
  'matrix.yaml': `
version: 1
image: ghcr.io/octo/demo
platforms: [linux/amd64, linux/arm64]
targets:
  small: { from: "debian:bookworm-slim", template: app }
  python: { from: "python:3.11-slim-bookworm", template: app, latest: true }
scan: { fail-on: [CRITICAL] }
`,
  'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
  'app.txt': 'cli\n',
};

describeEngine('docker-matrix', () => {
  const bench = useBench('cli');
  const clean = (): string =>
    bench.database({
      debian12: {
        'media-types': { 'CVE-2099-3001': { severity: 'CRITICAL', title: 'fixed long ago', fixed: '0.1' } },
      },
    });
  const planted = (): string =>
    bench.database({
      debian12: {
        'media-types': { 'CVE-2099-3001': { severity: 'CRITICAL', title: 'planted', fixed: '10.1.0' } },
      },
    });

  it('builds one platform into OCI layouts and shows a table', async () => {
    const dir = bench.project(project);
    const run = await bench.cli(dir, ['build', '--platform', 'linux/amd64', '--trivy-db', clean()]);
    expect(run.stderr).toContain('small: built in');
    expect(run.code).toBe(0);
    const lines = run.stdout.split('\n');
    expect(lines[0]).toMatch(/^IMAGE +STATUS +PLATFORMS +SIZE +VULNERABILITIES +CACHED +TIME +DIGEST$/);
    expect(lines[1]).toMatch(
      /^python +built +linux\/amd64 +[\d.]+ MB +none +\d+\/\d+ +\d+\.\d s +sha256:[0-9a-f]{12}$/,
    );
    expect(lines[2]).toMatch(/^small +built +linux\/amd64 /);
    for (const name of ['small', 'python']) {
      expect(run.stdout).toContain(join(dir, 'out/oci', name));
      expect(checkLayout(join(dir, 'out/oci', name))).toEqual(['linux/amd64']);
    }
  });

  it('gives JSON alone on standard output', async () => {
    const run = await bench.cli(bench.project(project), [
      'build',
      '--target',
      'python',
      '--platform',
      'linux/amd64',
      '--trivy-db',
      planted(),
      '--format',
      'json',
    ]);
    expect(run.code).toBe(1);
    const report = JSON.parse(run.stdout) as object;
    expect(report).toMatchObject({
      images: [
        {
          id: 'python',
          repository: 'ghcr.io/octo/demo',
          tags: ['ghcr.io/octo/demo:python', 'ghcr.io/octo/demo:latest'],
          digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
          platforms: [{ platform: 'linux/amd64' }],
          scans: [{ platform: 'linux/amd64', counts: { CRITICAL: 1, HIGH: 0 }, refused: 1 }],
        },
      ],
      published: [],
      problems: [
        {
          severity: 'error',
          code: 'vulnerability',
          message: expect.stringContaining('CVE-2099-3001 in media-types') as string,
        },
      ],
      seconds: { build: expect.any(Number) as number, gates: expect.any(Number) as number },
    });
  });

  it('builds again what another run built, all from the cache, although its output is in the context', async () => {
    const dir = bench.project({ ...project, 'templates/app.hbs': 'COPY . /src\n' });
    const arguments_ = [
      'build',
      '--platform',
      'linux/amd64',
      '--target',
      'small',
      '--scan',
      'off',
      '--format',
      'json',
    ];
    const digestsOf = ({ stdout }: { stdout: string }) =>
      (
        JSON.parse(stdout) as {
          images: { platforms: { digest: string }[]; steps: { total: number; cached: number } }[];
        }
      ).images[0]!;
    const first = digestsOf(await bench.cli(dir, arguments_));
    const second = digestsOf(await bench.cli(dir, arguments_));
    expect(second.platforms[0]?.digest).toBe(first.platforms[0]?.digest);
    expect(second.steps).toEqual({ total: 1, cached: 1 });
  });

  it('"all" renders and builds the shipped matrix for this machine', async () => {
    const database = bench.repository('trivy-db');
    await pushTrivyDb(clean(), `http://${engine.registry}`, database.slice(database.indexOf('/') + 1), '2');
    const dir = bench.shippedProject('ghcr.io/org/dimtensor');
    const small = [
      'extras=[h5py,sympy]',
      'ml.packages=[six]',
      'ml.modules=six',
      'ml.index=',
      'index=',
    ].flatMap((pair) => ['--set', pair]);
    const run = await bench.cli(dir, ['all', ...small], { TRIVY_DB_REPOSITORY: `${database}:2` });
    expect(run.stderr).toContain('jupyter: built in');
    expect(run.code).toBe(0);
    expect(readdirSync(dir).toSorted()).toEqual([
      '.git',
      'docker-bake.hcl',
      'dockerfiles',
      'matrix.yaml',
      'out',
      'templates',
    ]);
    // What is rendered to be committed holds none of this run's --set.
    expect(readFileSync(join(dir, 'dockerfiles/Dockerfile'), 'utf8')).toContain('dimtensor[all]');
    for (const image of ['base', 'ml', 'full', 'jupyter'])
      expect(checkLayout(join(dir, 'out/oci', image))).toEqual(['linux/amd64']);
    console.info(`docker-matrix all, shipped matrix, linux/amd64: ${run.seconds.toFixed(1)} s`);
  });
});
