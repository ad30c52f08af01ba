/** Runs the bundled action as a step of a GitHub Actions job does: inputs, files for outputs, cancelling. */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCommands, parseFileCommands, type Commands } from './runner-output.ts';

export interface ActionStep {
  /** The bundle, as action.yml names it. */
  readonly entry: string;
  /** The program that runs it. Default: this Node. */
  readonly node?: string;
  /** Values by the names of action.yml. Its defaults are not filled in. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What `main` left for `post`. */
  readonly state?: Readonly<Record<string, string>>;
  /**
   * Added to PATH, HOME and what the runner sets, and wins over them.
   * Nothing else of this process's environment is passed on.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** The checkout: working folder and GITHUB_WORKSPACE. */
  readonly workspace: string;
  /** The payload of the event that GITHUB_EVENT_NAME names. */
  readonly event?: object;
  /** Cancels the run as the runner does; see `PATIENCE`. */
  readonly signal?: AbortSignal;
  /** How long the runner waits after each of its signals. */
  readonly patience?: Patience;
  /** When the time is over, everything is killed and the call rejects with what was written so far. Default 60 s. */
  readonly timeoutMs?: number;
  /** Sees every line as it is written, for instance to cancel at the right moment. */
  readonly onLine?: (line: string) => void;
}

export interface ActionResult extends Commands {
  /** 128 + n when signal n ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** What later steps would have in their environment, and on PATH. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Markdown. */
  readonly summary: string;
}

interface Patience {
  readonly interruptMs: number;
  readonly terminateMs: number;
}

/**
 * A cancelled step gets SIGINT, then SIGTERM, and then its whole process tree is killed.
 * https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs
 */
const PATIENCE: Patience = { interruptMs: 7500, terminateMs: 2500 };
const FILE_COMMANDS = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const;

/**
 * Runs a JavaScript action as one step of a job on GitHub's runner would.
 * RUNNER_TEMP is gone afterwards, unless `env` names a folder.
 */
export async function runAction(step: ActionStep): Promise<ActionResult> {
  const runner = await mkdtemp(join(tmpdir(), 'runner-'));
  const file = (name: string): string => join(runner, name);
  try {
    await Promise.all([
      ...['temp', 'tools'].map((name) => mkdir(file(name))),
      ...FILE_COMMANDS.map((name) => writeFile(file(name), '')),
      writeFile(file('event.json'), JSON.stringify(step.event ?? {})),
    ]);
    const { code, stdout, stderr, lines } = await runToEnd(step, stepEnvironment(step, file));
    const [output = '', state = '', env = '', path = '', summary = ''] = await Promise.all(
      FILE_COMMANDS.map((name) => readFile(file(name), 'utf8')),
    );
    return {
      code,
      stdout,
      stderr,
      ...parseCommands(lines),
      outputs: parseFileCommands(output),
      state: parseFileCommands(state),
      env: parseFileCommands(env),
      path: path.split('\n').filter((line) => line !== ''),
      summary,
    };
  } finally {
    await rm(runner, { recursive: true, force: true });
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables */
function stepEnvironment(
  { inputs = {}, state = {}, env = {}, workspace }: ActionStep,
  file: (name: string) => string,
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'images',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_REPOSITORY_OWNER: 'octo',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_WORKFLOW: 'images',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'rig',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: file('temp'),
    RUNNER_TOOL_CACHE: file('tools'),
    ...Object.fromEntries(
      FILE_COMMANDS.map((name) => [
        name === 'STEP_SUMMARY' ? 'GITHUB_STEP_SUMMARY' : `GITHUB_${name}`,
        file(name),
      ]),
    ),
    // As the runner does: spaces become "_", hyphens stay.
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
        value,
      ]),
    ),
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
    ...env,
  };
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of stdout and stderr in the order they came: the runner reads commands from both. */
  readonly lines: readonly string[];
}

async function runToEnd(step: ActionStep, env: Record<string, string>): Promise<Ended> {
  const {
    entry,
    node = process.execPath,
    workspace,
    signal,
    patience = PATIENCE,
    timeoutMs = 60_000,
    onLine,
  } = step;
  // A process group of its own, so that the whole tree can be killed. SIGINT and SIGTERM go to the program alone.
  const child = spawn(node, [entry], {
    cwd: workspace,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  const lines: string[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (written[name] += text));
    createInterface({ input: child[name] }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }

  const ended = new AbortController();
  const onAbort = (): void => void cancel(child, patience, ended.signal);
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, killedBy) =>
        resolve({ code: code ?? 128 + (killedBy ? constants.signals[killedBy] : 0), ...written, lines }),
      );
      sleep(timeoutMs, undefined, { signal: ended.signal }).then(
        () =>
          reject(new Error(`the action did not end within ${timeoutMs} ms; it wrote:\n${lines.join('\n')}`)),
        () => {},
      );
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    ended.abort();
    // The runner, too, ends processes that a step leaves running.
    killTree(child);
  }
}

async function cancel(
  child: ChildProcess,
  { interruptMs, terminateMs }: Patience,
  ended: AbortSignal,
): Promise<void> {
  try {
    child.kill('SIGINT');
    await sleep(interruptMs, undefined, { signal: ended });
    child.kill('SIGTERM');
    await sleep(terminateMs, undefined, { signal: ended });
    killTree(child);
  } catch {
    // The action ended by itself.
  }
}

function killTree({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // No process of it is left.
  }
}
