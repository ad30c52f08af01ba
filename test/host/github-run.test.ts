import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/host/github-run.ts';
import {
  branch,
  dispatch,
  gitTag,
  mergeGroup,
  NOW,
  pull,
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
