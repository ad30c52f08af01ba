import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gitOrder } from '../../src/host/commit-order.ts';
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
