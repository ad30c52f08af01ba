import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { DIST, explainStaleDist } from '../rig/cli.ts';
import { writeTree } from '../rig/fixtures.ts';
import { runAction, type ActionResult } from '../rig/run-action.ts';

const MATRIX = `version: 1
image: ghcr.io/org/app
targets:
  app: { from: debian:12, latest: true }
flavor: { latest: highest }
tags:
  - type=semver,pattern={{version}}
  - type=semver,pattern={{major}},highest=true
  - type=ref,event=pr
  - type=ref,event=branch
`;

/** As actions/checkout makes it: one commit and no history. Planning changes nothing in it, so it serves all tests. */
let checkout = '';
beforeAll(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'checkout-')));
  const git = (cwd: string, ...args: string[]): void =>
    void execFileSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main', ...args],
      { cwd, stdio: 'ignore' },
    );
  const origin = join(folder, 'origin');
  writeTree(origin, { 'matrix.yaml': MATRIX, 'templates/app.hbs': 'RUN true\n' });
  git(origin, 'init');
  git(origin, 'add', '.');
  git(origin, 'commit', '-m', 'a');
  checkout = join(folder, 'checkout');
  git(folder, 'clone', '--depth', '1', `file://${origin}`, checkout);
  return () => rmSync(folder, { recursive: true, force: true });
});

/** The commit of a pull request that GitHub knows; a shallow checkout does not have it. */
const HEAD = 'a'.repeat(40);
const pullOf = (sha: string) => ({
  number: 7,
  pull_request: {
    number: 7,
    head: { ref: 'topic', sha, repo: { full_name: 'fork/app' } },
    base: { ref: 'main' },
  },
});

/** `asked` is how often GitHub was asked for Git tags. */
async function planned(
  env: Readonly<Record<string, string>>,
  event: object,
  tags: readonly string[] | number,
  inputs: Readonly<Record<string, string>> = {},
): Promise<{ readonly result: ActionResult; readonly asked: number }> {
  explainStaleDist();
  let asked = 0;
  const server = createServer(({ url = '' }, response) => {
    const [, commit] = /\/commits\/(\w+)$/.exec(url) ?? [];
    if (commit !== undefined) {
      const answer = commit === HEAD ? { commit: { committer: { date: '2020-01-10T00:30:00Z' } } } : {};
      return void response
        .writeHead(commit === HEAD ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    }
    asked += 1;
    if (typeof tags === 'number') return void response.writeHead(tags).end('{}');
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(tags.map((name) => ({ name }))));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const result = await runAction({
    entry: join(DIST, 'action.js'),
    workspace: checkout,
    inputs: { command: 'plan', 'github-token': 't0k', ...inputs },
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: 'org/app',
      GITHUB_SHA: '860c1904a1ce19322e91ac35af1ab07466440c37',
      ...env,
    },
    event: { repository: { default_branch: 'main', full_name: 'org/app' }, ...event },
  });
  return { result, asked };
}

const release = { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/tags/v1.9.4' };

it('asks GitHub what was released, because its checkout is shallow', async () => {
  const { result, asked } = await planned(release, {}, ['v2.0.0', 'v1.9.3']);
  expect([result.code, result.outputs['planned-tags'], asked]).toEqual([
    0,
    'ghcr.io/org/app:1.9.4\nghcr.io/org/app:1',
    1,
  ]);
  const first = await planned({ ...release, GITHUB_REF: 'refs/tags/v2.1.0' }, {}, ['v2.0.0', 'v1.9.3']);
  expect(first.result.outputs['planned-tags']).toBe(
    'ghcr.io/org/app:2.1.0\nghcr.io/org/app:2\nghcr.io/org/app:latest',
  );
});

it('fails where GitHub does not say', async () => {
  const { result } = await planned(release, {}, 403);
  expect(result.code).toBe(1);
  expect(result.stdout).toContain(
    'whether 1.9.4 is the highest release cannot be told: GitHub did not say which tags there are',
  );
});

it('asks nothing for other runs', async () => {
  const branch = await planned({ GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }, {}, 500);
  expect([branch.result.outputs['planned-tags'], branch.asked]).toEqual(['ghcr.io/org/app:main', 0]);
  const pull = await planned(
    { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
    pullOf(HEAD),
    500,
  );
  expect([pull.result.outputs['planned-tags'], pull.asked]).toEqual(['ghcr.io/org/app:pr-7', 0]);
});

it('takes the input for a list with comments, indented ones too', async () => {
  const tags =
    '  # every release\n  type=semver,pattern={{version}}\n' +
    '    # and more\n  type=raw,value=x-{{tag}},enable={{is_not_default_branch}}\n';
  const { result, asked } = await planned(release, {}, 500, { tags });
  expect([result.code, result.outputs['planned-tags'], asked]).toEqual([
    0,
    'ghcr.io/org/app:1.9.4\nghcr.io/org/app:x-v1.9.4',
    0,
  ]);
});

it('dates a pull request by the commit that was pushed, also where the checkout has only the test merge', async () => {
  const run = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };
  const tags = "type=raw,value=c-{{commit_date 'YYYYMMDD'}}";
  const { result } = await planned(run, pullOf(HEAD), 500, { tags });
  expect([result.outputs['planned-tags'], result.stdout.includes('::warning')]).toEqual([
    'ghcr.io/org/app:c-20200110',
    false,
  ]);
  const unknown = await planned(run, pullOf('b'.repeat(40)), 500, { tags });
  expect(unknown.result.stdout).toMatch(/::warning::when b{40} was committed is not known/);
  expect(unknown.result.outputs['planned-tags']).toMatch(/:c-20(?!200110)\d{6}$/);
});

it('says where no image gets a tag: a notice for a pull request, and else a warning', async () => {
  const tags = 'type=semver,pattern={{version}}';
  const pull = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };
  const push = { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/topic' };
  expect((await planned(pull, pullOf(HEAD), 500, { tags })).result.stdout).toMatch(
    /^::notice title=no-tag::no image gets a tag in this run/m,
  );
  const { result } = await planned(push, {}, 500, { tags });
  expect([result.code, result.outputs['planned-tags']]).toEqual([0, '']);
  expect(result.stdout).toMatch(/^::warning title=no-tag::no image gets a tag in this run/m);
});
