/** Runs programs such as docker and git. */

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { environmentOf, type Env } from '../effects/environment.ts';
import type { Exec } from '../effects/exec.ts';

const KILL_AFTER_MS = 10_000;
/** Far more than any program prints that is asked for something. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** Of standard error, where progress is, the end is kept. */
const KEPT_MESSAGE_BYTES = 8 * 1024 * 1024;
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs a program on this machine. `@actions/exec` gives no access to the child process, so that cancelling a workflow
 * could not stop a running bake.
 */
export const exec: Exec = (command) =>
  new Promise((settle) => {
    const child = spawn(command.file, [...command.args], {
      cwd: command.cwd,
      env: command.env ?? defaultEnvironment(command.file, process.env),
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

    let outputSize = 0;
    let isTooMuch = false;
    child.stdout.on('data', (chunk: Buffer) => {
      outputSize += chunk.length;
      if (outputSize <= MAX_OUTPUT_BYTES) stdout.push(chunk);
      else {
        isTooMuch = true;
        child.kill('SIGKILL');
      }
    });
    let messageSize = 0;
    child.stderr.on('data', (chunk: Buffer) => {
      messageSize += chunk.length;
      stderr.push(chunk);
      while (messageSize - (stderr[0]?.length ?? 0) > KEPT_MESSAGE_BYTES)
        messageSize -= stderr.shift()?.length ?? 0;
    });
    if (command.onProgress) createInterface({ input: child.stderr }).on('line', command.onProgress);
    child.on(
      'error',
      (cause: NodeJS.ErrnoException) =>
        (failure = `${command.file}: ${cause.code === 'ENOENT' ? 'not found' : cause.message}`),
    );
    child.on('close', (code, signal) => {
      command.signal?.removeEventListener('abort', stop);
      settle({
        code: failure ? 127 : (code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0)),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr:
          failure ||
          (isTooMuch
            ? `${command.file}: printed more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB`
            : Buffer.concat(stderr).toString('utf8')),
      });
    });
    // A child may exit without reading its input, which breaks the pipe. Its exit status says what went wrong.
    child.stdin.on('error', () => {});
    child.stdin.end(command.input ?? '');
  });

/** The same in another folder, and with variables of another environment for commands that name none. */
export function execIn(cwd: string, env: Env): Exec {
  return (command) =>
    exec({
      ...command,
      cwd: resolve(cwd, command.cwd ?? '.'),
      env: command.env ?? defaultEnvironment(command.file, env),
    });
}

function defaultEnvironment(file: string, env: Env): Env {
  return environmentOf(file === 'git' ? 'git' : undefined, env);
}
