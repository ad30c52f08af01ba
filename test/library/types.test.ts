import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DIST, explainStaleDist } from '../rig/cli.ts';
import { makeProject, type Project } from '../rig/project.ts';

const ROOT = join(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** A program that uses the library: everything it is exported for, once. */
const CONSUMER = `
import {
  createTemplates, environmentKey, expand, formatProblems, NO_INPUTS, NO_RUN, parseMatrix, plan, ProblemsFound,
  renderDockerfile, valueSources, version, writeDefinition,
  type Environment, type Image, type Matrix, type Plan, type PlanOptions, type Problem, type Tag, type TextFile,
  type ValueInputs,
} from 'docker-matrix-action';

const text: TextFile = {
  path: 'matrix.yaml',
  text:
    'version: 1\\nimage: ghcr.io/o/n\\nvalues: { lock: { read: x.json, key: v } }\\n' +
    'targets: { app: { from: "debian:bookworm-slim" } }\\n',
};
const matrix: Matrix = parseMatrix(text);
const sources: { readonly files: readonly string[] } = valueSources(matrix);
const inputs: ValueInputs = { ...NO_INPUTS, files: new Map(sources.files.map((path) => [path, '{"v":"1"}'])) };
const templates = await createTemplates([{ name: 'app', path: 'templates/app.hbs', text: 'RUN echo {{lock}}' }]);
const options: PlanOptions = { facts: { ...NO_RUN, version: '1.2.3' }, inputs };
const made: Plan = plan(matrix, templates, options);
const ids: readonly string[] = made.images.map(({ id }: Image) => id);
const cells: number = expand(matrix).cells.length;
const environment: Environment = { pythonVersion: '3.12', extras: ['a:b'] };
const dockerfile: string = await renderDockerfile(environment);
const key: string = environmentKey(dockerfile, { 'a.py': '1', 'run.sh': { content: new Uint8Array(), mode: 0o755 } });
const tags: readonly string[] = made.images.flatMap((image) =>
  image.tags.map(({ name, immutable }: Tag) => image.repository + ':' + name + (immutable ? '*' : '')),
);
let problems: readonly Problem[] = [];
try {
  parseMatrix({ path: 'matrix.yaml', text: '' });
} catch (cause) {
  if (cause instanceof ProblemsFound) problems = cause.problems;
}
export function refused(): void {
  // @ts-expect-error
  const key: number = environmentKey('', {});
  // @ts-expect-error
  void renderDockerfile({});
  // @ts-expect-error
  made.images.push(made.images[0]!);
}
console.log(JSON.stringify({
  version, ids, cells, made: made.files[0]!.text, tags,
  definition: writeDefinition(made, '', 'matrix.yaml').includes('target "app"'),
  from: dockerfile.split('\\n')[1],
  key: key.length,
  problems: formatProblems(problems, () => undefined),
}));
`;

/** The package as users have it: what package.json names, without node_modules. */
function install(project: Project): void {
  const folder = 'node_modules/docker-matrix-action';
  mkdirSync(project.path(folder), { recursive: true });
  cpSync(join(ROOT, 'package.json'), project.path(`${folder}/package.json`));
  cpSync(DIST, project.path(`${folder}/dist`), { recursive: true });
}

it.each(['nodenext', 'bundler'])(
  'has types that a consumer compiles with, strictly and without any other package (%s)',
  (resolution) => {
    const project = makeProject({ 'package.json': '{"type":"module"}', 'consumer.ts': CONSUMER });
    explainStaleDist();
    install(project);
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        TSC,
        '--strict',
        '--exactOptionalPropertyTypes',
        '--noUncheckedIndexedAccess',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom',
        '--types',
        '',
        '--module',
        module,
        '--moduleResolution',
        resolution,
        'consumer.ts',
      ],
      { cwd: project.dir, encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const result = JSON.parse(
      execFileSync(process.execPath, ['consumer.js'], { cwd: project.dir, encoding: 'utf8' }),
    ) as object;
    expect(result).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      ids: ['app'],
      cells: 1,
      made: expect.stringMatching(/\nFROM debian:bookworm-slim AS app\nRUN echo 1\n$/) as string,
      tags: ['ghcr.io/o/n:app', 'ghcr.io/o/n:app-1.2.3'],
      definition: true,
      from: 'FROM python:3.12-slim-bookworm',
      key: 64,
      problems: expect.stringContaining('matrix.yaml:1:1: the matrix is empty') as string,
    });
  },
);
