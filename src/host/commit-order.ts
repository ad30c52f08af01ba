/** Finds out which of two commits is the older one: from Git, or from GitHub where the clone is shallow. */

import type { Exec } from '../effects/exec.ts';
import type { CommitOrder } from '../effects/host.ts';
import { reasonOf } from '../text/reason.ts';
import { githubApi } from './github-api.ts';

/** How the first commit stands to the second, by the history in a clone. */
export async function gitOrder(
  exec: Exec,
  folder: string,
  revision: string,
  other: string,
): Promise<CommitOrder> {
  if (revision === other) return 'same';
  const holds = async (...args: string[]): Promise<boolean> =>
    (await exec({ file: 'git', args, cwd: folder })).code === 0;
  const [isRepository, hasOther, hasRevision] = await Promise.all([
    holds('rev-parse', '--git-dir'),
    holds('cat-file', '-e', `${other}^{commit}`),
    holds('cat-file', '-e', `${revision}^{commit}`),
  ]);
  if (!isRepository)
    return { because: 'this is no Git repository', hint: 'publish from a clone, or with --allow-older' };
  if (hasOther && hasRevision) {
    // Right in a shallow clone, too: what is found there is really an ancestor.
    if (await holds('merge-base', '--is-ancestor', revision, other)) return 'older';
    if (await holds('merge-base', '--is-ancestor', other, revision)) return 'newer';
    const shallow = await exec({
      file: 'git',
      args: ['rev-parse', '--is-shallow-repository'],
      cwd: folder,
    });
    if (shallow.stdout.trim() === 'false') return 'unrelated';
  }
  return {
    because: `this clone lacks ${hasOther ? 'history' : `the commit ${other}`}`,
    hint: 'fetch it: git fetch --unshallow, or git fetch (actions/checkout: fetch-depth: 0); or use --allow-older',
  };
}

/** The same in a workflow, where checkouts are shallow by default: then GitHub is asked. */
export async function githubOrder(
  {
    exec,
    folder,
    repository,
    token,
  }: { readonly exec: Exec; readonly folder: string; readonly repository: string; readonly token: string },
  revision: string,
  other: string,
): Promise<CommitOrder> {
  const local = await gitOrder(exec, folder, revision, other);
  const [owner, repo] = repository.split('/');
  if (typeof local === 'string' || !token || !owner || !repo) return local;
  try {
    const { rest } = await githubApi(token);
    const { data } = await rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${revision}...${other}`,
      per_page: 1,
    });
    // https://docs.github.com/en/rest/commits/commits#compare-two-commits: "ahead" is said of the second one.
    const orders = { ahead: 'older', behind: 'newer', identical: 'same', diverged: 'unrelated' } as const;
    return orders[data.status];
  } catch (cause) {
    // A commit that the repository does not have was pushed away, or is another repository's.
    if ((cause as { readonly status?: unknown }).status === 404) return 'unrelated';
    return {
      because: `GitHub did not say how ${revision} and ${other} follow each other (${reasonOf(cause)})`,
      hint: 'check that the token may read contents (permissions: contents: read), or check out with fetch-depth: 0',
    };
  }
}
