import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { exec } from '../../src/host/exec.ts';
import { githubReleases, gitReleases } from '../../src/host/releases.ts';
import { makeProject, type Project } from '../rig/project.ts';

const git = (cwd: string, ...args: string[]): void =>
  void execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main', ...args],
    { cwd, stdio: 'ignore' },
  );

function repository(...tags: string[]): Project {
  const project = makeProject({ 'a.txt': 'a' });
  git(project.dir, 'init');
  git(project.dir, 'add', '.');
  git(project.dir, 'commit', '-m', 'a');
  for (const tag of tags) git(project.dir, 'tag', tag);
  git(project.dir, 'commit', '--allow-empty', '-m', 'b');
  return project;
}

function shallowClone(of: Project): Project {
  const project = makeProject();
  git(project.dir, 'clone', '--depth', '1', `file://${of.dir}`, 'clone');
  return { ...project, dir: project.path('clone') };
}

/** GitHub's list of tags, two on a page; or a refusal. */
let listed: readonly string[] | 403 = [];
let seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
  const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? '1');
  if (listed === 403)
    return void response
      .writeHead(403, { 'content-type': 'application/json' })
      .end('{"message":"Resource not accessible by integration"}');
  const more =
    listed.length > page * 2
      ? {
          link: `<http://${request.headers.host ?? ''}/repos/org/app/tags?per_page=100&page=${page + 1}>; rel="next"`,
        }
      : {};
  response
    .writeHead(200, { 'content-type': 'application/json', ...more })
    .end(JSON.stringify(listed.slice(page * 2 - 2, page * 2).map((name) => ({ name }))));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // Octokit reads the address once, when it is loaded.
  vi.stubEnv('GITHUB_API_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

function github(tags: typeof listed): void {
  listed = tags;
  seen = [];
}

it('reads all tags of a whole clone, with and without a release', async () => {
  expect(await gitReleases(exec, repository('v1.0.0', 'app/v2', 'v1.10.0').dir)).toEqual([
    'app/v2',
    'v1.0.0',
    'v1.10.0',
  ]);
  expect(await gitReleases(exec, repository().dir)).toEqual([]);
});

it('takes nothing for granted in a shallow clone, and outside of a repository', async () => {
  expect(await gitReleases(exec, shallowClone(repository('v1.0.0')).dir)).toEqual({
    because: 'this clone is shallow and may lack tags',
    hint: expect.stringContaining('git fetch --unshallow --tags') as string,
  });
  expect(await gitReleases(exec, makeProject().dir)).toEqual({
    because: expect.stringContaining('no Git repository') as string,
    hint: expect.any(String) as string,
  });
});

it('asks GitHub in a workflow whose clone cannot know, page by page', async () => {
  github(['v3.0.0', 'v2.0.0', 'v1.0.0']);
  const clone = shallowClone(repository('v1.0.0'));
  expect(await githubReleases({ exec, folder: clone.dir, repository: 'org/app', token: 't0k' })).toEqual([
    'v3.0.0',
    'v2.0.0',
    'v1.0.0',
  ]);
  expect(seen).toEqual([
    expect.stringMatching(/^\/repos\/org\/app\/tags\?per_page=100 token t0k$/),
    expect.stringMatching(/page=2 token t0k$/),
  ]);
});

it('asks nobody where the clone says it', async () => {
  github(['v9.0.0']);
  expect(
    await githubReleases({ exec, folder: repository('v1.0.0').dir, repository: 'org/app', token: 't0k' }),
  ).toEqual(['v1.0.0']);
  expect(seen).toEqual([]);
});

it('knows that it does not know', async () => {
  github(403);
  const folder = shallowClone(repository('v1.0.0')).dir;
  expect(await githubReleases({ exec, folder, repository: 'org/app', token: 't0k' })).toEqual({
    because: expect.stringContaining('Resource not accessible by integration') as string,
    hint: expect.stringContaining('contents: read') as string,
  });
  expect(await githubReleases({ exec, folder, repository: 'org/app', token: '' })).toEqual({
    because: 'this clone is shallow and may lack tags',
    hint: expect.stringContaining('or give the action a github-token') as string,
  });
});
