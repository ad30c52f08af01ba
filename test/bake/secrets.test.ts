import { expect, it } from 'vitest';
import { secretProblems } from '../../src/bake/secrets.ts';
import { createTemplates, NO_RUN, parseMatrix, plan } from '../../src/index.ts';

async function missing(
  secrets: string,
  env: Readonly<Record<string, string>>,
  files: readonly string[] = [],
  isTrusted = true,
): Promise<readonly string[]> {
  const matrix = parseMatrix({
    path: 'matrix.yaml',
    text: `version: 1\nimage: ghcr.io/o/n\ntargets: { app: { from: scratch, secrets: ${secrets} } }\n`,
  });
  const { images } = plan(
    matrix,
    await createTemplates([{ name: 'app', path: 'templates/app.hbs', text: 'COPY a /' }]),
    { facts: NO_RUN },
  );
  const problems = await secretProblems(
    images,
    { env, isTrusted, root: '/repo' },
    {
      fileExists: async (path) => files.includes(path),
      realPath: async (path) => (path === '/repo/link' ? '/home/me/.docker/config.json' : undefined),
    },
  );
  return problems.map(({ message }) => message);
}

it('names what has no value', async () => {
  expect(await missing('[token, { id: key, env: KEY }, { id: rc, file: .npmrc }]', {})).toEqual([
    expect.stringContaining('the environment variable token is not set'),
    expect.stringContaining('the environment variable KEY is not set'),
    expect.stringContaining('.npmrc, which is not there'),
  ]);
  expect(
    await missing('[token, { id: key, env: KEY }, { id: rc, file: .npmrc }]', { token: 'x', KEY: 'y' }, [
      '.npmrc',
    ]),
  ).toEqual([]);
});

it('does without what is optional', async () => {
  expect(
    await missing('[{ id: key, env: KEY, optional: true }, { id: other, env: OTHER, optional: false }]', {}),
  ).toEqual([expect.stringContaining('OTHER')]);
});

it('gives builds nothing of the runner, and in a run that is not trusted no login', async () => {
  const env = {
    'INPUT_GITHUB-TOKEN': '1',
    ACTIONS_RUNTIME_TOKEN: '2',
    GITHUB_TOKEN: '3',
    AWS_SECRET_ACCESS_KEY: '4',
    NPM_TOKEN: '5',
  };
  const ours = '[INPUT_GITHUB-TOKEN, { id: a, env: ACTIONS_RUNTIME_TOKEN, optional: true }, GITHUB_TOKEN]';
  expect(await missing(ours, env)).toEqual([
    expect.stringContaining('INPUT_GITHUB-TOKEN, which belongs to the runner'),
    expect.stringContaining('ACTIONS_RUNTIME_TOKEN, which belongs to the runner'),
    expect.stringContaining('would be GITHUB_TOKEN, which may be set for other programs'),
  ]);
  const passed =
    '[NPM_TOKEN, { id: t, env: GITHUB_TOKEN }, { id: k, env: AWS_SECRET_ACCESS_KEY }, ' +
    '{ id: f, file: ../.docker/config.json }, { id: g, file: here }, { id: l, file: link }]';
  const files = ['../.docker/config.json', 'here', 'link'];
  expect(await missing(passed, env, files)).toEqual([]);
  expect(await missing(passed, env, files, false)).toEqual([
    expect.stringContaining('GITHUB_TOKEN, which builds of this run may not have: it is not trusted'),
    expect.stringContaining('AWS_SECRET_ACCESS_KEY, which builds of this run may not have'),
    expect.stringContaining('the file ../.docker/config.json, outside of the matrix'),
    expect.stringContaining('the file link, outside of the matrix'),
  ]);
});
