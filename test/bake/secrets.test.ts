import { expect, it } from 'vitest';
import { secretProblems } from '../../src/bake/secrets.ts';
import { createTemplates, NO_RUN, parseMatrix, plan } from '../../src/index.ts';

async function missing(
  secrets: string,
  env: Readonly<Record<string, string>>,
  files: readonly string[] = [],
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
  return (await secretProblems(images, env, (path) => Promise.resolve(files.includes(path)))).map(
    ({ message }) => message,
  );
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
