import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Exec } from '../effects/exec.ts';

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
