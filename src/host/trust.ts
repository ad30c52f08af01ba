/** Whether a workflow run may push: only when it is proved that what is built comes from the repository itself. */

/** The fields of a webhook's payload that say where code comes from. */
export interface Provenance {
  readonly repository?: { readonly default_branch?: string; readonly full_name?: string };
  readonly pull_request?: {
    readonly head?: { readonly repo?: { readonly full_name?: string } | null };
    readonly base?: { readonly repo?: { readonly full_name?: string } };
  };
  readonly workflow_run?: {
    readonly event?: string;
    readonly head_branch?: string | null;
    readonly head_repository?: { readonly full_name?: string } | null;
  };
}

/** Events that only people who may write to the repository cause, and whose code is in it. */
const OF_WRITERS: ReadonlySet<string> = new Set([
  'create',
  'delete',
  'merge_group',
  'push',
  'release',
  'repository_dispatch',
  'schedule',
  'workflow_dispatch',
]);
/** Events of a pull request, whose payload names the repository that its code is from. */
const OF_PULL_REQUESTS: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_target',
]);

/**
 * Why a run is not trusted; nothing for one that is. A run is trusted for what its event proves: that somebody who may
 * write to the repository caused it, or that the pull request is from a branch of the repository. All other events, as
 * issue_comment, can be caused by anybody, and a workflow may have checked out anything for them.
 *
 * @param event the payload; empty where there is none
 * @param defaultBranch where it is known otherwise
 */
export function distrust(
  env: Readonly<Record<string, string | undefined>>,
  event: Provenance,
  defaultBranch = event.repository?.default_branch,
): string | undefined {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const repository = env['GITHUB_REPOSITORY'] ?? event.repository?.full_name;
  if (OF_PULL_REQUESTS.has(name) || event.pull_request !== undefined) {
    const { head, base } = event.pull_request ?? {};
    // The head's repository is null when it was deleted.
    const from = head?.repo?.full_name;
    if (from === undefined && head === undefined) return `the event ${name} came without its pull request`;
    return from !== undefined && from === (base?.repo?.full_name ?? repository)
      ? undefined
      : 'this pull request comes from a fork';
  }
  if (name === 'workflow_run') {
    const { event: cause = '', head_branch: branch, head_repository: from } = event.workflow_run ?? {};
    if (from?.full_name === undefined || from.full_name !== repository)
      return 'the run that this one follows is not of this repository';
    if (!OF_WRITERS.has(cause))
      return `the run that this one follows was caused by ${cause || 'an unknown event'}`;
    return branch && branch === defaultBranch
      ? undefined
      : 'the run that this one follows is not of the default branch, which this one runs on';
  }
  if (OF_WRITERS.has(name)) return undefined;
  return name === ''
    ? 'the event of this run is not known'
    : `anybody can cause the event ${name}, and nothing proves what is built`;
}
