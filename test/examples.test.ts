import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeDefinition } from '../src/bake/definition.ts';
import { NO_RUN } from '../src/tags/run-facts.ts';
import { references } from '../src/plan/image.ts';
import { plan, type Plan } from '../src/plan/plan.ts';
import { openWorkspace } from '../src/plan/workspace.ts';
import { cli } from './rig/cli.ts';
import { describeBake } from './rig/bake.ts';
import { makeProject } from './rig/project.ts';
import { quietHost } from './rig/host.ts';

const EXAMPLES = join(import.meta.dirname, '../examples');
const NAMES = ['environment', 'frameworks', 'pipeline'];

async function planOf(folder: string, overrides: Readonly<Record<string, string>> = {}): Promise<Plan> {
  const { matrix, templates, inputs } = await openWorkspace(join(folder, 'matrix.yaml'), quietHost());
  return plan(matrix, templates, { facts: NO_RUN, inputs, overrides });
}

/** The plan of an example as it is, made once. */
const plans = new Map<string, Promise<Plan>>();
function planOfExample(folder: string): Promise<Plan> {
  const made = plans.get(folder) ?? planOf(folder);
  plans.set(folder, made);
  return made;
}

const textOf = ({ files }: Plan, path: string): string =>
  files.find((file) => file.path === `dockerfiles/${path}`)?.text ?? `no ${path}`;
const count = (made: Plan, target: string): number =>
  made.images.filter((image) => image.target === target).length;

describe.each(NAMES)('examples/%s', (name) => {
  it('passes check: what is committed is what is rendered', async () => {
    const { code, stdout, stderr } = await cli(['check'], { cwd: join(EXAMPLES, name) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/no problems; (?:the )?rendered files are up to date/);
  });

  it('holds nothing that was not filled in, and no continued line without anything on it', async () => {
    const { files } = await planOfExample(join(EXAMPLES, name));
    const not = (pattern: RegExp): readonly string[] =>
      files.filter(({ text }) => !pattern.test(text)).map(({ path }) => path);
    expect(
      files
        .filter(({ text }) => /undefined|\[object|^[ \t]*\\$|\\\n[ \t]*\n/m.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
    expect(not(/[^\n]\n$/)).toEqual([]);
    expect(not(/^# (?:syntax=docker\/dockerfile:1\n|Made by docker-matrix)/)).toEqual([]);
  });
});

describeBake('docker buildx bake --print', () => {
  it.each(NAMES)('reads the definition of examples/%s as it was planned', async (name) => {
    const folder = join(EXAMPLES, name);
    const made = await planOfExample(folder);
    const printed = JSON.parse(
      execFileSync('docker', ['buildx', 'bake', '--print', 'default'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1e9,
      }),
    ) as {
      target: Record<
        string,
        {
          target?: string;
          dockerfile: string;
          platforms: string[];
          tags?: string[];
          contexts?: Record<string, string>;
          output?: object[];
        }
      >;
    };
    expect(Object.keys(printed.target).toSorted()).toEqual(made.images.map(({ id }) => id).toSorted());
    for (const image of made.images) {
      expect(printed.target[image.id]).toMatchObject({
        dockerfile: image.dockerfile,
        platforms: image.platforms,
        ...(image.stage === undefined ? {} : { target: image.stage }),
        ...(image.tags.length === 0 ? {} : { tags: references(image) }),
      });
    }
  });
});

describe('examples/environment', () => {
  const folder = join(EXAMPLES, 'environment');

  it('has all shapes of an environment', async () => {
    const made = await planOfExample(folder);
    expect(made.images.map(({ id }) => id)).toEqual([
      'extras',
      'frozen',
      'mounted',
      'own',
      'packages',
      'plain',
      'workspace',
    ]);
    expect(made.images.find(({ id }) => id === 'own')).toMatchObject({
      dockerfile: 'own.Dockerfile',
      verbatim: true,
    });
    expect(textOf(made, 'plain.Dockerfile')).toMatch(/^FROM python:3\.11-slim-bookworm$/m);
    expect(textOf(made, 'packages.Dockerfile')).toMatch(/^FROM python:3\.11-bookworm$/m);
    expect(textOf(made, 'extras.Dockerfile')).toMatch(/^ {4}uv sync --extra tables$/m);
    expect(textOf(made, 'workspace.Dockerfile')).toMatch(/^ {4}uv sync --package models --extra names$/m);
    expect(textOf(made, 'packages.Dockerfile')).toContain(
      `uv pip install 'rich>=13,<15' 'httpx[http2]; python_version >= '\\''3.11'\\'''`,
    );
    for (const { id } of made.images.filter(({ verbatim }) => !verbatim))
      expect(textOf(made, `${id}.Dockerfile`)).toMatch(/^ {4}uv pip install cloudpickle$/m);
  });

  it('reads what is frozen from uv.lock, and mounts every manifest, before the sources are copied', async () => {
    const made = await planOfExample(folder);
    const before = (path: string): string => textOf(made, path).split('\nCOPY . .\n')[0] ?? '';
    expect(before('frozen.Dockerfile')).toMatch(
      /uv pip install idna==\S+ packaging==\S+ six==\S+ tabulate==\S+$/m,
    );
    expect(
      [...before('mounted.Dockerfile').matchAll(/type=bind,source=(\S+),target=\1 \\$/gm)].map(
        ([, path]) => path,
      ),
    ).toEqual(['packages/models/pyproject.toml', 'pyproject.toml', 'uv.lock']);
    const project = makeProject();
    cpSync(folder, project.dir, { recursive: true });
    project.write('packages/more/pyproject.toml', '[project]\nname = "more"\nversion = "1"\n');
    expect(textOf(await planOf(project.dir), 'mounted.Dockerfile')).toContain(
      'source=packages/more/pyproject.toml,',
    );
  });

  it('reads what is frozen from what "uv export --no-dev" wrote, too', async () => {
    const project = makeProject();
    cpSync(folder, project.dir, { recursive: true });
    // Of uv 0.13: uv export --frozen --no-dev --no-hashes --no-emit-workspace
    project.write(
      'requirements.txt',
      '# This file was autogenerated by uv via the following command:\n' +
        '#    uv export --frozen --no-dev --no-hashes --no-emit-workspace\n' +
        "packaging==26.3 ; python_full_version >= '3.8'\n    # via experiment\nsix==1.17.0\n" +
        '    # via models\n',
    );
    const matrix = readFileSync(join(folder, 'matrix.yaml'), 'utf8');
    project.write(
      'matrix.yaml',
      matrix.replace(/pre-install: \{ read: .*\}/, 'pre-install: { read: requirements.txt }'),
    );
    const [before, after] = textOf(await planOf(project.dir), 'frozen.Dockerfile').split('\nCOPY . .\n');
    expect(before).toContain(
      `uv venv && uv pip install 'packaging==26.3 ; python_full_version >= '\\''3.8'\\''' six==1.17.0`,
    );
    expect(after).not.toContain('six');
  });

  it('has three caches that parallel builds share, in every step that installs', async () => {
    const text = textOf(await planOfExample(folder), 'packages.Dockerfile');
    const steps = text.split(/^(?=RUN )/m).filter((step) => /\buv (?:sync|pip)/.test(step));
    expect(steps).toHaveLength(3);
    for (const step of steps)
      expect(step.match(/--mount=type=cache,id=\S+,sharing=shared,target=\S+/g)).toHaveLength(3);
  });

  it('gives each rendered Dockerfile an ignore file of its own', async () => {
    const { files, images } = await planOfExample(folder);
    expect(files.filter(({ path }) => path.endsWith('.dockerignore')).map(({ path }) => path)).toEqual(
      images.filter(({ verbatim }) => !verbatim).map(({ dockerfile }) => `${dockerfile}.dockerignore`),
    );
  });
});

describe('examples/frameworks', () => {
  const folder = join(EXAMPLES, 'frameworks');
  const own = 'cuda12.8-devicecuda-frameworktrtllm-osubi9.Dockerfile';

  it('has 202 images of 1,445 cells', async () => {
    const made = await planOfExample(folder);
    expect(
      Object.fromEntries(
        ['runtime', 'dev', 'local-dev', 'bundle', 'wheels'].map((target) => [target, count(made, target)]),
      ),
    ).toEqual({ runtime: 63, dev: 63, 'local-dev': 63, bundle: 8, wheels: 5 });
    expect(made.images).toHaveLength(202);
    expect(made.images.length + made.excluded.filter(({ platforms }) => platforms === undefined).length).toBe(
      4 * 3 * 4 * 6 * 5 + 5,
    );
    expect(new Set(made.images.flatMap(references)).size).toBe(197);
  });

  it('drops what cannot be, with the reason', async () => {
    const { images, excluded } = await planOfExample(folder);
    const why = (target: string, combination: Readonly<Record<string, string>>): string | undefined =>
      excluded.find(
        (entry) =>
          entry.target === target &&
          Object.entries(combination).every(([axis, value]) => entry.combination[axis] === value),
      )?.because;
    expect(why('runtime', { framework: 'vllm', device: 'cpu', cuda: '12.4' })).toBe(
      "only NVIDIA's devices have a CUDA version",
    );
    expect(why('dev', { framework: 'trtllm', device: 'cuda', cuda: '12.6', os: 'ubi9' })).toBe(
      'TensorRT-LLM needs CUDA 12.8 or newer, and no other device',
    );
    expect(
      why('local-dev', { framework: 'vllm', device: 'cuda', cuda: '12.4', os: 'ubuntu24.04' }),
    ).toContain("NVIDIA's first CUDA image for Ubuntu 24.04 is 12.6");
    expect(
      images
        .filter(({ combination }) => ['rocm', 'xpu'].includes(combination['device'] ?? ''))
        .flatMap(({ platforms }) => platforms),
    ).not.toContain('linux/arm64');
  });

  it('takes each value from where it is said most narrowly', async () => {
    const made = await planOfExample(folder);
    expect(textOf(made, own)).toMatch(/^FROM nvidia\/cuda:12\.8\.1-cudnn-runtime-ubi9 AS runtime$/m);
    expect(textOf(made, own)).toContain('UV_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cu128');
    const cpu = textOf(made, 'cudanone-devicecpu-frameworkvllm-osdebian12.Dockerfile');
    expect(cpu).toMatch(/^FROM debian:bookworm-slim AS runtime$/m);
    expect(cpu).toContain('UV_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu');
  });

  it('chooses stages, and the parent of dev images, by data', async () => {
    const made = await planOfExample(folder);
    const stages = (path: string): readonly string[] =>
      [...textOf(made, path).matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, from, name]) => `${name} ${from}`);
    expect(stages(own)).toEqual([
      'wheel-builder registry.access.redhat.com/ubi9/ubi',
      'trtllm nvidia/cuda:12.8.1-cudnn-devel-ubi9',
      'dev trtllm',
      'runtime nvidia/cuda:12.8.1-cudnn-runtime-ubi9',
      'local-dev dev',
    ]);
    expect(stages('cudanone-devicecpu-frameworksglang-osrocky9.Dockerfile')).toContain('dev runtime');
    expect(readFileSync(join(folder, 'matrix.yaml'), 'utf8').match(/\{\{#|\b(?:if|unless)\b/g)).toBeNull();
    const cases = /\{\{#(?:if|unless)|\((?:eq|ne|matches) /;
    expect(
      ['runtime', 'dev', 'local-dev', 'bundle', 'wheels', 'wheel-builder'].filter((stage) =>
        cases.test(readFileSync(join(folder, `templates/${stage}.hbs`), 'utf8')),
      ),
    ).toEqual([]);
  });

  it('speaks of packages as each system does', async () => {
    const made = await planOfExample(folder);
    const dockerfiles = made.files.filter(({ path }) => path.endsWith('.Dockerfile'));
    const uses = (command: RegExp): readonly string[] =>
      dockerfiles.filter(({ text }) => command.test(text)).map(({ path }) => path);
    const dnf = dockerfiles.filter(({ path }) => /rocky9|ubi9/.test(path)).map(({ path }) => path);
    expect(uses(/\bdnf install\b/)).toEqual(dnf);
    expect(uses(/\bapt-get install\b/)).toEqual(
      dockerfiles.map(({ path }) => path).filter((path) => !dnf.includes(path)),
    );
  });

  it('keeps what Dockerfiles are written with', async () => {
    const made = await planOfExample(folder);
    const text = textOf(made, own);
    expect(text).toContain('ARG CUDA_MAJOR=${CUDA_VERSION%%.*}\n');
    expect(text).toContain('{% for message in messages %}{{ message.role }}: {{ message.content }}\n');
    expect(text).toMatch(/^ADD --checksum=sha256:[0-9a-f]{64} --chmod=755 https:\/\//m);
    expect(text).toContain('RUN <<EOF\n');
    expect(text).toContain('COPY --link --from=trtllm --chown=1000:0 /opt/venv /opt/venv\n');
    expect(text).toMatch(/^SHELL \["\/bin\/bash", "-euo", "pipefail", "-c"\]$/m);
    expect(text).toMatch(/^ENTRYPOINT \[\]$/m);
    expect(text).toContain('--mount=type=secret,id=package-index,env=UV_INDEX');
    expect(text).toContain('--mount=type=cache,id=uv-0.13.8,');
    expect(text).toContain('# templates/wheel-builder.hbs:');
    // The architecture is decided during the build, not when the Dockerfile is rendered.
    expect(
      made.files
        .filter(({ text }) => /^ARG TARGETARCH=/m.test(text) || /x86_64(?!-linux-gnu ;;)/.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('exports files, and takes an image of the same matrix as a context', async () => {
    const made = await planOfExample(folder);
    expect(made.images.find(({ id }) => id === 'wheels-debian12')).toMatchObject({
      output: 'local',
      tags: [],
      platforms: ['linux/amd64', 'linux/arm64'],
    });
    expect(made.images.find(({ id }) => id === 'bundle-vllm-cuda-12-8-ubuntu24-04')?.contexts).toEqual({
      built: { kind: 'image', id: 'runtime-vllm-cuda-12-8-ubuntu24-04' },
    });
    const definition = writeDefinition(made, '', 'matrix.yaml');
    expect(definition).toContain('output     = ["type=local,dest=out/wheels-debian12"]');
    expect(definition).toContain('"built" = "target:runtime-vllm-cuda-12-8-ubuntu24-04"');
  });

  it('gets a new CUDA version and a new operating system from the matrix alone', async () => {
    const project = makeProject();
    cpSync(folder, project.dir, { recursive: true });
    const lines = project.read('matrix.yaml').split('\n');
    const after = (pattern: RegExp, ...added: string[]): void =>
      void lines.splice(lines.findIndex((line) => pattern.test(line)) + 1, 0, ...added);
    after(/^ {4}"13\.0":/, '    "13.1": { cuda-version: 13.1.0, wheels: cu131 }');
    after(
      /^ {4}ubuntu24\.04:/,
      '    ubuntu26.04: { image: "ubuntu:26.04", manager: apt, python: "3.14", cuda: ubuntu26.04, rocm: ubuntu-26.04 }',
      '    alma10: { image: "almalinux:10", manager: dnf, python: "3.12", cuda: almalinux10 }',
    );
    project.write('matrix.yaml', lines.join('\n'));
    const before = await planOfExample(folder);
    const made = await planOf(project.dir);
    const added = made.images.filter(({ id }) => !before.images.some((image) => image.id === id));
    expect(made.images).toHaveLength(before.images.length + added.length);
    expect(
      new Set(
        added.map(
          ({ combination }) =>
            combination['cuda'] === '13.1' || ['ubuntu26.04', 'alma10'].includes(combination['os'] ?? ''),
        ),
      ),
    ).toEqual(new Set([true]));
    expect(added.length).toBeGreaterThan(80);
    // What was there stays as it was, to the byte.
    for (const { path, text } of before.files)
      expect(made.files.find((file) => file.path === path)?.text).toBe(text);
    expect(textOf(made, 'cuda13.1-devicecuda-frameworktrtllm-osalma10.Dockerfile')).toMatch(
      /^FROM nvidia\/cuda:13\.1\.0-cudnn-devel-almalinux10 AS trtllm\nSHELL .*\nRUN .*\n {4}dnf install /m,
    );
    expect(textOf(made, 'cuda13.1-devicecuda-frameworksglang-osubuntu26.04.Dockerfile')).toContain(
      'python3.14-dev',
    );
  });

  it('takes another value from the command line, and an argument at build time', async () => {
    const made = await planOf(folder, { rocm: '7.0', 'flamegraph.sha256': '0'.repeat(64) });
    expect(textOf(made, 'cudanone-devicerocm-frameworkvllm-osubuntu24.04.Dockerfile')).toMatch(
      /^FROM rocm\/dev-ubuntu-24\.04:7\.0-complete AS vllm$/m,
    );
    expect(textOf(made, own)).toContain('ARG TENSORRT_LLM_VERSION=1.0.0\n');
  });
});

describe('examples/pipeline', () => {
  const folder = join(EXAMPLES, 'pipeline');

  it('has two images on one base', async () => {
    const made = await planOfExample(folder);
    expect(made.images.map(({ id, stage, secrets }) => [id, stage, secrets])).toEqual([
      ['cloud', 'cloud', [{ id: 'github-token', env: 'GITHUB_TOKEN', optional: true }]],
      ['local', 'local', [{ id: 'github-token', env: 'GITHUB_TOKEN', optional: true }]],
    ]);
    const text = textOf(made, 'Dockerfile');
    expect([...text.matchAll(/^FROM (\S+) AS (\S+)$/gm)].map(([, from, name]) => `${name} ${from}`)).toEqual([
      'base python:3.11-slim-bookworm',
      'cloud base',
      'local base',
    ]);
    // The token is only mounted as a secret, never an argument or a variable.
    expect(text).not.toMatch(/^(?:ARG|ENV).*TOKEN/m);
    expect(text).toContain('--mount=type=secret,id=github-token,env=GITHUB_TOKEN');
    expect(text).toMatch(/^SHELL .*pipefail/m);
    expect(text).toMatch(/^COPY --link --from=gcr\.io\/\S+ \/usr\/lib\/google-cloud-sdk /m);
  });
});
