import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench } from './bench.ts';
import { makeRepository, makeWheel, startPrivateHost, type PrivateHost } from './private-host.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
/** What the stand-in base images are there for; arm64 would be emulated, and show nothing more. */
const SMALL = ['--set', '*.platform=linux/amd64', '--set', '*.cache-from='];
const run = promisify(execFile);

describeEngine('examples', () => {
  const bench = useBench('examples');
  const copyOf = (name: string): string => {
    const dir = bench.project({});
    cpSync(join(EXAMPLES, name), dir, { recursive: true });
    return dir;
  };
  const render = async (dir: string, set: readonly string[]): Promise<void> => {
    const { code, stderr } = await bench.cli(dir, ['render', ...set.flatMap((pair) => ['--set', pair])]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  };
  /** Plain `docker buildx bake` of what was rendered; gives its log. */
  const bake = async (
    dir: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const { stdout, stderr } = await run(
      'docker',
      ['buildx', 'bake', '--progress', 'plain', ...SMALL, ...args],
      { cwd: dir, env: { ...process.env, BUILDX_BUILDER: engine.builder, ...env }, maxBuffer: 1e9 },
    );
    return stdout + stderr;
  };
  const images: string[] = [];
  /** Loads one image, under a name that nobody else has, and gives a way to run it. */
  const load = async (
    dir: string,
    target: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{
    readonly log: string;
    readonly reference: string;
    readonly run: (...command: readonly string[]) => string;
  }> => {
    const reference = `examples-${randomBytes(4).toString('hex')}:${target}`;
    images.push(reference);
    const log = await bake(
      dir,
      // What is unpacked again at once is not worth compressing.
      [
        ...args,
        '--set',
        `${target}.tags=${reference}`,
        '--set',
        `${target}.output=type=docker,compression=uncompressed`,
        target,
      ],
      env,
    );
    return {
      log,
      reference,
      run: (...command) =>
        execFileSync('docker', ['run', '--rm', reference, ...command], { encoding: 'utf8' }),
    };
  };
  afterAll(() => {
    if (images.length > 0) execFileSync('docker', ['image', 'rm', '--force', ...images], { stdio: 'ignore' });
  });

  describe('environment', () => {
    const NO_OUTPUT = ['--set', '*.output=type=cacheonly'];
    // rustup cannot be fetched where the tests run: that step is rendered and read, but not built.
    const NO_RUST = ['rust.toolchain='];
    /** Whether the step with this text was taken from the cache. */
    const isCached = (log: string, step: string): boolean => {
      const numbers = [...log.matchAll(/^#(\d+) \[[^\]]*\d+\/\d+\] (.*)$/gm)]
        .filter(([, , text]) => text?.includes(step))
        .map(([, number]) => number);
      if (numbers.length === 0) throw new Error(`no step has "${step}":\n${log}`);
      return numbers.every((number) => new RegExp(`^#${number} CACHED$`, 'm').test(log));
    };

    it('builds in every shape', async () => {
      const dir = copyOf('environment');
      await render(dir, NO_RUST);
      const log = await bake(dir, [...NO_OUTPUT, 'default']);
      for (const target of ['plain', 'extras', 'workspace', 'packages', 'frozen', 'mounted', 'own'])
        expect(log).toMatch(new RegExp(`^#\\d+ \\[${target} `, 'm'));
    });

    it('runs: with the workspace member, its extra, what was asked for, and cloudpickle', async () => {
      const dir = copyOf('environment');
      await render(dir, NO_RUST);
      const packages = await load(dir, 'packages');
      expect(
        packages
          .run('python', '-c', 'import cloudpickle, rich, httpx, h2, experiment; print(experiment.run())')
          .trim(),
      ).toBe('42');
      const workspace = await load(dir, 'workspace');
      expect(
        workspace.run('python', '-c', 'import cloudpickle, idna, models; print(models.double(2))').trim(),
      ).toBe('4');
    });

    it("uses somebody's own Dockerfile as it is, through the command", async () => {
      const dir = copyOf('environment');
      const built = await bench.cli(dir, [
        'build',
        '--target',
        'own',
        '--platform',
        'linux/amd64',
        '--scan',
        'off',
        '--format',
        'json',
      ]);
      expect({
        code: built.code,
        problems: (JSON.parse(built.stdout) as { problems: unknown[] }).problems,
      }).toEqual({ code: 0, problems: [] });
      expect(readFileSync(join(dir, 'own.Dockerfile'))).toEqual(
        readFileSync(join(EXAMPLES, 'environment/own.Dockerfile')),
      );
      const { run: runOwn } = await load(dir, 'own');
      expect(runOwn().trim()).toBe('42');
    });

    it.each([
      ['mounted', 'uv sync --frozen --no-install-workspace'],
      ['frozen', 'uv venv && uv pip install'],
    ])(
      'keeps the pre-install layer of "%s" when a source file changes, and not when uv.lock does',
      async (target, step) => {
        const dir = copyOf('environment');
        // A step in front that no other run has, so that nothing behind it is in the builder's cache yet.
        const template = join(dir, 'templates/environment.hbs');
        writeFileSync(
          template,
          readFileSync(template, 'utf8').replace(
            /^WORKDIR /m,
            `ENV TEST_RUN=${randomBytes(8).toString('hex')}\n$&`,
          ),
        );
        const build = async (): Promise<string> => {
          await render(dir, NO_RUST);
          return bake(dir, [...NO_OUTPUT, target]);
        };
        expect(isCached(await build(), step)).toBe(false);
        writeFileSync(join(dir, 'src/experiment/more.py'), `print("${randomBytes(8).toString('hex')}")\n`);
        const source = await build();
        expect([isCached(source, step), isCached(source, 'COPY . .')]).toEqual([true, false]);

        // A package fewer in the lock file.
        for (const file of ['uv.lock', 'pyproject.toml']) {
          const text = readFileSync(join(dir, file), 'utf8')
            .replace(/\[\[package\]\]\nname = "tabulate"\n[\s\S]*?\n\n?(?=\[\[package\]\]|$)/, '')
            .replace(/\[package\.optional-dependencies\]\ntables = \[[\s\S]*?\]\n\n/, '')
            .replace(/^.*name = "tabulate".*\n/m, '')
            .replace('provides-extras = ["tables"]\n', '')
            .replace(/\[project\.optional-dependencies\]\ntables = .*\n\n/, '');
          writeFileSync(join(dir, file), text);
        }
        const matrix = join(dir, 'matrix.yaml');
        writeFileSync(matrix, readFileSync(matrix, 'utf8').replaceAll('extras: [tables]', 'extras: []'));
        const lock = await build();
        expect(isCached(lock, step)).toBe(false);
      },
    );
  });

  describe('frameworks', () => {
    let host: PrivateHost;
    const flamegraph = '#!/usr/bin/perl\nprint "flames\\n";\n';
    const set: string[] = [];
    beforeAll(async () => {
      // The frameworks are gigabytes: a private index, which only the secret opens, has a small one of the same name.
      host = await startPrivateHost(bench.path('frameworks'), () => ({
        'private/simple/vllm/': '<a href="vllm-0.11.0-py3-none-any.whl">vllm-0.11.0-py3-none-any.whl</a>',
        'private/simple/vllm/vllm-0.11.0-py3-none-any.whl': makeWheel('vllm', '0.11.0'),
        'public/flamegraph.pl': flamegraph,
      }));
      set.push(
        `index=${host.url}/public/simple`,
        `flamegraph.url=${host.url}/public/flamegraph.pl`,
        `flamegraph.sha256=${createHash('sha256').update(flamegraph).digest('hex')}`,
      );
    });
    afterAll(() => host.close());
    const secret = (): Record<string, string> => ({
      PACKAGE_INDEX: `${host.url.replace('//', `//x-access-token:${host.password}@`)}/private/simple`,
    });
    const cell = 'vllm-cpu-none-debian12';

    it('builds server, dev image and bundle of one cell, with a package that only the secret opens', async () => {
      const dir = copyOf('frameworks');
      await render(dir, set);
      const runtime = await load(dir, `runtime-${cell}`, [], secret());
      expect(runtime.run('--port', '1').trim()).toBe('serving --framework vllm --port 1');
      expect(
        execFileSync(
          'docker',
          [
            'run',
            '--rm',
            '--entrypoint',
            'sh',
            runtime.reference,
            '-c',
            'id -un; cat /usr/local/share/chat.jinja; env; ls -A /wheels 2>/dev/null || true',
          ],
          { encoding: 'utf8' },
        ),
      ).toMatch(
        /^serve\n\{% for message in messages %\}\{\{ message\.role \}\}: \{\{ message\.content \}\}\n(?![\s\S]*UV_)/,
      );

      const dev = await load(dir, `local-dev-${cell}`, [], secret());
      expect(
        dev.run('sh', '-c', 'id -u; flamegraph; python -c "import debugpy, vllm; print(vllm.__version__)"'),
      ).toBe('1001\nflames\n0.11.0\n');

      // Its base is the server, as another build made it.
      const bundle = await load(dir, `bundle-${cell}`, [], secret());
      expect(bundle.run().trim()).toBe('serving --framework vllm --model /models/demo');
      expect(host.log).toContain('200 GET /private/simple/vllm/vllm-0.11.0-py3-none-any.whl x-access-token');
      const history = [runtime, dev, bundle]
        .map(
          ({ reference }) =>
            execFileSync('docker', ['image', 'inspect', reference], { encoding: 'utf8' }) +
            execFileSync('docker', ['history', '--no-trunc', reference], { encoding: 'utf8' }),
        )
        .join('\n');
      expect(history).not.toContain(host.password);
      expect([runtime, dev, bundle].map(({ log }) => log).join('\n')).not.toContain(host.password);
    });

    it('exports wheels as files', async () => {
      const dir = copyOf('frameworks');
      await render(dir, set);
      await bake(dir, ['wheels-debian12']);
      expect(readdirSync(join(dir, 'out/wheels-debian12'))).toEqual(['serving_core-0.1.0-py3-none-any.whl']);
    });
  });

  describe('pipeline', () => {
    let host: PrivateHost;
    const set: string[] = [];
    const suite = {
      'pyproject.toml':
        '[project]\nname = "epymodelingsuite"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["six"]\n\n[build-system]\nrequires = ["uv_build>=0.13,<0.14"]\nbuild-backend = "uv_build"\n',
      'src/epymodelingsuite/__init__.py': '',
    };
    beforeAll(async () => {
      const folder = bench.path('pipeline');
      makeRepository(folder, 'suite.git', {
        main: {
          ...suite,
          'uv.lock': readFileSync(join(import.meta.dirname, 'fixtures/suite-uv.lock'), 'utf8'),
        },
        unlocked: suite,
      });
      host = await startPrivateHost(folder, () => ({}));
      // The real command line of Google is another image, which cannot be pulled where the tests run.
      const gcloud = bench.repository('gcloud');
      const image = bench.project({
        'bin/gcloud': '#!/bin/sh\necho "Google Cloud SDK 0"\n',
        Dockerfile: 'FROM scratch\nCOPY --chmod=755 bin/gcloud /usr/lib/google-cloud-sdk/bin/gcloud\n',
      });
      execFileSync('docker', ['buildx', 'build', '--quiet', '--push', '--tag', `${gcloud}:1`, image], {
        env: { ...process.env, BUILDX_BUILDER: engine.builder },
        stdio: 'pipe',
      });
      set.push(`suite.url=${host.url}/git/suite.git`, `gcloud=${gcloud}:1`);
    });
    afterAll(() => host.close());

    it('builds both images from a private repository, and the token is nowhere in them', async () => {
      const dir = copyOf('pipeline');
      await render(dir, set);
      for (const target of ['local', 'cloud']) {
        const image = await load(dir, target, [], { GITHUB_TOKEN: host.password });
        const inside = execFileSync(
          'docker',
          [
            'run',
            '--rm',
            '--entrypoint',
            'bash',
            image.reference,
            '-c',
            'python -c "import sys, six, epymodelingsuite, dill, pythonjsonlogger; print(sys.prefix, six.__version__)"; cat /opt/suite/.git/config; env',
          ],
          { encoding: 'utf8' },
        );
        // Frozen: what the lock file says, and not the newest.
        expect(inside).toMatch(/^\/opt\/suite\/\.venv 1\.16\.0\n/);
        const everything = [
          inside,
          image.log,
          execFileSync('docker', ['image', 'inspect', image.reference], { encoding: 'utf8' }),
          execFileSync('docker', ['history', '--no-trunc', image.reference], { encoding: 'utf8' }),
        ].join('\n');
        expect(everything).not.toContain(host.password);
        expect(everything).not.toContain(Buffer.from(`x-access-token:${host.password}`).toString('base64'));
        expect(
          execFileSync('docker', ['run', '--rm', '--env', 'STAGE=A', image.reference], {
            encoding: 'utf8',
          }).trim(),
        ).toBe(`builder ${target}`);
        expect(() => execFileSync('docker', ['run', '--rm', image.reference], { stdio: 'pipe' })).toThrow(
          /STAGE is "", and must be builder/,
        );
      }
      expect(host.log).toContain('200 POST /git/suite.git/git-upload-pack x-access-token');
    });

    it('is tested by the build, with the structure tests of the example', async () => {
      const dir = copyOf('pipeline');
      const build = [
        'build',
        '--platform',
        'linux/amd64',
        '--scan',
        'off',
        '--sbom',
        'false',
        '--provenance',
        'false',
        '--registry-cache',
        'off',
        '--format',
        'json',
        ...set.flatMap((pair) => ['--set', pair]),
      ];
      interface Report {
        readonly images: readonly {
          readonly id: string;
          readonly tests: readonly { readonly kind: string; readonly name: string }[];
        }[];
        readonly problems: readonly {
          readonly message: string;
          readonly place?: { readonly file: string; readonly line: number };
        }[];
      }
      const passing = await bench.cli(dir, build, { GITHUB_TOKEN: host.password });
      const report = JSON.parse(passing.stdout) as Report;
      expect({ code: passing.code, problems: report.problems }).toEqual({ code: 0, problems: [] });
      expect(
        report.images.map(({ id, tests }) => `${id} ${tests.map(({ kind }) => kind).join(' ')}`),
      ).toEqual([
        'cloud passed passed passed passed passed passed passed passed',
        'local passed passed passed passed passed passed passed',
      ]);

      // The file is read, not remembered.
      const file = join(dir, 'structure-tests/cloud.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('Google Cloud SDK', 'Azure CLI'));
      const failing = await bench.cli(dir, build, { GITHUB_TOKEN: host.password });
      const line =
        readFileSync(file, 'utf8')
          .split('\n')
          .findIndex((text) => text.includes('gcloud answers')) + 1;
      expect(failing.code).toBe(1);
      expect((JSON.parse(failing.stdout) as Report).problems).toEqual([
        expect.objectContaining({
          message:
            'image "cloud" (linux/amd64): test "gcloud answers": standard output has nothing that matches "Azure CLI"',
          place: expect.objectContaining({ file: 'structure-tests/cloud.yaml', line }) as object,
        }),
      ]);
    });

    it('falls back to an unlocked install where there is no lock file', async () => {
      const dir = copyOf('pipeline');
      await render(dir, [...set, 'suite.ref=unlocked']);
      const image = await load(dir, 'local', [], { GITHUB_TOKEN: host.password });
      const version = execFileSync(
        'docker',
        [
          'run',
          '--rm',
          '--entrypoint',
          'python',
          image.reference,
          '-c',
          'import six; print(six.__version__)',
        ],
        { encoding: 'utf8' },
      ).trim();
      expect(version).not.toBe('1.16.0');
    });

    it('does not clone without the token', async () => {
      const dir = copyOf('pipeline');
      await render(dir, [...set, `suite.ref=${randomBytes(4).toString('hex')}`]);
      await expect(bake(dir, ['--set', '*.output=type=cacheonly', 'local'])).rejects.toThrow(
        /could not read Username|Authentication failed|terminal prompts disabled/,
      );
    });

    it('fails when the export does, though what it is piped into does not', async () => {
      const dir = copyOf('pipeline');
      await render(dir, [...set, 'suite.ref=unlocked']);
      writeFileSync(join(dir, 'uv.lock'), 'this is no lock file\n');
      await expect(
        bake(dir, ['--set', '*.output=type=cacheonly', 'local'], { GITHUB_TOKEN: host.password }),
      ).rejects.toThrow(/uv export --project/);
    });
  });
});
