/** Finds out which versions were released before, from the Git tags of the repository. */

import type { Exec } from '../effects/exec.ts';
import type { Releases } from '../effects/host.ts';
import { reasonOf } from '../text/reason.ts';
import { githubApi } from './github-api.ts';

/**
 * The tags of a checkout. A shallow clone may lack any of the repository's tags, so there they count as not known.
 */
export async function gitReleases(exec: Exec, folder: string): Promise<Releases> {
  const [shallow, tags] = await Promise.all([
    exec({ file: 'git', args: ['rev-parse', '--is-shallow-repository'], cwd: folder }),
    exec({ file: 'git', args: ['tag', '--list'], cwd: folder }),
  ]);
  if (shallow.code !== 0 || tags.code !== 0)
    return {
      because: 'there is no Git repository whose tags would say what was released',
      hint: 'run this in a clone of the repository, or leave out "highest"',
    };
  if (shallow.stdout.trim() === 'true')
    return {
      because: 'this clone is shallow and may lack tags',
      hint: 'fetch the tags: git fetch --unshallow --tags (actions/checkout: fetch-depth: 0)',
    };
  return tags.stdout
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/**
 * The same in a workflow, where checkouts are shallow by default: then GitHub is asked. GitHub is asked about a clone
 * without a single tag too, because it may have been made without tags.
 */
export async function githubReleases({
  exec,
  folder,
  repository,
  token,
}: {
  exec: Exec;
  folder: string;
  repository: string;
  token: string;
}): Promise<Releases> {
  const local = await gitReleases(exec, folder);
  if (!('because' in local) && local.length > 0) return local;
  const [owner, repo] = repository.split('/');
  if (!token || !owner || !repo)
    return 'because' in local
      ? { ...local, hint: `${local.hint}, or give the action a github-token` }
      : local;
  try {
    const octokit = await githubApi(token);
    const tags = await octokit.paginate(octokit.rest.repos.listTags, { owner, repo, per_page: 100 });
    return tags.map(({ name }) => name);
  } catch (cause) {
    return {
      because: `GitHub did not say which tags there are (${reasonOf(cause)})`,
      hint: 'check that the token may read contents (permissions: contents: read), or check out with fetch-depth: 0',
    };
  }
}
