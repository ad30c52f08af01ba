import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { command, start } from '../commands/init/start.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { makeProject, type Project } from '../rig/project.ts';

const DOCKERFILE = `FROM debian:bookworm-slim AS files
RUN printf 'one\\n' >/one
FROM debian:bookworm-slim AS runtime
COPY --from=files /one /one
FROM runtime
RUN printf 'two\\n' >/two
`;

async function docker(
  project: Project,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return promisify(execFile)('docker', [...args], { cwd: project.dir, maxBuffer: 1 << 26 });
}

const layers = async (project: Project, image: string): Promise<unknown> =>
  JSON.parse(
    (await docker(project, 'image', 'inspect', '--format', '{{json .RootFS.Layers}}', image)).stdout,
  );

describeEngine('init', () => {
  it('gives bake the stages of a Dockerfile, and the same layers as a plain build', async () => {
    const project = makeProject({ Dockerfile: DOCKERFILE });
    await start({ out: project.dir, image: 'init.test/stages' });
    await command('render', join(project.dir, 'matrix.yaml'));
    const printed = JSON.parse((await docker(project, 'buildx', 'bake', '--print')).stdout) as {
      target: Record<string, { target?: string }>;
    };
    expect(
      Object.fromEntries(Object.entries(printed.target).map(([name, { target }]) => [name, target])),
    ).toEqual({ files: 'files', runtime: 'runtime', app: undefined });

    const images = ['plain:runtime', 'plain:app', 'stages:runtime', 'stages:app'].map(
      (name) => `init.test/${name}`,
    );
    try {
      await docker(
        project,
        'buildx',
        'build',
        '--builder',
        engine.builder,
        '--load',
        '--target',
        'runtime',
        '--tag',
        'init.test/plain:runtime',
        '.',
      );
      await docker(
        project,
        'buildx',
        'build',
        '--builder',
        engine.builder,
        '--load',
        '--tag',
        'init.test/plain:app',
        '.',
      );
      await docker(project, 'buildx', 'bake', '--builder', engine.builder, '--load', 'runtime', 'app');
      expect(await layers(project, 'init.test/stages:runtime')).toEqual(
        await layers(project, 'init.test/plain:runtime'),
      );
      expect(await layers(project, 'init.test/stages:app')).toEqual(
        await layers(project, 'init.test/plain:app'),
      );
    } finally {
      await docker(project, 'image', 'rm', '--force', ...images, 'init.test/stages:latest');
    }
  });

  it('keeps what uv.lock names in a layer that a change of the sources leaves alone', async () => {
    const project = makeProject({
      'pyproject.toml': '[project]\nname = "hello"\nversion = "0.1.0"\nrequires-python = ">=3.11,<3.12"\n',
      'uv.lock':
        'version = 1\nrevision = 3\nrequires-python = "==3.11.*"\n\n[[package]]\nname = "hello"\n' +
        'version = "0.1.0"\nsource = { virtual = "." }\n',
      'main.py': `print("hello ${Date.now()}")\n`,
    });
    expect((await start({ out: project.dir, image: 'init.test/uv' })).template).toBe('uv');
    await command('render', join(project.dir, 'matrix.yaml'));
    // Sources that no earlier run of this test has built.
    const build = async (): Promise<string> =>
      (
        await docker(
          project,
          'buildx',
          'bake',
          '--progress',
          'plain',
          '--builder',
          engine.builder,
          '--set',
          '*.platform=linux/amd64',
          '--load',
          'app',
        )
      ).stderr;
    try {
      await build();
      expect((await docker(project, 'run', '--rm', 'init.test/uv:app')).stdout).toMatch(/^hello \d+\n$/);
      project.write('main.py', `print("changed ${Date.now()}")\n`);
      const steps = (await build()).matchAll(
        /^#(\d+) \[app +\d+\/\d+\] (\w+) .*?(--no-install-workspace)?\n(?=#\1 (CACHED)?)/gm,
      );
      const cached = [...steps].map(
        ([, , keyword, before, hit]) =>
          `${keyword ?? ''}${before ? ' dependencies' : ''}${hit ? ' cached' : ''}`,
      );
      expect(cached).toEqual(expect.arrayContaining(['RUN dependencies cached', 'COPY']));
      expect((await docker(project, 'run', '--rm', 'init.test/uv:app')).stdout).toMatch(/^changed \d+\n$/);
    } finally {
      await docker(project, 'image', 'rm', '--force', 'init.test/uv:app', 'init.test/uv:latest');
    }
  });
});
