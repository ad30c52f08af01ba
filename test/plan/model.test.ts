import { expect, it } from 'vitest';
import { commandLine } from '../../src/command-line.ts';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { openModel } from '../../src/plan/model.ts';
import { planImages } from '../../src/plan/plan.ts';
import { openWorkspace } from '../../src/plan/workspace.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import type { Templates } from '../../src/template/templates.ts';
import { NO_INPUTS } from '../../src/values/sources.ts';
import { quietHost } from '../rig/host.ts';
import { makeTemplates } from '../rig/plan.ts';
import { makeProject } from '../rig/project.ts';

const MATRIX = `version: 1
image: ghcr.io/org/app
axes: { python: ["3.11", "3.12"] }
values: { extra: none }
targets:
  base: { from: "python:{{python}}", tags: ["base-{{python}}"] }
  app: { from: base, tags: ["{{python}}-{{version}}"] }
`;
const TEMPLATES = { base: 'RUN base {{extra}}\n', app: 'RUN app\n' };

/** Templates that count how often each is rendered. */
async function counting(): Promise<{ readonly templates: Templates; readonly rendered: string[] }> {
  const templates = await makeTemplates(TEMPLATES);
  const rendered: string[] = [];
  return {
    rendered,
    templates: {
      ...templates,
      rendering: (name, context) => {
        rendered.push(name);
        return templates.rendering(name, context);
      },
    },
  };
}

it('renders each stage once, however many plans are made of it', async () => {
  const { templates, rendered } = await counting();
  const matrix = parseMatrix({ path: 'matrix.yaml', text: MATRIX });
  const model = openModel({ matrix, templates, inputs: NO_INPUTS }, {});
  const committed = planImages(model, { facts: NO_RUN });
  const run = planImages(model, { facts: { ...NO_RUN, version: '1.2.3' }, lint: true });
  expect(run.files).toBe(committed.files);
  model.stagesOf('app', { python: '3.11' });
  expect(rendered.toSorted()).toEqual(['app', 'app', 'base', 'base']);
  expect(run.images.flatMap(({ tags }) => tags.map(({ name }) => name))).toContain('3.11-1.2.3');
  expect(committed.images.flatMap(({ tags }) => tags.map(({ name }) => name))).not.toContain('3.11-1.2.3');
});

it('is one for the same values, whatever is said of the run, and another for others', async () => {
  const project = makeProject({
    'matrix.yaml': MATRIX,
    'templates/base.hbs': TEMPLATES.base,
    'templates/app.hbs': TEMPLATES.app,
  });
  const { modelOf } = await openWorkspace('matrix.yaml', quietHost({ cwd: project.dir }));
  expect(modelOf({ version: '1.2.3' })).toBe(modelOf({}));
  expect(modelOf({ extra: 'all' })).not.toBe(modelOf({}));
});

it('tells what is wrong with names and overrides at once, and with rules when they are asked for', async () => {
  const source = async (text: string) => ({
    matrix: parseMatrix({ path: 'matrix.yaml', text }),
    templates: await makeTemplates(TEMPLATES),
    inputs: NO_INPUTS,
  });
  const plain = await source(MATRIX);
  expect(() => openModel(plain, { extras: 'all' })).toThrow('there is no value "extras" to set');
  const model = openModel(await source(`${MATRIX}rules: [{ exclude: { target: none } }]\n`), {});
  expect(() => model.expansion).toThrow(ProblemsFound);
  expect(() => planImages(model, { facts: NO_RUN })).toThrow(ProblemsFound);
});

it('is read once for all that "docker-matrix all" does', async () => {
  const project = makeProject({
    'matrix.yaml': MATRIX,
    'templates/base.hbs': TEMPLATES.base,
    'templates/app.hbs': TEMPLATES.app,
  });
  const read: string[] = [];
  const host = quietHost({
    cwd: project.dir,
    exec: async () => ({ code: 127, stdout: '', stderr: '' }),
  });
  const { readText } = host.files;
  const files = {
    ...host.files,
    readText: (path: string) => {
      if (path.endsWith('.yaml') || path.endsWith('.hbs')) read.push(path);
      return readText(path);
    },
  };
  expect(await commandLine(['all'], { ...host, files }, () => {})).toBe(0);
  expect(read.toSorted()).toEqual(['matrix.yaml', 'templates/app.hbs', 'templates/base.hbs']);
  expect(project.files()).toContain('docker-bake.hcl');
});
