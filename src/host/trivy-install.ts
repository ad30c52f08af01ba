/** Installs Trivy, which scans images for vulnerabilities, and checks that it is the reviewed release. */

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, constants, mkdir, rename, rm } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { environmentOf } from '../effects/environment.ts';
import type { Exec } from '../effects/exec.ts';
import type { Host, ToolCache, TrivyChoice } from '../effects/host.ts';
import {
  refusedTrivy,
  trivyRelease,
  type TrivyRelease,
  type TrivyWanted,
} from '../gates/scan/trivy-release.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { reasonOf } from '../text/reason.ts';

/** What installing Trivy needs of the machine. */
export type TrivyInstallDeps = Pick<Host, 'exec' | 'fetch' | 'sleep' | 'toolCache'>;

/** Which Trivy is wanted, and where to look for it and keep it. */
export interface TrivyInstallOptions extends TrivyWanted, Pick<TrivyChoice, 'path'> {
  /** Our folder for tools: the program is put into `<cacheDir>/trivy/<version>/`. */
  readonly cacheDir: string;
  /** PATH is taken from here. Trivy itself gets only what `environmentOf` leaves of it. */
  readonly env: Host['env'];
  /** Relative paths of the user start here. */
  readonly cwd: string;
  readonly signal?: AbortSignal;
}

/** Pauses between three tries of a download, in milliseconds. */
const PAUSES = [2_000, 10_000] as const;

/**
 * The path of a Trivy that may run. In this order: the one that the user names; one of the wanted version on PATH;
 * ours, taken anew from the archive in the tool folder, the tool cache or the release, which must have the reviewed
 * hash. Other actions
 * are not used for it: tags of setup-trivy and trivy-action were moved to malicious commits (GHSA-69fq-xp46-6x23).
 *
 * @throws ProblemsFound when there is none.
 */
export async function installTrivy(deps: TrivyInstallDeps, options: TrivyInstallOptions): Promise<string> {
  if (options.path !== undefined) return trivyOfUser(options.path, deps.exec, options);
  const release = trivyRelease(options);
  if (release.kind === 'refused') throw new ProblemsFound([release.problem]);

  const onPath = await findOnPath(options.env['PATH'] ?? '');
  if (onPath && (await versionOf(onPath, deps.exec, options)) === release.version) return onPath;

  const folder = join(options.cacheDir, 'trivy', release.version);
  await mkdir(folder, { recursive: true });
  const archive = join(folder, release.file);
  // The archive is kept, whose hash is in our source: a program that lies in the folder is never run, but replaced.
  const isThere =
    (await hasHash(archive, release)) || (await restoreArchive(deps.toolCache, release, archive));
  if (!isThere) await download(release, archive, deps, options.signal);
  const binary = await extract(archive, folder, release, deps.exec);
  if (!isThere) await saveArchive(deps.toolCache, release, archive);
  return binary;
}

async function trivyOfUser(path: string, exec: Exec, options: TrivyInstallOptions): Promise<string> {
  const version = await versionOf(path, exec, options);
  if (!version) {
    throw new ProblemsFound([
      error('trivy-not-runnable', `"${path}" does not answer --version as Trivy does`, {
        hint: 'give the path of a trivy program, or none to have it installed',
      }),
    ]);
  }
  const refused = refusedTrivy(version);
  if (refused) throw new ProblemsFound([refused]);
  // Absolute, because scans run in another folder.
  return path.includes('/') ? resolve(options.cwd, path) : path;
}

/** The version that a program says it has; nothing when it cannot run or is not Trivy. */
async function versionOf(
  file: string,
  exec: Exec,
  options: Pick<TrivyInstallOptions, 'env'>,
): Promise<string | undefined> {
  const result = await exec({ file, args: ['--version'], env: environmentOf('trivy', options.env) });
  return result.code === 0 ? parseTrivyVersion(result.stdout) : undefined;
}

/** The version in the output of `trivy --version`. Its first line is `Version: 0.74.0`; others may follow. */
export function parseTrivyVersion(stdout: string): string | undefined {
  return /^Version: v?(\S+)$/m.exec(stdout)?.[1];
}

async function findOnPath(path: string): Promise<string | undefined> {
  // An empty entry of PATH means the working folder. It is skipped: a repository must not bring its own scanner.
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, 'trivy');
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * Takes the archive from the cache. The cache holds the archive and not the program, because the archive's hash is in
 * our source: a manipulated cache entry does not match it. A cache that fails counts as one without the entry.
 */
async function restoreArchive(
  cache: ToolCache | undefined,
  release: TrivyRelease,
  archive: string,
): Promise<boolean> {
  await rm(archive, { force: true, recursive: true });
  const hit = await cache?.restore(cacheKey(release), [archive]).catch(() => false);
  if (hit && (await hasHash(archive, release))) return true;
  await rm(archive, { force: true, recursive: true });
  return false;
}

async function hasHash(archive: string, { sha256 }: TrivyRelease): Promise<boolean> {
  return (await sha256Of(archive).catch(() => '')) === sha256;
}

async function saveArchive(
  cache: ToolCache | undefined,
  release: TrivyRelease,
  archive: string,
): Promise<void> {
  await cache?.save(cacheKey(release), [archive]).catch(() => {});
}

const cacheKey = (release: TrivyRelease): string => `docker-matrix-${release.file}-${release.sha256}`;

/** Downloads to a temporary file, which becomes the archive only if its hash is right. */
async function download(
  release: TrivyRelease,
  archive: string,
  deps: TrivyInstallDeps,
  signal: AbortSignal | undefined,
): Promise<void> {
  let reason = '';
  for (const pause of [0, ...PAUSES]) {
    if (pause) await deps.sleep(pause);
    const part = `${archive}.${randomUUID()}.part`;
    try {
      const response = await deps.fetch(release.url, signal ? { signal } : {});
      if (response.ok && response.body) {
        await pipeline(Readable.fromWeb(response.body), createWriteStream(part));
        await requireHash(part, release);
        return await rename(part, archive);
      }
      await response.body?.cancel();
      reason = `HTTP ${response.status}`;
      // Another try would get the same answer.
      if (response.status !== 408 && response.status !== 429 && response.status < 500) break;
    } catch (cause) {
      if (cause instanceof ProblemsFound) throw cause;
      reason = networkReason(cause);
    } finally {
      await rm(part, { force: true });
    }
    if (signal?.aborted) break;
  }
  throw new ProblemsFound([
    error(
      'trivy-download',
      `Trivy ${release.version} could not be downloaded from ${release.url}: ${reason}`,
      {
        hint:
          `without that network: put Trivy ${release.version} on PATH, ` +
          'or give its path with --trivy-path (input trivy-path)',
      },
    ),
  ]);
}

async function requireHash(file: string, release: TrivyRelease): Promise<void> {
  const actual = await sha256Of(file);
  if (actual === release.sha256) return;
  throw new ProblemsFound([
    error(
      'trivy-checksum',
      `${release.url} has sha256 ${actual}, not the expected ${release.sha256}; it was not run`,
      {
        hint:
          'a proxy may have answered with a page of its own; ' +
          'if not, the release was changed: report it, and do not run it',
      },
    ),
  ]);
}

/** Takes the program out of the archive, in place of one that is there; gives its path. */
async function extract(archive: string, folder: string, release: TrivyRelease, exec: Exec): Promise<string> {
  const temporary = join(folder, `extract-${randomUUID()}`);
  await mkdir(temporary);
  try {
    const result = await exec({ file: 'tar', args: ['-xzf', archive, '-C', temporary, 'trivy'] });
    if (result.code !== 0) {
      throw new ProblemsFound([
        error(
          'trivy-extract',
          `${release.file} could not be unpacked: ${result.stderr.trim() || `tar ended with ${result.code}`}`,
          {
            hint: `tar and gzip are needed; or put Trivy ${release.version} on PATH`,
          },
        ),
      ]);
    }
    const extracted = join(temporary, 'trivy');
    await chmod(extracted, 0o755);
    const binary = join(folder, 'trivy');
    await rm(binary, { recursive: true, force: true });
    await rename(extracted, binary);
    return binary;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Why a download failed. The message of `fetch` is only "fetch failed"; the reason is in its cause. */
function networkReason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : '';
  return inner || reasonOf(cause);
}
