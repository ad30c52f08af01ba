import { utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSentFiles, readsContext } from '../../src/bake/sent-files.ts';
import type { BuildJob } from '../../src/bake/job.ts';
import { quietHost } from '../rig/host.ts';
import { makeProject, type Project } from '../rig/project.ts';

it.each([
  ['FROM a\nCOPY b c', true],
  ['FROM a\nADD https://x/y z', true],
  ['FROM a\nCOPY --from=b c d', false],
  ['FROM a\nCOPY <<EOF /x\ntext\nEOF', false],
  ['FROM a\nRUN --mount=type=bind,target=/src true', true],
  ['FROM a\nRUN --mount=target=/src true', true],
  ['FROM a\nRUN --mount=type=bind,from=b,target=/src true', false],
  ['FROM a\nRUN --mount=type=cache,target=/src true', false],
  ['FROM a\nRUN true # COPY b c', false],
])('%j reads the build context: %s', (dockerfile, expected) => {
  expect(readsContext(dockerfile)).toBe(expected);
});

/** Of all files, to the millisecond: Node cannot set nanoseconds. */
const TIME = new Date('2026-01-01T00:00:00Z');

describe('files that a builder was sent', () => {
  const check = async (
    project: Project,
    { builder = 'b', env = {}, dockerfile = 'FROM a\nCOPY . .' } = {},
  ): Promise<readonly string[]> => {
    const job = {
      plan: { settings: { context: '.' }, verbatim: new Map() },
      rendered: [{ path: 'Dockerfile', text: dockerfile }],
      root: project.path('app'),
      out: project.path('app/out'),
    } as unknown as BuildJob;
    const cacheFolder = project.path('cache');
    const host = { ...quietHost({ cwd: project.dir, env }), cacheFolder };
    const { problems, remember } = await checkSentFiles(job, builder, host);
    await remember();
    return problems.map(({ message, hint = '' }) => `${message}; ${hint}`);
  };
  /** Changes a file, and sets its time back. */
  const change = (project: Project, path: string, text: string): void => {
    writeFileSync(project.path(path), text);
    utimesSync(project.path(path), TIME, TIME);
  };
  const sent = async (): Promise<Project> => {
    const project = makeProject({ 'app/a b': 'one', 'app/.git/x': 'one', 'app/out/x': 'one' });
    for (const path of project.files()) utimesSync(project.path(path), TIME, TIME);
    expect(await check(project)).toEqual([]);
    return project;
  };

  it('are told when they changed in content alone', async () => {
    const project = await sent();
    change(project, 'app/a b', 'two');
    expect(await check(project)).toEqual([
      expect.stringMatching(/^1 file changed .* the old content: a b; .*: touch 'a b'$/),
    ]);
  });

  it.each<[string, (project: Project) => void, object?]>([
    ['nothing changed', () => {}],
    ['the size changed', (project) => change(project, 'app/a b', 'three')],
    ['the time changed', (project) => writeFileSync(project.path('app/a b'), 'two')],
    ['only what no build reads changed', (project) => change(project, 'app/.git/x', 'two')],
    ['only the output folder changed', (project) => change(project, 'app/out/x', 'two')],
    ['another builder gets them', (project) => change(project, 'app/a b', 'two'), { builder: 'c' }],
    ['no Dockerfile reads them', (project) => change(project, 'app/a b', 'two'), { dockerfile: 'FROM a' }],
    [
      'the runner is new',
      (project) => change(project, 'app/a b', 'two'),
      { env: { RUNNER_ENVIRONMENT: 'github-hosted' } },
    ],
  ])('are not told when %s', async (_, act, options = {}) => {
    const project = await sent();
    act(project);
    expect(await check(project, options)).toEqual([]);
  });
});
