import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { githubRun, readRun } from '../../src/host/github-run.ts';
import {
  branch,
  dispatch,
  gitTag,
  mergeGroup,
  NOW,
  PULL,
  pull,
  pullMerged,
  pullTarget,
  runOf,
  schedule,
  SHA,
} from '../tags/runs.ts';

const COMMON = {
  event: 'push',
  defaultBranch: 'main',
  created: '2019-12-31T23:10:00+09:00',
  now: NOW,
  revision: SHA,
  source: 'https://github.com/org/app',
};

describe('what a workflow run is', () => {
  it.each([
    [
      'a push to the default branch',
      branch('main'),
      { ...COMMON, branch: 'main', isDefaultBranch: true, writesCache: true },
    ],
    [
      'a push to another branch',
      branch('my/branch'),
      { ...COMMON, branch: 'my/branch', isDefaultBranch: false, writesCache: true },
    ],
    [
      'a Git tag',
      gitTag('v1.2.3'),
      {
        ...COMMON,
        tag: 'v1.2.3',
        version: '1.2.3',
        baseRef: 'main',
        isDefaultBranch: false,
        writesCache: false,
      },
    ],
    [
      'a Git tag with a folder',
      gitTag('app/v1.2.3'),
      {
        ...COMMON,
        tag: 'app/v1.2.3',
        version: 'app/v1.2.3',
        baseRef: 'main',
        isDefaultBranch: false,
        writesCache: false,
      },
    ],
    [
      'started by hand',
      dispatch('main'),
      { ...COMMON, event: 'workflow_dispatch', branch: 'main', isDefaultBranch: true, writesCache: true },
    ],
    [
      'started by hand for a Git tag',
      runOf('workflow_dispatch', 'refs/tags/v1.2.3'),
      {
        ...COMMON,
        event: 'workflow_dispatch',
        tag: 'v1.2.3',
        version: '1.2.3',
        isDefaultBranch: false,
        writesCache: false,
      },
    ],
    [
      'scheduled, which comes without the repository',
      schedule,
      {
        ...COMMON,
        event: 'schedule',
        defaultBranch: undefined,
        branch: 'main',
        isDefaultBranch: true,
        writesCache: true,
      },
    ],
    [
      'a pull request',
      pull,
      {
        ...COMMON,
        event: 'pull_request',
        pull: '2',
        revision: pull.revision,
        branch: 'topic',
        baseRef: 'main',
        isDefaultBranch: false,
        writesCache: false,
      },
    ],
    [
      'a pull request that was merged',
      pullMerged,
      { ...COMMON, event: 'pull_request', branch: 'main', isDefaultBranch: true, writesCache: true },
    ],
    [
      'a pull request that was closed without merging',
      runOf('pull_request', 'refs/pull/2/merge', { ...PULL, action: 'closed' }),
      pull,
    ],
    [
      'a pull request, handled for its target',
      pullTarget,
      {
        ...COMMON,
        event: 'pull_request_target',
        pull: '2',
        revision: pull.revision,
        branch: 'topic',
        baseRef: 'main',
        isDefaultBranch: false,
        writesCache: false,
      },
    ],
    [
      'a merge queue',
      mergeGroup,
      { ...COMMON, event: 'merge_group', baseRef: 'main', isDefaultBranch: false, writesCache: false },
    ],
  ])('%s', (_name, facts, expected) => {
    expect(facts).toEqual(expected);
  });

  it('is known by its ref where the payload does not give the number', () => {
    expect(
      readRun(
        { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/318/merge' },
        { pull_request: {} },
        { push: true },
      ).facts.pull,
    ).toBe('318');
  });
});

it('of a merged pull request from a fork does not write the cache', () => {
  const { pull_request } = PULL;
  const head = { ...pull_request.head, repo: { full_name: 'fork/app' } };
  const { distrust, facts } = readRun(
    { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/heads/main', GITHUB_REPOSITORY: 'org/app' },
    { ...PULL, pull_request: { ...pull_request, head } },
    { push: true, defaultBranch: 'main' },
  );
  expect([distrust, facts.branch, facts.writesCache]).toEqual([
    'this pull request comes from a fork',
    'main',
    false,
  ]);
});

describe('when the commit of a run was made', () => {
  const HEAD = pull.revision ?? '';
  /** What is found, with these commits in the checkout; the runner checked out `SHA`. */
  async function found(event: object, ref: string, times: Readonly<Record<string, string>>) {
    const folder = await mkdtemp(join(tmpdir(), 'event-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'event.json');
    await writeFile(path, JSON.stringify(event));
    const warnings: string[] = [];
    const { facts } = await githubRun({
      env: {
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: path,
        GITHUB_REF: ref,
        GITHUB_SHA: SHA,
        GITHUB_REPOSITORY: 'org/app',
      },
      exec: async ({ args }) => {
        const time = times[args.find((word) => Object.hasOwn(times, word)) ?? ''];
        return { code: time === undefined ? 128 : 0, stdout: `${time ?? ''}\n`, stderr: '' };
      },
      token: '',
      push: false,
      warn: (message) => warnings.push(message),
    });
    return { created: facts.created, warnings };
  }

  it('is for a pull request when what was pushed was committed, not when GitHub merged it for a test', async () => {
    const times = {
      [HEAD]: '2020-01-01T00:00:00Z',
      [SHA]: '2026-01-01T00:00:00Z',
      HEAD: '2026-01-01T00:00:00Z',
    };
    expect(await found(PULL, 'refs/pull/2/merge', times)).toEqual({
      created: '2020-01-01T00:00:00Z',
      warnings: [],
    });
    expect((await found(PULL, 'refs/heads/main', times)).created).toBe('2026-01-01T00:00:00Z');
  });

  it('is that of the checkout where nobody says more, with a warning', async () => {
    expect(await found(PULL, 'refs/pull/2/merge', { HEAD: '2026-01-01T00:00:00Z' })).toEqual({
      created: '2026-01-01T00:00:00Z',
      warnings: [
        `when ${HEAD} was committed is not known (no github-token is given); ` +
          "the time of the checkout's commit is used",
      ],
    });
  });

  it('is not taken from another commit of the payload', async () => {
    const event = { ...PULL, head_commit: { id: 'b'.repeat(40), timestamp: '2021-01-01T00:00:00Z' } };
    const times = { [SHA]: '2026-01-01T00:00:00Z' };
    expect((await found(event, 'refs/heads/main', times)).created).toBe('2026-01-01T00:00:00Z');
  });
});
