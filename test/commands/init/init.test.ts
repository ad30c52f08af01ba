import { mkdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ProblemsFound } from '../../../src/problem/problem.ts';
import { makeProject, type Project } from '../../rig/project.ts';
import { compile, readAsEditor, schema } from '../../schema/editor.ts';
import { command, start } from './start.ts';

const validates = compile(schema);

const PYPROJECT = `[project]
name = "My.Pkg"
version = "1.0"
requires-python = ">=3.12"
license = "BSD-3-Clause"
optional-dependencies = { fast = [] }
scripts = { my-tool = "my_pkg:main" }
`;
const MULTI_STAGE = `FROM golang:1.26 AS build
RUN go build -o /app .
FROM debian:12 AS runtime
COPY --from=build /app /app
`;

/** A project folder, which is the current one until the test ends. */
function inProject(files: Readonly<Record<string, string>>): Project {
  const project = makeProject(files);
  const before = process.cwd();
  process.chdir(project.dir);
  onTestFinished(() => process.chdir(before));
  return project;
}

async function problemsOf(act: Promise<unknown>): Promise<readonly string[]> {
  const problems: unknown = await act.then(
    () => [],
    (cause: unknown) => (cause instanceof ProblemsFound ? cause.problems : [cause]),
  );
  return (problems as readonly { code?: string; message: string }[]).map(
    ({ code, message }) => `${code ?? ''}: ${message}`,
  );
}

/** What has to hold for every starter: right for editors, for check, and rendered without a difference. */
async function imagesOf(project: Project, matrix = 'matrix.yaml'): Promise<readonly string[]> {
  const text = project.read(matrix);
  expect([validates(readAsEditor(text)), validates.errors]).toEqual([true, null]);
  expect(text).toMatch(/^# yaml-language-server: \$schema=https:\/\/\S+\/schema\/matrix\.schema\.json\n/);
  const checked = await command('check', matrix);
  await command('render', matrix);
  await command('check', matrix);
  return checked.plan.images.map(({ id }) => id);
}

describe('python', () => {
  it('is what the repository ships, where the folder tells nothing', async () => {
    const project = inProject({});
    const report = await start();
    expect(report.template).toBe('python');
    expect(report.written).toEqual(project.files());
    expect(report.written).toContain('templates/jupyter.hbs');
    expect(report.next.map((next) => next.command)).toEqual(['docker-matrix render', 'docker-matrix build']);
    expect(report.notes).toEqual([
      expect.stringContaining('a guess: change "image"'),
      expect.stringContaining('a guess: change "package"'),
    ]);
    expect(await imagesOf(project)).toEqual(['base', 'ml', 'full', 'jupyter']);
    expect(project.read('matrix.yaml')).not.toContain('dimtensor');
    expect(project.read('matrix.yaml')).not.toContain('labels:');
  });

  it('has the names of the project', async () => {
    const project = inProject({ 'pyproject.toml': PYPROJECT, '.dockerignore': '.venv\n' });
    const report = await start({ image: 'registry.example.com/team/pkg' });
    expect(report.notes).toEqual([expect.stringContaining('"ml" has the Python 3.11 of its base image')]);
    const matrix = project.read('matrix.yaml');
    for (const line of [
      'image: registry.example.com/team/pkg',
      'package: My.Pkg',
      'module: my_pkg',
      'source: context',
      'extras: [fast]',
      'python: "3.12"',
      'licenses: BSD-3-Clause',
    ])
      expect(matrix).toContain(line);
    expect(matrix).not.toContain('ignore:');
    expect(await imagesOf(project)).toEqual(['base', 'ml', 'full', 'jupyter']);
    expect(project.read('dockerfiles/Dockerfile')).toContain("'/src[fast]'");
  });
});

describe('uv', () => {
  const uv = { 'pyproject.toml': PYPROJECT, 'uv.lock': 'version = 1\n', 'app.py': '' };

  it('installs the locked dependencies before the sources are copied', async () => {
    const project = inProject(uv);
    const report = await start();
    expect([report.template, report.written]).toEqual([
      'uv',
      ['matrix.yaml', 'templates/app.hbs', 'templates/uv-sync.hbs'],
    ]);
    expect(await imagesOf(project)).toEqual(['app']);
    const dockerfile = project.read('dockerfiles/Dockerfile');
    expect(dockerfile).toMatch(/uv sync --frozen --no-dev --no-install-workspace\nCOPY \. \.\n/);
    expect(dockerfile).toContain('FROM python:3.13-slim-bookworm AS app');
    expect(dockerfile).toContain('CMD ["my-tool"]');
    expect(/astral-sh\/uv:([^,]+),/.exec(dockerfile)?.[1]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(dockerfile).not.toContain('uv:0.0.0');
  });

  it('has git where the lock file has sources in Git, and the Python of .python-version', async () => {
    const project = inProject({
      ...uv,
      'uv.lock': '[[package]]\nname = "a"\nsource = { git = "https://github.com/a/a#1" }\n',
      '.python-version': '3.12.4\n',
      '.dockerignore': 'dist\n',
    });
    const report = await start();
    expect(report.notes.at(-1)).toContain('.dockerignore does not name .venv');
    expect(await imagesOf(project)).toEqual(['app']);
    expect(project.read('dockerfiles/Dockerfile')).toMatch(
      new RegExp(
        String.raw`FROM python:3\.12-slim-bookworm AS app\nRUN apt-get update \\\n` +
          String.raw` && apt-get install --yes --no-install-recommends git \\\n`,
      ),
    );
  });

  it('needs a lock file', async () => {
    inProject({ 'pyproject.toml': PYPROJECT });
    expect(await problemsOf(start({ template: 'uv' }))).toEqual(['no-uv-project: there is no uv.lock in .']);
  });

  it('says where a pyproject.toml is broken', async () => {
    const project = inProject({ 'pyproject.toml': '[project]\nname = \n' });
    expect(await problemsOf(start())).toEqual([
      expect.stringMatching(/^unreadable-project: pyproject.toml cannot be read: \S/),
    ]);
    expect(project.files()).toEqual(['pyproject.toml']);
  });
});

describe('dockerfile', () => {
  it('makes every stage a target and leaves the text alone', async () => {
    const project = inProject({ Dockerfile: MULTI_STAGE });
    const report = await start({ image: 'ghcr.io/a/b' });
    expect([report.template, report.written, report.notes]).toEqual(['dockerfile', ['matrix.yaml'], []]);
    expect(await imagesOf(project)).toEqual(['build', 'runtime']);
    expect(project.read('Dockerfile')).toBe(MULTI_STAGE);
    expect(project.files()).toEqual(['Dockerfile', 'docker-bake.hcl', 'matrix.yaml']);
    expect(project.read('matrix.yaml')).toContain(
      '  runtime:\n    dockerfile: Dockerfile\n    stage: runtime\n    latest: true\n',
    );
  });

  it.each([
    ['a last stage without a name', 'FROM a AS app\nFROM app\nRUN x\n', { app: 'app', image: undefined }],
    ['one stage without a name', 'FROM a\n', { app: undefined }],
    [
      'names in capitals and with dots',
      'FROM a AS Build.Deps\nFROM b as build-deps\n',
      { 'build-deps-2': 'build.deps', 'build-deps': 'build-deps' },
    ],
    ['a stage named default', 'FROM a AS default\n', { 'default-2': 'default' }],
    ['unnamed stages between', 'FROM a\nFROM x AS b\nCOPY --from=0 / /\nFROM y AS c\n', { b: 'b', c: 'c' }],
    [
      'FROM in heredocs, comments and continued lines',
      '# escape=`\nFROM a `\n  # FROM x AS no\n  AS one\nRUN <<EOF\nFROM y AS no\nEOF\nRUN echo `\nFROM z AS no\n',
      { one: 'one' },
    ],
    ['platforms and arguments', 'ARG V=1\nFROM --platform=$BUILDPLATFORM a:${V} AS one\n', { one: 'one' }],
    ['Windows line ends', 'FROM a AS one\r\nFROM one AS two\r\n', { one: 'one', two: 'two' }],
  ])('knows %s', async (_name, text, stages) => {
    const project = inProject({ Dockerfile: text });
    await start({ image: 'ghcr.io/a/b' });
    const { plan } = await command('check');
    expect(Object.fromEntries(plan.images.map(({ target, stage }) => [target, stage]))).toEqual(stages);
    expect((await imagesOf(project)).toSorted()).toEqual(Object.keys(stages).toSorted());
  });

  it('names the secrets of a stage and of what it is made of', async () => {
    const project = inProject({
      Dockerfile:
        'FROM x AS a\nRUN --mount=type=secret,id=npmrc x\nFROM y AS b\n' +
        'RUN --mount=type=bind,from=a,target=/a --mount=type=secret,target=/run/token x\nFROM z AS c\n',
    });
    const { notes } = await start({ image: 'ghcr.io/a/b' });
    expect(notes).toEqual([expect.stringContaining('the secrets npmrc, token')]);
    expect(project.read('matrix.yaml').match(/^ {2}[abc]:|# secrets: .*/gm)).toEqual([
      '  a:',
      '# secrets: [npmrc]',
      '  b:',
      '# secrets: [npmrc, token]',
      '  c:',
    ]);
  });

  it('takes a Dockerfile from elsewhere, with the context it has', async () => {
    const project = inProject({ 'docker/gpu.Dockerfile': MULTI_STAGE, '.git/HEAD': '' });
    await start({ from: 'docker/gpu.Dockerfile', out: 'images', image: 'ghcr.io/a/b' });
    expect(await imagesOf(project, 'images/matrix.yaml')).toEqual(['build', 'runtime']);
    expect(project.read('images/matrix.yaml')).toContain('context: ".."\n');
    expect(project.read('images/docker-bake.hcl')).toContain('dockerfile = "docker/gpu.Dockerfile"');
  });

  it.each([
    [
      'a file that is not there',
      {},
      { from: 'Dockerfile.gpu' },
      'no-dockerfile: there is no Dockerfile.gpu to take stages from',
    ],
    [
      'no Dockerfile',
      {},
      { template: 'dockerfile' },
      'no-dockerfile: there is no Dockerfile to take stages from',
    ],
    [
      'a file without FROM',
      { Dockerfile: '# nothing\n' },
      {},
      'no-stages: Dockerfile has no FROM, so there is no image to make',
    ],
    [
      'an image with a tag',
      { Dockerfile: MULTI_STAGE },
      { image: 'a/b:1' },
      'invalid-image: --image: repository "a/b:1" carries a tag, "1"; give the name alone',
    ],
  ] as const)('refuses %s', async (_name, files, request, message) => {
    const project = inProject(files);
    expect(await problemsOf(start(request))).toEqual([message]);
    expect(project.files()).toEqual(Object.keys(files));
  });
});

describe('writing', () => {
  it('replaces nothing unless it is told to', async () => {
    const project = inProject({ 'templates/ml.hbs': 'mine\n' });
    expect(await problemsOf(start())).toEqual([
      'file-exists: templates/ml.hbs is there already, so nothing was written',
    ]);
    expect(project.files()).toEqual(['templates/ml.hbs']);
    await start({ force: true });
    expect(project.read('templates/ml.hbs')).not.toBe('mine\n');
  });

  it('writes all or nothing', async () => {
    const project = inProject({ templates: 'a file\n' });
    expect(await problemsOf(start())).toEqual([expect.stringContaining('cannot write ')]);
    expect(project.files()).toEqual(['templates']);
    const other = inProject({});
    mkdirSync(other.path('matrix.yaml'));
    expect(await problemsOf(start({ force: true }))).toEqual([
      expect.stringContaining('cannot write matrix.yaml: a folder is where the file should be'),
    ]);
    expect(other.files()).toEqual([]);
  });

  it('goes to another folder, with commands that name it', async () => {
    const project = inProject({ 'pyproject.toml': PYPROJECT, 'uv.lock': 'version = 1\n' });
    const report = await start({ out: 'docker' });
    expect(report.next[0]?.command).toBe('docker-matrix render --matrix docker/matrix.yaml');
    expect(await imagesOf(project, 'docker/matrix.yaml')).toEqual(['app']);
    expect(project.read('docker/docker-bake.hcl')).toMatch(
      /context {4}= "\.\."\n {2}dockerfile = "docker\/dockerfiles\/Dockerfile"/,
    );
  });
});
