// npm run bench:engine: what takes an engine, against what somebody would do by hand, measured in one run.
//   gates and publish   20 images x 2 platforms, 60 tags, built and pushed by digest before: scanning all of them and
//                       moving all tags, against one `trivy image` for each platform and one `docker buildx imagetools
//                       create` for each tag, one after the other
//   remote cache        4 targets, 2 platforms, an empty builder and a full registry cache: one build with
//                       docker-matrix, against one `docker buildx build --target` after the other, with the same
//                       caches and attestations
// Needs the engine: eval "$(scripts/engine/engine env)".
// Figures are medians of three runs, in seconds; both sides take turns.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bundled } from '../scripts/bundled.mjs';

const cli = join(dirname(import.meta.dirname), 'dist', 'cli.js');
const registry = process.env.DOCKER_MATRIX_REGISTRY;
if (!registry) throw new Error('no engine: eval "$(scripts/engine/engine env)"');
const RUNS = 3;
const IMAGES = 20;
const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const folder = mkdtempSync(join(tmpdir(), 'docker-matrix-bench-'));
const quiet = {
  stdio: ['ignore', 'ignore', 'pipe'],
  env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
};

function project(name, files) {
  const dir = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const seconds = (run) => {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1000;
};
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const docker = (args, cwd = folder) => execFileSync('docker', args, { ...quiet, cwd });
const matrix = (dir, ...args) =>
  execFileSync(process.execPath, [cli, 'build', '--push', ...args], { ...quiet, cwd: dir });
const report = (dir) => JSON.parse(readFileSync(join(dir, 'out/report.json'), 'utf8'));

/** Both sides in turn, so that neither has the warmer machine. */
function compare(ours, theirs) {
  const times = { ours: [], theirs: [] };
  for (let run = 0; run < RUNS; run += 1) {
    times.theirs.push(theirs(run));
    times.ours.push(ours(run));
  }
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

function show(what, { ours, theirs }, rival) {
  console.log(
    `${what}: docker-matrix ${ours.toFixed(1)} s, ${rival} ${theirs.toFixed(1)} s, ratio ${(ours / theirs).toFixed(2)}`,
  );
}

async function gatesAndPublish() {
  // The same for both sides: a folder with Trivy's own, or the small one of the tests.
  const db = process.env.BENCH_TRIVY_DB ?? join(folder, 'db');
  if (!process.env.BENCH_TRIVY_DB)
    (await bundled('test/rig/trivy-db.ts')).makeTrivyDb(join(db, 'db'), {
      debian12: { gzip: { 'CVE-2099-0001': { severity: 'LOW', title: 'planted', fixed: '9' } } },
    });
  const repository = `${registry}/bench-${process.pid}/app`;
  const dir = project('gates', {
    'matrix.yaml': `version: 1
image: ${repository}
platforms: [${PLATFORMS.join(', ')}]
axes: { n: [${Array.from({ length: IMAGES }, (_, n) => n + 1).join(', ')}] }
targets: { app: { from: "python:3.11-slim-bookworm" } }
tags: ["{{target}}-{{n}}", "{{target}}-{{n}}-latest", "{{target}}-{{n}}-1.0"]
cache: false
scan: { mode: report }
`,
    'templates/app.hbs': 'COPY --link app.txt /app-{{n}}.txt\n',
    'app.txt': 'bench\n',
  });
  matrix(dir, '--scan', 'off', '--tag', 'before-{{n}}');
  const images = report(dir).images;
  const byHand = (run) => {
    const cache = join(folder, `trivy-${run}`);
    mkdirSync(cache);
    execFileSync('cp', ['-r', join(db, 'db'), cache]);
    return seconds(() => {
      for (const { digest } of images)
        for (const platform of PLATFORMS)
          execFileSync(
            'trivy',
            [
              'image',
              '--quiet',
              '--scanners',
              'vuln',
              '--skip-db-update',
              '--cache-dir',
              cache,
              '--platform',
              platform,
              '--format',
              'json',
              `${repository}@${digest}`,
            ],
            quiet,
          );
      for (const { digest, id } of images)
        for (const suffix of ['', '-latest', '-1.0'])
          docker([
            'buildx',
            'imagetools',
            'create',
            '--tag',
            `${repository}:hand-${run}-${id}${suffix}`,
            `${repository}@${digest}`,
          ]);
    });
  };
  const ours = (run) => {
    // Other tags in every run, so that all of them are written.
    matrix(
      dir,
      '--trivy-db',
      db,
      ...['{{target}}-{{n}}', '{{target}}-{{n}}-latest', '{{target}}-{{n}}-1.0'].flatMap((tag) => [
        '--tag',
        `ours-${run}-${tag}`,
      ]),
    );
    const { gates, publish } = report(dir).seconds;
    return gates + publish;
  };
  show(
    `gates and publish, ${IMAGES} images x ${PLATFORMS.length} platforms, ${IMAGES * 3} tags`,
    compare(ours, byHand),
    'one scan and one tag after the other',
  );
}

function remoteCache() {
  const repository = `${registry}/bench-${process.pid}/cached`;
  const dir = project('cache', {
    'matrix.yaml': `version: 1
image: ${repository}
platforms: [${PLATFORMS.join(', ')}]
targets:
  base: { from: "python:3.11-slim-bookworm" }
  ml: { from: base }
  full: { from: base }
  jupyter: { from: full }
scan: { mode: off }
`,
    'templates/base.hbs': 'RUN head -c 8000000 /dev/urandom > /base\n',
    'templates/ml.hbs': 'RUN head -c 4000000 /dev/urandom > /ml\nCOPY app.txt /app.txt\n',
    'templates/full.hbs': 'RUN head -c 4000000 /dev/urandom > /full\n',
    'templates/jupyter.hbs': 'RUN head -c 2000000 /dev/urandom > /jupyter\nCOPY app.txt /app.txt\n',
    'app.txt': 'bench\n',
  });
  const targets = ['base', 'ml', 'full', 'jupyter'];
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: dir });
  matrix(dir); // fills the cache
  execFileSync(process.execPath, [cli, 'render'], { ...quiet, cwd: dir });
  const empty = () => docker(['buildx', 'prune', '--all', '--force']);
  const oneDockerfile = (target) =>
    docker(
      [
        'buildx',
        'build',
        '--file',
        'dockerfiles/Dockerfile',
        '--target',
        target,
        '--platform',
        PLATFORMS.join(','),
        '--cache-from',
        `type=registry,ref=${repository}-cache:${target}`,
        '--cache-to',
        `type=registry,ref=${repository}-cache:${target},mode=max,image-manifest=true,oci-mediatypes=true`,
        '--provenance',
        'mode=min',
        '--sbom',
        'true',
        '--push',
        '--tag',
        `${repository}:hand-${target}`,
        '.',
      ],
      dir,
    );
  const theirs = () => {
    empty();
    return seconds(() => targets.forEach(oneDockerfile));
  };
  const ours = () => {
    empty();
    return seconds(() => matrix(dir));
  };
  show(
    `remote cache, ${targets.length} targets x ${PLATFORMS.length} platforms, nothing changed`,
    compare(ours, theirs),
    'one Dockerfile, one build after the other',
  );
}

const parts = { gates: gatesAndPublish, cache: remoteCache };
const chosen = process.argv.slice(2);
try {
  for (const [name, run] of Object.entries(parts))
    if (chosen.length === 0 || chosen.includes(name)) await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
