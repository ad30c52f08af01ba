// npm run bench: time against size, and against what somebody would use instead, measured in one run.
//   plan     docker-matrix plan --format json     (N images)
//   render   docker-matrix render                 (N images: N / 4 Dockerfiles and one docker-bake.hcl)
//   jinja2   a plain script that renders the same number of Dockerfiles with Jinja2 (it checks nothing)
//   bake     docker buildx bake --print           of the rendered definition
// Figures are medians of whole processes, in seconds. A missing competitor is named, not guessed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

const cli = join(dirname(import.meta.dirname), 'dist', 'cli.js');
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];
const BAKE_LIMIT = 1100; // bake is quadratic: 10,000 targets take minutes
const RUNS = 3;

/** A project of `count` images: 4 targets, each over two axes. */
function project(count) {
  const folder = mkdtempSync(join(tmpdir(), 'docker-matrix-bench-'));
  const side = Math.round(Math.sqrt(count / 4));
  const other = Math.round(count / 4 / side);
  const list = (prefix, length) => JSON.stringify(Array.from({ length }, (_, index) => `${prefix}.${index}`));
  const target = (name, from) => `  ${name}: { from: ${JSON.stringify(from)}, template: stage }`;
  writeFileSync(
    join(folder, 'matrix.yaml'),
    [
      'version: 1',
      'image: example.com/bench',
      'values: { packages: [curl, git, jq], user: app }',
      `axes: { python: ${list('3', side)}, cuda: ${list('12', other)} }`,
      'targets:',
      target('base', 'python:{{python}}'),
      target('ml', 'base'),
      target('full', 'ml'),
      target('jupyter', 'full'),
      'tags: ["{{target}}-{{python}}-{{cuda}}"]',
      'ignore: [.git]',
      '',
    ].join('\n'),
  );
  mkdirSync(join(folder, 'templates'));
  writeFileSync(
    join(folder, 'templates', 'stage.hbs'),
    'RUN apt-get update \\\n && apt-get install --yes {{shell packages}}\n' +
      'ENV CUDA={{cuda}} PYTHON={{python}}\nUSER {{user}}\n',
  );
  return { folder, images: side * other * 4, python: side, cuda: other };
}

const JINJA = `
import sys, pathlib, jinja2
side, other, out = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
env = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True)
template = env.from_string("""# syntax=docker/dockerfile:1
{% for name, base in stages %}
FROM {{ base }} AS {{ name }}
RUN apt-get update \\\\
 && apt-get install --yes {{ packages | join(' ') }}
ENV CUDA={{ cuda }} PYTHON={{ python }}
USER {{ user }}
{% endfor %}""")
out.mkdir()
for p in range(side):
    for c in range(other):
        python, cuda = f"3.{p}", f"12.{c}"
        stages = [("base", f"python:{python}"), ("ml", "base"), ("full", "ml"), ("jupyter", "full")]
        packages = ["curl", "git", "jq"]
        text = template.render(python=python, cuda=cuda, stages=stages, packages=packages, user="app")
        (out / f"{cuda}-{python}.Dockerfile").write_text(text)
`;

function median(run) {
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    run();
    return (performance.now() - started) / 1000;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const answers = (file, args) => spawnSync(file, args, { stdio: 'ignore' }).status === 0;
const python = process.env.BENCH_PYTHON ?? 'python3';
const hasJinja = answers(python, ['-c', 'import jinja2']);
const hasBake = answers('docker', ['buildx', 'version']);
if (!hasJinja) console.log('jinja2 is not installed: pip install jinja2 (or BENCH_PYTHON=/path/to/python)');
if (!hasBake) console.log('docker buildx is not installed');

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
const rows = [];
for (const size of SIZES) {
  const { folder, images, python: side, cuda: other } = project(size);
  try {
    const ours = (command, ...more) =>
      median(() => execFileSync(process.execPath, [cli, command, ...more], { cwd: folder, ...quiet }));
    const plan = ours('plan', '--format', 'json');
    const render = ours('render');
    const check = ours('check');
    let round = 0;
    const jinja = hasJinja
      ? median(() =>
          execFileSync(
            python,
            ['-c', JINJA, String(side), String(other), join(folder, `jinja-${(round += 1)}`)],
            quiet,
          ),
        )
      : undefined;
    const bake =
      hasBake && images <= BAKE_LIMIT
        ? median(() =>
            execFileSync('docker', ['buildx', 'bake', '--print', '-f', 'docker-bake.hcl'], {
              cwd: folder,
              stdio: 'ignore',
            }),
          )
        : undefined;
    rows.push({ images, plan, render, check, jinja, bake });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const seconds = (value) => (value === undefined ? '–' : value.toFixed(2));
const ratio = (value, to) => (value === undefined || to === undefined ? '–' : (value / to).toFixed(2));
const [first] = rows;
console.table(
  rows.map(({ images, plan, render, check, jinja, bake }) => ({
    images,
    'plan s': seconds(plan),
    'render s': seconds(render),
    'check s': seconds(check),
    'jinja2 s': seconds(jinja),
    'bake --print s': seconds(bake),
    'plan ms/image': ((1000 * plan) / images).toFixed(2),
    'growth plan / growth images': ratio(plan / first.plan, images / first.images),
    'render : jinja2': ratio(render, jinja),
    'plan : bake --print': ratio(plan, bake),
  })),
);
