import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/host/github-run.ts';

const repository = { default_branch: 'main', full_name: 'org/app' };
const own = { full_name: 'org/app' };
const fork = { full_name: 'mallory/app' };
const pull = (from: object | null | undefined): object => ({
  repository,
  pull_request: { head: { ref: 'main', repo: from }, base: { ref: 'main', repo: own } },
});
const followed = (run: object): object => ({ repository, workflow_run: run });

function runOf(event: string | undefined, payload: object, ref = 'refs/heads/main') {
  const env = { GITHUB_REF: ref, GITHUB_SHA: '1', GITHUB_REPOSITORY: 'org/app', GITHUB_EVENT_NAME: event };
  return readRun(env, payload, { push: true, defaultBranch: 'main' });
}

describe('a run may push', () => {
  it.each([
    ['push', {}],
    ['schedule', {}],
    ['workflow_dispatch', { repository }],
    ['repository_dispatch', { repository }],
    ['release', { repository }],
    ['merge_group', { repository }],
    ['pull_request', pull(own)],
    ['pull_request_target', pull(own)],
    ['workflow_run', followed({ event: 'push', head_branch: 'main', head_repository: own })],
  ])('%s: %j', (event, payload) => {
    expect(runOf(event, payload).distrust).toBeUndefined();
  });
});

describe('a run may not push, nor write the cache of the default branch', () => {
  it.each([
    ['pull_request', pull(fork), 'this pull request comes from a fork'],
    ['pull_request', pull(null), 'this pull request comes from a fork'],
    ['pull_request_target', pull(fork), 'this pull request comes from a fork'],
    ['pull_request_review', pull(fork), 'this pull request comes from a fork'],
    ['pull_request', {}, 'the event pull_request came without its pull request'],
    ['pull_request', { repository }, 'the event pull_request came without its pull request'],
    ['pull_request_target', {}, 'the event pull_request_target came without its pull request'],
    ['pull_request', { pull_request: {} }, 'the event pull_request came without its pull request'],
    [
      'issue_comment',
      { repository, issue: { pull_request: {} } },
      'anybody can cause the event issue_comment',
    ],
    ['issues', { repository }, 'anybody can cause the event issues'],
    ['discussion_comment', { repository }, 'anybody can cause the event discussion_comment'],
    ['check_suite', { repository }, 'anybody can cause the event check_suite'],
    ['deployment', { repository }, 'anybody can cause the event deployment'],
    ['an_event_of_tomorrow', { repository }, 'anybody can cause the event an_event_of_tomorrow'],
    [undefined, { repository }, 'the event of this run is not known'],
    [
      'workflow_run',
      followed({ event: 'push', head_branch: 'main', head_repository: fork }),
      'not of this rep',
    ],
    [
      'workflow_run',
      followed({ event: 'push', head_branch: 'main', head_repository: null }),
      'not of this rep',
    ],
    [
      'workflow_run',
      followed({ event: 'pull_request', head_branch: 'main', head_repository: own }),
      'caused by pu',
    ],
    [
      'workflow_run',
      followed({ event: 'issue_comment', head_branch: 'main', head_repository: own }),
      'caused by i',
    ],
    [
      'workflow_run',
      followed({ event: 'push', head_branch: 'topic', head_repository: own }),
      'the default branch',
    ],
    ['workflow_run', { repository }, 'not of this repository'],
    ['workflow_run', {}, 'not of this repository'],
  ])('%s: %j', (event, payload, reason) => {
    const { distrust, facts } = runOf(event, payload);
    expect(distrust).toContain(reason);
    expect(facts.writesCache).toBe(false);
  });
});
