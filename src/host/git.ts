import type { Exec } from '../effects/exec.ts';
import type { RunFacts } from '../tags/run-facts.ts';

/** Facts of a run at somebody's machine, from Git; nothing is known outside a repository. */
export async function gitFacts(exec: Exec, folder: string, writesCache: boolean): Promise<RunFacts> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    const result = await exec({ file: 'git', args, cwd: folder });
    return result.code === 0 ? result.stdout.trim() || undefined : undefined;
  };
  const [commit, branch, main] = await Promise.all([
    git('log', '-1', '--format=%H %cI'),
    git('symbolic-ref', '--short', 'HEAD'),
    git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD'),
  ]);
  const [revision, created] = commit?.split(' ') ?? [];
  const defaultBranch = main?.replace(/^origin\//, '') ?? 'main';
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
