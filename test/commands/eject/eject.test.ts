import { describe, expect, it } from 'vitest';
import { cli } from '../../rig/cli.ts';
import { makeShippedProject, type Project } from '../../rig/project.ts';

const verbatim = {
  'matrix.yaml':
    'version: 1\nimage: ghcr.io/org/app\nignore: [.git]\ntargets:\n  app: { from: "debian:12" }\n' +
    '  own: { dockerfile: Dockerfile }\n',
  'templates/app.hbs': 'RUN one\n',
  Dockerfile: '# Made by hand\nFROM scratch\n',
};

function texts(project: Project): Readonly<Record<string, string>> {
  return Object.fromEntries(project.files().map((path) => [path, project.read(path)]));
}

describe('eject', () => {
  it('writes what render writes, to the byte, but for the header; deletes nothing and says what can go', async () => {
    const project = makeShippedProject();
    await cli(['render'], { cwd: project.dir });
    const rendered = texts(project);
    const { code, stdout, stderr } = await cli(['eject'], { cwd: project.dir });
    expect([code, stderr]).toEqual([0, '']);
    const ejected = texts(project);
    expect(Object.keys(ejected)).toEqual(Object.keys(rendered));
    const made = /^# Made by docker-matrix.*$/m;
    const headers = Object.entries(rendered)
      .filter(([path]) => /^(?:docker-bake|dockerfiles)/.test(path))
      .map(([path, text]) => [
        path,
        text.replace(made, '# From matrix.yaml, written out once by docker-matrix eject; edit it freely.'),
      ]);
    expect(headers).toHaveLength(3);
    expect(ejected).toEqual({ ...rendered, ...Object.fromEntries(headers) });
    for (const line of [
      '  matrix.yaml',
      '  templates/',
      '  docker buildx bake base     # build one image',
      '  docker buildx bake --push',
    ])
      expect(stdout).toContain(line);
  });

  it('leaves files that check no longer owns, and that can be written again', async () => {
    const project = makeShippedProject();
    await cli(['eject'], { cwd: project.dir });
    expect((await cli(['check'], { cwd: project.dir })).stdout).toContain('nothing is rendered here yet');
    const before = texts(project);
    expect((await cli(['eject'], { cwd: project.dir })).code).toBe(0);
    expect(texts(project)).toEqual(before);
  });

  it('does not overwrite what somebody wrote, unless forced', async () => {
    const project = makeShippedProject({ 'docker-bake.hcl': 'mine\n' });
    const before = texts(project);
    expect(await cli(['eject'], { cwd: project.dir })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('docker-bake.hcl is there, and docker-matrix did not write it'),
    });
    expect(texts(project)).toEqual(before);
    expect((await cli(['eject', '--force'], { cwd: project.dir })).code).toBe(0);
    expect(project.read('docker-bake.hcl')).not.toBe('mine\n');
  });

  it('leaves verbatim Dockerfiles alone, and keeps ignore files', async () => {
    const project = makeShippedProject(verbatim);
    const { stdout } = await cli(['eject', '--format', 'json', '--out', 'plain'], { cwd: project.dir });
    const result = JSON.parse(stdout) as Readonly<Record<string, readonly string[]>>;
    expect(result).toMatchObject({
      written: [
        'plain/docker-bake.hcl',
        'plain/dockerfiles/Dockerfile',
        'plain/dockerfiles/Dockerfile.dockerignore',
      ],
      untouched: ['Dockerfile'],
    });
    expect(project.read('Dockerfile')).toBe(verbatim.Dockerfile);
    expect(project.read('plain/docker-bake.hcl')).toContain('dockerfile = "plain/dockerfiles/Dockerfile"');
    expect(JSON.stringify(result['commands'])).toContain('docker buildx bake -f plain/docker-bake.hcl');
  });
});
