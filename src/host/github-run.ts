/** What GitHub Actions says of a workflow run: commit, tag, branch, pull request. */

import { readFile } from 'node:fs/promises';
import type { Exec } from '../effects/exec.ts';
import type { RunFacts } from '../tags/run-facts.ts';
import { tagVersion } from '../tags/tag-facts.ts';
import { reasonOf } from '../text/reason.ts';
import { githubApi, type GithubApi } from './github-api.ts';
import { distrust, type Provenance } from './trust.ts';

/** What the runner says of a workflow run. */
export interface GithubRun {
  readonly facts: RunFacts;
  /** Why it must not push nor get at tokens; nothing for a run that is trusted. */
  readonly distrust: string | undefined;
}

/**
 * The fields of a webhook's payload that matter here.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
interface Event extends Provenance {
  readonly pull_request?: {
    readonly number?: number;
    readonly head?: {
      readonly ref?: string;
      readonly sha?: string;
      readonly repo?: { readonly full_name?: string } | null;
    };
    readonly base?: { readonly ref?: string; readonly repo?: { readonly full_name?: string } };
  };
  readonly number?: number;
  readonly base_ref?: string | null;
  readonly merge_group?: { readonly base_ref?: string };
  readonly head_commit?: { readonly id?: string; readonly timestamp?: string } | null;
}

type Env = Readonly<Record<string, string | undefined>>;
type Warn = (message: string) => void;

/** Reads the event and the runner's variables. Asks GitHub only for what they do not say. */
export async function githubRun({
  env,
  exec,
  token,
  push,
  warn,
}: {
  env: Env;
  exec: Exec;
  token: string;
  push: boolean;
  warn: Warn;
}): Promise<GithubRun> {
  const event = await readEvent(env);
  const revision = revisionOf(env, event);
  const commitTime =
    (event.head_commit?.id === revision ? event.head_commit?.timestamp : undefined) ??
    (await gitTime(exec, env['GITHUB_WORKSPACE'], revision)) ??
    (pullOf(env, event) && (await askCommitTime(env, token, revision, warn))) ??
    (await gitTime(exec, env['GITHUB_WORKSPACE'], 'HEAD'));
  const defaultBranch = event.repository?.default_branch ?? (await askDefaultBranch(env, token, warn));
  return readRun(env, event, {
    push,
    now: new Date().toISOString(),
    ...(defaultBranch ? { defaultBranch } : {}),
    ...(commitTime ? { commitTime } : {}),
  });
}

/** The payload of the event; empty where there is none that can be read. */
export async function readEvent(env: Env): Promise<Event> {
  try {
    return JSON.parse(await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as Event;
  } catch {
    return {};
  }
}

/** The facts of a run from its variables and its event, without any effect. */
export function readRun(
  env: Env,
  event: Event,
  known: { push: boolean; defaultBranch?: string; commitTime?: string; now?: string },
): GithubRun {
  const ref = env['GITHUB_REF'] ?? '';
  const pull = pullOf(env, event);
  const repository = env['GITHUB_REPOSITORY'];
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1];
  // The branch of a merge queue does not count: it is deleted after the run.
  const isMergeQueue = env['GITHUB_EVENT_NAME'] === 'merge_group';
  const branch = pull ? pull.head?.ref : isMergeQueue ? undefined : headOf(ref);
  const number = pull ? (pull.number ?? event.number ?? /^refs\/pull\/(\d+)\//.exec(ref)?.[1]) : undefined;
  const baseRef = pull
    ? pull.base?.ref
    : isMergeQueue
      ? headOf(event.merge_group?.base_ref)
      : tag
        ? headOf(event.base_ref)
        : undefined;
  const revision = revisionOf(env, event);
  const reason = distrust(env, event, known.defaultBranch);
  return {
    distrust: reason,
    facts: {
      ...(tag ? { tag, version: tagVersion(tag) } : {}),
      ...(revision ? { revision } : {}),
      ...(branch ? { branch } : {}),
      ...(env['GITHUB_EVENT_NAME'] ? { event: env['GITHUB_EVENT_NAME'] } : {}),
      ...(number === undefined ? {} : { pull: String(number) }),
      ...(baseRef ? { baseRef } : {}),
      ...(known.now ? { now: known.now } : {}),
      ...(pull?.base?.ref && pull.base.ref !== known.defaultBranch ? { baseBranch: pull.base.ref } : {}),
      ...(known.commitTime ? { created: known.commitTime } : {}),
      ...(repository ? { source: `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}` } : {}),
      ...(known.defaultBranch ? { defaultBranch: known.defaultBranch } : {}),
      // Scheduled workflows always run on the default branch.
      isDefaultBranch:
        !pull &&
        branch !== undefined &&
        (branch === known.defaultBranch || env['GITHUB_EVENT_NAME'] === 'schedule'),
      writesCache: known.push && reason === undefined && !pull && branch !== undefined,
    },
  };
}

/**
 * The pull request that a run is of. The event that says that one was merged has its payload too, but runs on the
 * branch that it was merged into: there GITHUB_REF is the branch, and GITHUB_SHA what was merged. For
 * `pull_request_target` it always is the branch that the pull request goes to.
 */
function pullOf(env: Env, event: Event): Event['pull_request'] {
  const isOfBranch =
    env['GITHUB_EVENT_NAME'] !== 'pull_request_target' && headOf(env['GITHUB_REF']) !== undefined;
  return isOfBranch ? undefined : event.pull_request;
}

/** The commit of a run: of a pull request the one that was pushed, and not the one that GitHub made to test it. */
function revisionOf(env: Env, event: Event): string | undefined {
  return pullOf(env, event)?.head?.sha ?? env['GITHUB_SHA'];
}

function headOf(ref: string | null | undefined): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];
}

async function gitTime(
  exec: Exec,
  folder: string | undefined,
  revision: string | undefined,
): Promise<string | undefined> {
  if (revision === undefined) return undefined;
  const result = await exec({
    file: 'git',
    args: ['log', '-1', '--format=%cI', revision, '--'],
    ...(folder ? { cwd: folder } : {}),
  });
  return result.code === 0 ? result.stdout.trim() || undefined : undefined;
}

/** Asks GitHub, for events without the repository (schedule). */
async function askDefaultBranch(env: Env, token: string, warn: Warn): Promise<string | undefined> {
  const { answer, because } = await ask(env, token, async ({ repos }, repository) => {
    const { data } = await repos.get(repository);
    return data.default_branch;
  });
  if (because !== undefined)
    warn(`the default branch is not known (${because}); the cache of this branch is used alone`);
  return answer;
}

/** Asks GitHub, for pull requests: a shallow checkout only has the commit that GitHub made to test them. */
async function askCommitTime(
  env: Env,
  token: string,
  revision: string | undefined,
  warn: Warn,
): Promise<string | undefined> {
  if (revision === undefined) return undefined;
  const { answer, because } = await ask(env, token, async ({ repos }, repository) => {
    const { data } = await repos.getCommit({ ...repository, ref: revision });
    return data.commit.committer?.date;
  });
  if (answer === undefined)
    warn(
      `when ${revision} was committed is not known (${because ?? 'no github-token is given'}); ` +
        "the time of the checkout's commit is used",
    );
  return answer;
}

type Rest = GithubApi['rest'];

/** Asks the GitHub API about the repository of the run; asks nothing without a token. */
async function ask<Answer>(
  env: Env,
  token: string,
  question: (rest: Rest, repository: { owner: string; repo: string }) => Promise<Answer>,
): Promise<{ readonly answer?: Answer; readonly because?: string }> {
  const [owner, repo] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (!token || !owner || !repo) return {};
  try {
    return { answer: await question((await githubApi(token)).rest, { owner, repo }) };
  } catch (cause) {
    return { because: reasonOf(cause) };
  }
}
