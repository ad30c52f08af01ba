/** What Git knows about the commit and the branch, for runs outside of GitHub Actions. */

import type { Exec } from '../effects/exec.ts';
import type { RunFacts } from '../tags/run-facts.ts';

/** Facts about a run on a developer's machine, from Git. Outside of a repository most are unknown. */
export async function gitFacts(exec: Exec, folder: string, writesCache: boolean): Promise<RunFacts> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    const result = await exec({ file: 'git', args, cwd: folder });
    return result.code === 0 ? result.stdout.trim() || undefined : undefined;
  };
  const [commit, branch, remoteDefault] = await Promise.all([
    git('log', '-1', '--format=%H %cI'),
    git('symbolic-ref', '--short', 'HEAD'),
    git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD'),
  ]);
  const [revision, created] = commit?.split(' ') ?? [];
  const defaultBranch = remoteDefault?.replace(/^origin\//, '') ?? 'main';
  return {
    ...(revision ? { revision } : {}),
    ...(created ? { created } : {}),
    ...(branch ? { branch } : {}),
    now: new Date().toISOString(),
    isDefaultBranch: branch === undefined || branch === defaultBranch,
    defaultBranch,
    writesCache,
  };
}
