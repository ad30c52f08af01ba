import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { githubOrder, gitOrder } from '../../src/host/commit-order.ts';
import { execIn } from '../../src/host/exec.ts';

let folder = '';
let shallow = '';
/** Two commits of a branch, and one beside the second. */
let [first, second, beside] = ['', '', ''];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commit-order-'));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const commit = (message: string): string => {
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet');
  first = commit('first');
  git('branch', 'other');
  second = commit('second');
  git('checkout', '--quiet', 'other');
  beside = commit('beside');
  git('checkout', '--quiet', '-');
  shallow = `${folder}-shallow`;
  git('clone', '--quiet', '--depth', '1', `file://${folder}`, shallow);
});

const order = (one: string, other: string, at = folder): ReturnType<typeof gitOrder> =>
  gitOrder(execIn(at, process.env), at, one, other);

describe('the order of two commits', () => {
  it('is that of the history', async () => {
    expect(await order(first, second)).toBe('older');
    expect(await order(second, first)).toBe('newer');
    expect(await order(second, second)).toBe('same');
    expect(await order(second, beside)).toBe('unrelated');
  });

  it('is not known where the commit is not in the clone', async () => {
    expect(await order(second, 'f'.repeat(40))).toMatchObject({ because: expect.stringContaining('ffff') });
    expect(await order(second, first, shallow)).toMatchObject({ because: expect.stringContaining(first) });
  });

  it('is not known outside of a repository', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'no-repository-'));
    expect(await order(first, second, outside)).toMatchObject({ because: 'this is no Git repository' });
  });
});

describe('in a workflow', () => {
  /** What GitHub answers: how the second commit stands to the first, or a status. */
  let answer: string | number = '';
  let asked: readonly string[] = [];
  const server = createServer((request, response) => {
    asked = [...asked, `${request.url ?? ''} ${request.headers.authorization ?? ''}`];
    const status = typeof answer === 'number' ? answer : 200;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(typeof answer === 'number' ? { message: 'no' } : { status: answer }));
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
  const ask = (one: string, other: string, token = 't0k'): ReturnType<typeof githubOrder> =>
    githubOrder(
      { exec: execIn(shallow, process.env), folder: shallow, repository: 'org/app', token },
      one,
      other,
    );

  it.each([
    ['ahead', 'older'],
    ['behind', 'newer'],
    ['identical', 'same'],
    ['diverged', 'unrelated'],
    [404, 'unrelated'],
  ])('GitHub is asked where the clone is shallow: %s means %s', async (said, expected) => {
    [answer, asked] = [said, []];
    expect(await ask(second, first)).toBe(expected);
    expect(asked).toEqual([`/repos/org/app/compare/${second}...${first}?per_page=1 token t0k`]);
  });

  it('GitHub is not asked for what the clone tells, or without a token', async () => {
    [answer, asked] = ['ahead', []];
    expect(await ask(second, second)).toBe('same');
    expect(await ask(second, first, '')).toMatchObject({ because: expect.stringContaining(first) });
    expect(asked).toEqual([]);
  });

  it('the order is not known when GitHub does not say', async () => {
    answer = 403;
    expect(await ask(second, first)).toMatchObject({
      because: expect.stringContaining('GitHub did not say'),
      hint: expect.stringContaining('contents: read'),
    });
  });
});
