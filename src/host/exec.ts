import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One program to run: always an argument vector, never a shell line. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the child; nothing is inherited beside it. Default: this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
  /** Called with every line of standard error as it arrives, for progress. */
  readonly onProgress?: (line: string) => void;
  /** Ends the child when it aborts: SIGINT first, SIGKILL after ten seconds. */
  readonly signal?: AbortSignal;
}

/** `code` is the exit status; 128 + n when signal n ended the child; 127 when the program does not exist. */
export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Never rejects: a missing program is exit status 127, as in a shell. */
export type Exec = (command: Command) => Promise<ExecResult>;

const KILL_AFTER_MS = 10_000;
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * The real thing. `@actions/exec` is not used because it gives no handle on the child,
 * so that cancelling a workflow could not stop a running bake.
 */
export const exec: Exec = (command) =>
  new Promise((resolve) => {
    const child = spawn(command.file, [...command.args], {
      cwd: command.cwd,
      env: command.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let failure = '';

    const stop = (): void => {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
    };
    if (command.signal?.aborted) stop();
    command.signal?.addEventListener('abort', stop, { once: true });

    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    if (command.onProgress) createInterface({ input: child.stderr }).on('line', command.onProgress);
    child.on(
      'error',
      (cause: NodeJS.ErrnoException) =>
        (failure = `${command.file}: ${cause.code === 'ENOENT' ? 'not found' : cause.message}`),
    );
    child.on('close', (code, signal) => {
      command.signal?.removeEventListener('abort', stop);
      resolve({
        code: failure ? 127 : (code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0)),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: failure || Buffer.concat(stderr).toString('utf8'),
      });
    });
    // A child that exits without reading its input closes the pipe: that is its result to report, not ours.
    child.stdin.on('error', () => {});
    child.stdin.end(command.input ?? '');
  });
