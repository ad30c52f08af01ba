/** Everything a run does outside of its own process: files, programs, network, clock. */

import { randomUUID } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../effects/host.ts';
import { gitOrder } from './commit-order.ts';
import { execIn } from './exec.ts';
import { diskFiles } from './files.ts';
import { gitReleases } from './releases.ts';

/** What the Action or the command line says of its run. The rest comes from the machine. */
type Edge = Pick<Host, 'say' | 'group' | 'signal'> &
  Partial<
    Pick<
      Host,
      'cwd' | 'env' | 'exec' | 'isTrusted' | 'toolCache' | 'databaseCache' | 'releases' | 'compareCommits'
    >
  >;

/** The effects of this machine, with what the Action or the command line sets itself. */
export function realHost(edge: Edge): Host {
  const { cwd = process.cwd(), env = process.env } = edge;
  const { exec = execIn(cwd, env) } = edge;
  const files = diskFiles(cwd);
  const cacheFolder = resolve(cwd, cacheFolderOf(env));
  let credentials: Host['credentials'] | undefined;
  const host: Host = {
    cwd,
    env,
    isTrusted: true,
    allowsOutside: false,
    platform: process.platform,
    arch: process.arch,
    now: Date.now,
    random: Math.random,
    uuid: randomUUID,
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    exec,
    fetch,
    files,
    // Modules that few runs need are loaded only when they are needed.
    openRevision: async (folder, revision) => {
      const { openGitTree } = await import('./git-tree.ts');
      return openGitTree(exec, cwd, resolve(cwd, folder), revision);
    },
    credentials: async (registry) => {
      const { dockerCredentials } = await import('./docker-credentials.ts');
      credentials ??= dockerCredentials({ exec, files, env, after: host.after });
      return credentials(registry);
    },
    installTrivy: async (choice) => {
      const { installTrivy } = await import('./trivy-install.ts');
      const { platform, arch, signal } = host;
      return installTrivy(host, { ...choice, platform, arch, cacheDir: cacheFolder, env, cwd, signal });
    },
    cacheFolder,
    starterFiles: async (name) => (await import('./starter-files.ts')).starterFiles(name),
    lockFolder: async (folder) => {
      const { lockFolder } = await import('./folder-lock.ts');
      return lockFolder(folder, cwd);
    },
    compareCommits: (folder, revision, other) => gitOrder(exec, resolve(cwd, folder), revision, other),
    releases: (folder) => gitReleases(exec, resolve(cwd, folder)),
    ...edge,
  };
  return host;
}

/** Where tools and databases are kept between runs. */
function cacheFolderOf(env: Host['env']): string {
  return env['RUNNER_TOOL_CACHE']
    ? join(env['RUNNER_TOOL_CACHE'], 'docker-matrix')
    : join(env['XDG_CACHE_HOME'] ?? join(homedir() || tmpdir(), '.cache'), 'docker-matrix');
}
