import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../rig/cli.ts';
import { makeProject } from '../rig/project.ts';

const SECRET = 'auths: { ghcr.io: hunter2 }';
/** A repository with the matrix in a folder of it, and a secret beside the repository. */
function repository(matrix: string, files: Readonly<Record<string, string>> = {}) {
  const project = makeProject({
    'outside/secret.json': SECRET,
    'outside/Dockerfile': `${SECRET}\n`,
    'outside/templates/app.hbs': 'RUN true\n',
    'repo/shared.json': '{ "a": "b" }',
    'repo/images/templates/app.hbs': 'RUN echo {{v}}\n',
    'repo/images/matrix.yaml': `version: 1\nimage: ghcr.io/org/app\n${matrix}\n`,
    ...files,
  });
  mkdirSync(project.path('repo/.git'));
  return { ...project, at: join(project.dir, 'repo/images') };
}

const APP = 'targets: { app: { from: debian:12 } }';

describe('a matrix reads nothing outside of its repository', () => {
  it.each([
    ['a value', `values: { v: { read: ../../outside/secret.json } }\n${APP}`, '3:22'],
    ['a value of an axis', 'axes: { a: { x: { v: { read: ../../outside/secret.json } } } }\n' + APP, '3:30'],
    ['a value in a list', `values: { v: [{ read: link.json }] }\n${APP}`, '3:23'],
    ['files by a pattern', `values: { v: { glob: "../../outside/*" } }\n${APP}`, '3:22'],
    ['a Dockerfile', 'targets: { app: { dockerfile: ../../outside/Dockerfile } }', '3:31'],
    ['a test file', `test: [{ structure: ../../outside/secret.json }]\n${APP}`, '3:21'],
    ['templates', `templates: ../../outside/templates\n${APP}`, '3:12'],
    ['an ignore file', `scan: { ignores: ../../outside/secret.json }\n${APP}`, '3:18'],
    ['a VEX document', `scan: { vex: [../../outside/secret.json] }\n${APP}`, '3:15'],
  ])('%s', async (_, matrix, place) => {
    const { at, path } = repository(matrix);
    symlinkSync(path('outside/secret.json'), join(at, 'link.json'));
    const { code, stdout, stderr } = await cli(['check'], { cwd: at });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(`^matrix.yaml:${place}: ".*" leads out of the repository of the matrix\n`),
      ),
    ]);
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('not even as the matrix itself', async () => {
    const { at, path } = repository('');
    symlinkSync(path('outside/secret.json'), join(at, 'other.yaml'));
    for (const args of [['check'], ['publish', '--resume', '--journal', 'j.json'], ['diff', '.']]) {
      writeFileSync(
        join(at, 'j.json'),
        JSON.stringify({ version: 1, run: 'r', started: 's', state: 'published', tags: [], staging: [] }),
      );
      const { code, stderr } = await cli([...args, '--matrix', 'other.yaml'], { cwd: at });
      expect([code, stderr]).toEqual([1, expect.stringContaining('other.yaml leads out of its repository')]);
      expect(stderr).not.toContain('hunter2');
    }
  });

  it('but all below its top, and elsewhere what --allow-outside asks for', async () => {
    const within = repository(`values: { v: { read: ../shared.json, key: a } }\n${APP}`);
    expect(await cli(['render'], { cwd: within.at })).toMatchObject({ code: 0 });
    const beyond = repository(`values: { v: { read: ../../shared.json, key: a } }\n${APP}`, {
      'shared.json': '{ "a": "b" }',
    });
    expect(await cli(['render'], { cwd: beyond.at })).toMatchObject({ code: 1 });
    expect(await cli(['render', '--allow-outside'], { cwd: beyond.at })).toMatchObject({ code: 0 });
  });

  it('and without Git nothing outside of its own folder', async () => {
    const { dir } = makeProject({
      'shared.json': '{ "a": "b" }',
      'images/templates/app.hbs': 'RUN echo {{v}}\n',
      'images/matrix.yaml': `version: 1\nimage: a.io/b\nvalues: { v: { read: ../shared.json, key: a } }\n${APP}\n`,
    });
    const { code, stderr } = await cli(['check'], { cwd: join(dir, 'images') });
    expect([code, stderr]).toEqual([1, expect.stringContaining('"../shared.json" leads out')]);
  });
});
