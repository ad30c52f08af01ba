import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { LOCK_NAME, lockFolder } from '../../src/host/folder-lock.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { makeProject } from '../rig/project.ts';

const refusal = async (folder: string): Promise<string> => {
  try {
    await lockFolder(folder, folder);
    return 'taken';
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return cause.problems.map(({ code, hint = '' }) => `${code}: ${hint}`).join();
  }
};

describe('a folder that a run writes into', () => {
  it("is no other run's until it is given back", async () => {
    const { dir } = makeProject();
    const unlock = await lockFolder(dir, dir);
    expect(await refusal(dir)).toMatch(/^folder-in-use: .*--out.*delete \.docker-matrix\.lock$/);
    await unlock();
    expect(existsSync(`${dir}/${LOCK_NAME}`)).toBe(false);
    expect(await refusal(dir)).toBe('taken');
  });

  it('is made where it is missing', async () => {
    const project = makeProject();
    await lockFolder(project.path('a/b'), project.dir);
    expect(project.files()).toEqual([`a/b/${LOCK_NAME}`]);
  });

  it('is taken over from a process that was killed', async () => {
    const { dir } = makeProject();
    const { pid } = spawnSync('true');
    const lock = { id: 'other', host: hostname(), pid, since: '2026-01-01T00:00:00Z' };
    writeFileSync(`${dir}/${LOCK_NAME}`, JSON.stringify(lock));
    const unlock = await lockFolder(dir, dir);
    expect(readFileSync(`${dir}/${LOCK_NAME}`, 'utf8')).toContain(`"pid":${process.pid}`);
    await unlock();
  });

  it('is not taken over from another machine', async () => {
    const { dir } = makeProject();
    const lock = { id: 'other', host: 'elsewhere', pid: 1, since: '2026-01-01T00:00:00Z' };
    writeFileSync(`${dir}/${LOCK_NAME}`, JSON.stringify(lock));
    expect(await refusal(dir)).toMatch(/^folder-in-use/);
  });

  it('is taken by one of many that try at once', async () => {
    const { dir } = makeProject();
    const tries = await Promise.all(Array.from({ length: 20 }, () => refusal(dir)));
    expect(tries.filter((result) => result === 'taken')).toHaveLength(1);
  });

  it('is not written through a link', async () => {
    const project = makeProject();
    mkdirSync(project.path('out'));
    symlinkSync(project.path('elsewhere'), project.path(`out/${LOCK_NAME}`));
    // Nothing holds the lock that the link leads to, so the link is replaced.
    await lockFolder(project.path('out'), project.dir);
    expect(existsSync(project.path('elsewhere'))).toBe(false);
  });
});
