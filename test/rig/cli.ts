/** Runs docker-matrix: its sources in this process, or the shipped dist in a process of its own. */

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFailed } from 'vitest';
import { commandLine } from '../../src/command-line.ts';
import type { Exec } from '../../src/effects/exec.ts';
import { execIn } from '../../src/host/exec.ts';
import { realHost } from '../../src/host/host.ts';

export interface CliResult {
  /** Of a process: 128 when a signal ended it, which happens after some minutes, too. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Added to PATH and HOME, which it may replace; nothing else of this process's environment is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

const REPOSITORY = join(import.meta.dirname, '../..');

/** The bundle that is shipped, as it is committed. */
export const DIST = join(REPOSITORY, 'dist');

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs the sources' command line in this process: faster than `startCli`, but without exit, streams and signals. */
export async function cli(args: readonly string[], { cwd, env = {} }: CliOptions): Promise<CliResult> {
  const written = { stdout: '', stderr: '' };
  const say = (line: string): void => void (written.stderr += `${line}\n`);
  const host = realHost({
    say,
    group: (title) => (say(title), () => {}),
    signal: new AbortController().signal,
    cwd,
    env: environment(cwd, env),
    exec: execNeeded(cwd, environment(cwd, env)),
  });
  const write = (text: string): void => void (written.stdout += text);
  return { code: await commandLine(args, host, write), ...written };
}

/** Starting Git is most of the time of a call, so it is started only where there is a repository. */
function execNeeded(cwd: string, env: Environment): Exec {
  const exec = execIn(cwd, env);
  return (command) =>
    command.file !== 'git' || isInRepository(resolve(cwd, command.cwd ?? '.'))
      ? exec(command)
      : Promise.resolve({ code: 128, stdout: '', stderr: 'fatal: not a git repository' });
}

function isInRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (folder !== dirname(folder) && isInRepository(dirname(folder)));
}

function environment(cwd: string, env: Environment): Environment {
  return {
    PATH: process.env['PATH'],
    HOME: cwd,
    // Git must not find a repository above the temporary folder.
    GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()),
    ...env,
  };
}

/** Runs the shipped command line as a process: for exit codes, streams, users and signals. */
export function startCli(
  args: readonly string[],
  {
    cwd,
    env = {},
    uid,
    dist = DIST,
  }: CliOptions & {
    /** Run as this user; root only. */
    readonly uid?: number;
    /** The folder of another bundle. Default: the committed one. */
    readonly dist?: string;
  },
): Promise<CliResult> {
  explainStaleDist();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(dist, 'cli.js'), ...args], {
      cwd,
      env: environment(cwd, env),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
    });
    const late = setTimeout(() => child.kill('SIGKILL'), 150_000);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(late);
      resolve({
        code: code ?? 128,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
  });
}

/** Tests do not build dist. When a test that uses it fails, this says whether a source is newer than dist. */
export function explainStaleDist(): void {
  onTestFailed(() => {
    const built = statSync(join(DIST, 'cli.js')).mtimeMs;
    const newer = readdirSync(join(REPOSITORY, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && statSync(join(REPOSITORY, 'src', path)).mtimeMs > built + CHECKOUT_MS,
    );
    if (newer.length > 0)
      console.error(`dist may be older than its sources (src/${newer[0]}): npm run build, then test again`);
  });
}

/** A checkout writes files one after the other: how far their times may be apart. */
const CHECKOUT_MS = 10_000;
