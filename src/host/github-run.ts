/** What GitHub Actions says of a workflow run: commit, tag, branch, pull request. */

import { readFile } from 'node:fs/promises';
import type { Exec } from '../effects/exec.ts';
import type { RunFacts } from '../tags/run-facts.ts';
import { tagVersion } from '../tags/tag-facts.ts';
import { reasonOf } from '../text/reason.ts';
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
  readonly head_commit?: { readonly timestamp?: string } | null;
}

type Env = Readonly<Record<string, string | undefined>>;

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
  warn: (message: string) => void;
}): Promise<GithubRun> {
  const event = await readEvent(env);
  const commitTime = event.head_commit?.timestamp ?? (await gitTime(exec, env['GITHUB_WORKSPACE']));
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
  const pull = event.pull_request;
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
  const revision = pull?.head?.sha ?? env['GITHUB_SHA'];
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

function headOf(ref: string | null | undefined): string | undefined {
  return /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];
}

async function gitTime(exec: Exec, folder: string | undefined): Promise<string | undefined> {
  const result = await exec({
    file: 'git',
    args: ['log', '-1', '--format=%cI'],
    ...(folder ? { cwd: folder } : {}),
  });
  return result.code === 0 ? result.stdout.trim() || undefined : undefined;
}

/** Asks GitHub, for events without the repository (schedule). Octokit is large, so it is loaded only here. */
async function askDefaultBranch(
  env: Env,
  token: string,
  warn: (message: string) => void,
): Promise<string | undefined> {
  const [owner, repo] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (!token || !owner || !repo) return undefined;
  try {
    const { getOctokit } = await import('@actions/github');
    const { data } = await getOctokit(token).rest.repos.get({ owner, repo });
    return data.default_branch;
  } catch (cause) {
    warn(`the default branch is not known (${reasonOf(cause)}); the cache of this branch is used alone`);
    return undefined;
  }
}
