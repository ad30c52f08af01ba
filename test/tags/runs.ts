import { stringify } from 'yaml';
import { createTemplates } from '../../src/template/templates.ts';
import { readRun } from '../../src/host/github-run.ts';
import { NO_RUN, type RunFacts } from '../../src/tags/run-facts.ts';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { plan } from '../../src/plan/plan.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';

/** The commit and the times of every run here; the time is the one of metadata-action's own examples. */
export const SHA = '860c1904a1ce19322e91ac35af1ab07466440c37';
export const NOW = '2020-01-10T00:30:00Z';

const REPOSITORY = { default_branch: 'main', full_name: 'org/app' };

/** Facts of a workflow run, read from what the runner says of it. */
export function runOf(event: string, ref: string, payload: object = { repository: REPOSITORY }): RunFacts {
  const env = { GITHUB_EVENT_NAME: event, GITHUB_REF: ref, GITHUB_SHA: SHA, GITHUB_REPOSITORY: 'org/app' };
  const repository = (payload as { repository?: typeof REPOSITORY }).repository;
  return readRun(env, payload, {
    push: true,
    commitTime: '2019-12-31T23:10:00+09:00',
    now: NOW,
    ...(repository ? { defaultBranch: repository.default_branch } : {}),
  }).facts;
}

export const branch = (name: string): RunFacts => runOf('push', `refs/heads/${name}`);
export const gitTag = (name: string): RunFacts =>
  runOf('push', `refs/tags/${name}`, { repository: REPOSITORY, base_ref: 'refs/heads/main' });
export const dispatch = (name: string): RunFacts => runOf('workflow_dispatch', `refs/heads/${name}`);
/** Scheduled runs come without the repository. */
export const schedule: RunFacts = runOf('schedule', 'refs/heads/main', {});
/** The payload of a pull request's event. */
export const PULL = {
  number: 2,
  repository: REPOSITORY,
  pull_request: {
    number: 2,
    head: { ref: 'topic', sha: '0fa1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3', repo: { full_name: 'org/app' } },
    base: { ref: 'main', repo: { full_name: 'org/app' } },
  },
};
export const pull = runOf('pull_request', 'refs/pull/2/merge', PULL);
/** The event that says that a pull request was merged: it runs on the branch that it was merged into. */
export const pullMerged = runOf('pull_request', 'refs/heads/main', { ...PULL, action: 'closed' });
/** GitHub gives these the ref of the branch they go to. */
export const pullTarget = runOf('pull_request_target', 'refs/heads/main', PULL);
export const mergeGroup = runOf('merge_group', `refs/heads/gh-readonly-queue/main/pr-5-${SHA}`, {
  repository: REPOSITORY,
  merge_group: { base_ref: 'refs/heads/main' },
});

export const released = (facts: RunFacts, ...releases: string[]): RunFacts => ({ ...facts, releases });

export interface Tagged {
  /** Tags of each image, without the repository. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly immutable: readonly string[];
  readonly problems: readonly string[];
  /** Notices too, which begin with `notice: `. */
  readonly warnings: readonly string[];
}

const TEMPLATES = createTemplates(
  ['app', 'base', 'full', 'slim'].map((name) => ({
    name,
    path: `templates/${name}.hbs`,
    text: 'RUN true\n',
  })),
);

/** A matrix with one target `app`, and whatever is given besides or in its place. */
export async function tagged(
  matrix: object,
  facts: RunFacts = NO_RUN,
  options: { readonly given?: readonly string[]; readonly targets?: readonly string[] } = {},
): Promise<Tagged> {
  const text = stringify(
    { version: '1', image: 'ghcr.io/org/app', targets: { app: { from: 'debian:12' } }, ...matrix },
    { lineWidth: 0 },
  );
  const parsed = (): ReturnType<typeof parseMatrix> => parseMatrix({ path: 'matrix.yaml', text });
  const templates = await TEMPLATES;
  try {
    const made = plan(parsed(), templates, {
      facts,
      ...(options.given ? { tags: options.given } : {}),
      ...(options.targets ? { targets: options.targets } : {}),
    });
    return {
      tags: Object.fromEntries(made.images.map((image) => [image.id, image.tags.map(({ name }) => name)])),
      immutable: made.images.flatMap(({ tags }) =>
        tags.filter((tag) => tag.immutable).map(({ name }) => name),
      ),
      problems: [],
      warnings: made.warnings.map(
        ({ severity, message }) => `${severity === 'notice' ? 'notice: ' : ''}${message}`,
      ),
    };
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return { tags: {}, immutable: [], problems: cause.problems.map(({ message }) => message), warnings: [] };
  }
}

/** The tags of a matrix with one image. */
export async function tagsOf(
  tags: readonly unknown[],
  facts: RunFacts,
  more: object = {},
): Promise<readonly string[] | string> {
  const result = await tagged({ tags, ...more }, facts);
  return result.problems.length > 0 ? result.problems.join('\n') : (result.tags['app'] ?? []);
}
