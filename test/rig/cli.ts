import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

export interface CliResult {
  /** 128 when a signal ended it, which happens after a minute, too. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Beside PATH and HOME, which it may replace; nothing else of this process's environment is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Run as this user; root only. */
  readonly uid?: number;
}

export interface Cli {
  (args: readonly string[], options: CliOptions): Promise<CliResult>;
  /** The folder of what runs, once tests do. */
  readonly dist: () => string;
}

const REPOSITORY = join(import.meta.dirname, '../..');

/**
 * The command line as it is shipped: dist/cli.js, in a process of its own. Where dist is not what the sources give
 * (somebody is changing them), the same bundle is made anew beside it. Call it at the top of a test file.
 */
export function useCli(): Cli {
  let entry = '';
  let made: string | undefined;
  beforeAll(async () => {
    const { generate } = (await import(
      pathToFileURL(join(REPOSITORY, 'scripts/generate/dist.mjs')).href
    )) as { generate: () => Promise<Readonly<Record<string, string>>> };
    const bundle = await generate();
    if (
      Object.entries(bundle).every(
        ([path, text]) =>
          existsSync(join(REPOSITORY, path)) && readFileSync(join(REPOSITORY, path), 'utf8') === text,
      )
    ) {
      entry = join(REPOSITORY, 'dist/cli.js');
      return;
    }
    made = realpathSync(mkdtempSync(join(tmpdir(), 'docker-matrix-cli-')));
    // For a test that runs it as somebody else.
    chmodSync(made, 0o755);
    for (const [path, text] of Object.entries(bundle)) {
      mkdirSync(dirname(join(made, path)), { recursive: true });
      writeFileSync(join(made, path), text);
    }
    entry = join(made, 'dist/cli.js');
  }, 60_000);
  afterAll(() => {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  });

  const run = (args: readonly string[], options: CliOptions): Promise<CliResult> =>
    runCli(entry, args, options);
  return Object.assign(run, { dist: () => dirname(entry) });
}

/** Runs one file as the command line. */
export function runCli(
  entry: string,
  args: readonly string[],
  { cwd, env = {}, uid }: CliOptions,
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd,
      // Nothing is known of a run outside a repository, wherever the temporary folder is.
      env: { PATH: process.env['PATH'], HOME: cwd, GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
    });
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
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
