import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cli, type CliResult } from '../../rig/cli.ts';
import { makeProject, type Project } from '../../rig/project.ts';

const MATRIX = 'version: 1\nimage: ghcr.io/org/app\ntargets:\n  app: { from: "debian:12" }\n';
const WHOLE = `${MATRIX}  own: { file: own }\n`;
const FILES = {
  'matrix.yaml': WHOLE,
  'templates/app.hbs': 'RUN one\n',
  'templates/own.hbs': 'FROM scratch\nLABEL a=1\n',
};

const render = ({ dir }: Project, ...options: readonly string[]): Promise<CliResult> =>
  cli(['render', ...options], { cwd: dir });

/** Everything in a project, by path. */
const texts = (project: Project): Readonly<Record<string, string>> =>
  Object.fromEntries(project.files().map((path) => [path, project.read(path)]));

const NOT_OURS = 'is there, and docker-matrix did not write it';

describe('render', () => {
  it.each(['docker-bake.hcl', 'dockerfiles/Dockerfile', 'dockerfiles/own.Dockerfile'])(
    'does not replace %s that somebody else wrote, unless forced',
    async (path) => {
      const project = makeProject({ ...FILES, [path]: 'mine\n' });
      const before = texts(project);
      expect(await render(project)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`${path} ${NOT_OURS}`),
      });
      expect(texts(project)).toEqual(before);
      expect((await render(project, '--force')).code).toBe(0);
      expect(project.read(path)).not.toBe('mine\n');
    },
  );

  it('names every file that it would replace', async () => {
    const project = makeProject({ ...FILES, 'docker-bake.hcl': 'a', 'dockerfiles/Dockerfile': 'b' });
    const { stderr } = await render(project);
    expect(stderr.match(new RegExp(NOT_OURS, 'g'))).toHaveLength(2);
  });

  it('replaces its own, also a Dockerfile that is a template as a whole and has no mark', async () => {
    const project = makeProject(FILES);
    await render(project);
    project.write('templates/app.hbs', 'RUN two\n');
    project.write('templates/own.hbs', 'FROM scratch\nLABEL a=2\n');
    expect((await render(project)).code).toBe(0);
    expect(project.read('dockerfiles/own.Dockerfile')).toContain('a=2');
    expect(project.read('dockerfiles/Dockerfile')).toContain('two');
  });

  it('takes ejected files for those of somebody else, and so does check', async () => {
    const project = makeProject(FILES);
    await cli(['eject'], { cwd: project.dir });
    const { code, stderr } = await render(project);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`docker-bake.hcl ${NOT_OURS}`)]);
    await render(project, '--force');
    project.write('docker-bake.hcl', 'mine\n');
    const checked = await cli(['check'], { cwd: project.dir });
    expect([checked.code, checked.stderr]).toEqual([
      1,
      expect.stringContaining(`docker-bake.hcl ${NOT_OURS}`),
    ]);
  });

  it('never replaces a Dockerfile that an image is built from as it is', async () => {
    const project = makeProject({
      ...FILES,
      'matrix.yaml': `${MATRIX}  mine: { dockerfile: dockerfiles/Dockerfile }\n`,
      'dockerfiles/Dockerfile': 'FROM scratch AS mine\n',
    });
    const { code, stderr } = await render(project, '--force');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('dockerfiles/Dockerfile is the Dockerfile of an image'),
    ]);
    expect(project.read('dockerfiles/Dockerfile')).toBe('FROM scratch AS mine\n');
  });

  it.each(['render', 'eject'])(
    '%s does not follow a link out of its folder, forced or not',
    async (command) => {
      const project = makeProject(FILES);
      const other = makeProject({ Dockerfile: 'mine\n' });
      symlinkSync(other.dir, project.path('dockerfiles'));
      const { code, stderr } = await cli([command, '--force'], { cwd: project.dir });
      expect([code, stderr]).toEqual([
        1,
        `error: dockerfiles is a link that leads out of ., to ${other.dir}\n` +
          '  → make it a folder, or name another one with --out\n',
      ]);
      expect(texts(other)).toEqual({ Dockerfile: 'mine\n' });
      expect(project.files()).not.toContain('docker-bake.hcl');
    },
  );

  it('follows a link that stays in it', async () => {
    const project = makeProject(FILES);
    mkdirSync(project.path('build'));
    symlinkSync('build', project.path('dockerfiles'));
    expect((await render(project)).code).toBe(0);
    expect(readdirSync(project.path('build'))).toEqual(['Dockerfile', 'own.Dockerfile']);
  });

  it('is forced by "all", too', async () => {
    const project = makeProject({ ...FILES, 'docker-bake.hcl': 'mine\n' });
    const { code, stderr } = await cli(['all'], { cwd: project.dir });
    expect([code, stderr]).toEqual([1, expect.stringContaining(NOT_OURS)]);
  });
});
