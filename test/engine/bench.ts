import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { engine } from '../rig/engine.ts';
import { runAction, type ActionResult, type ActionStep } from '../rig/run-action.ts';
import { makeTrivyDb, type Advisories } from '../rig/trivy-db.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What an event puts into a step: the runner's variables and the payload. */
export type Occasion = Required<Pick<ActionStep, 'event' | 'env'>>;

const REPOSITORY = { full_name: 'octo/demo', default_branch: 'main' };
/** Time of the one commit that all events are about. */
const COMMITTED = '2026-01-02T03:04:05Z';
const SHA = '5e1f'.repeat(10);

const occasion = (name: string, ref: string, event: object): Occasion => ({
  event: { repository: REPOSITORY, ...event },
  env: {
    GITHUB_EVENT_NAME: name,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_SHA: SHA,
  },
});

export const branchPushed = (branch = 'main', timestamp = COMMITTED): Occasion =>
  occasion('push', `refs/heads/${branch}`, { head_commit: { id: SHA, timestamp } });
export const tagPushed = (tag: string): Occasion =>
  occasion('push', `refs/tags/${tag}`, { head_commit: { id: SHA, timestamp: COMMITTED } });
export const dispatched = (): Occasion => occasion('workflow_dispatch', 'refs/heads/main', { inputs: {} });
/** A pull request to main; `from` is the repository that it comes from. */
export const pullRequested = (from = REPOSITORY.full_name): Occasion =>
  occasion('pull_request', 'refs/pull/7/merge', {
    pull_request: {
      head: { ref: 'fix', sha: SHA, repo: { full_name: from } },
      base: { ref: 'main', repo: REPOSITORY },
    },
  });

export interface ActionRun extends ActionResult {
  readonly seconds: number;
  /** Everything that was written to the log. */
  readonly log: string;
}

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** What the tests of one file share: a folder, names in the registry, and the product's two programs. */
export interface Bench {
  /** A path in the folder, which is removed at the end. */
  readonly path: (name: string) => string;
  /** A repository that no other test and no other run uses. */
  readonly repository: (name: string, registry?: string) => string;
  /** Writes a project into a folder of its own. */
  readonly project: (files: Readonly<Record<string, string>>) => string;
  /** The matrix and the templates that the repository ships, for another repository. */
  readonly shippedProject: (repository: string) => string;
  /** A folder with a vulnerability database, for `trivy-db`. */
  readonly database: (advisories: Advisories) => string;
  /**
   * `dist/action.js` in Node 24, as a step of a workflow whose checkout is `project`.
   * What it writes stays until the end.
   */
  readonly action: (project: string, step?: Partial<ActionStep>) => Promise<ActionRun>;
  /** `dist/cli.js` in this Node. */
  readonly cli: (
    project: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<CliRun>;
}

/** Call it within `describeEngine`. */
export function useBench(name: string): Bench {
  let folder: string | undefined;
  let runs = 0;
  const path = (inner: string): string =>
    join((folder ??= realpathSync(mkdtempSync(join(tmpdir(), `engine-${name}-`)))), inner);
  const next = (kind: string): string => {
    const made = path(`${kind}-${(runs += 1)}`);
    mkdirSync(made);
    return made;
  };
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** How the product finds the engine, as `docker/setup-buildx-action` and the runner leave it for later steps. */
  const environment = (): Record<string, string> => ({
    ...Object.fromEntries(
      ['DOCKER_HOST', 'DOCKER_CONFIG'].flatMap((variable) =>
        process.env[variable] === undefined ? [] : [[variable, process.env[variable]]],
      ),
    ),
    BUILDX_BUILDER: engine.builder,
    XDG_CACHE_HOME: path('cache'),
  });

  return {
    path,
    repository: (image, registry = engine.registry) =>
      `${registry}/e2e-${name}-${randomBytes(4).toString('hex')}/${image}`,
    project: (files) => {
      const dir = next('project');
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(dir, file)), { recursive: true });
        writeFileSync(join(dir, file), content);
      }
      return dir;
    },
    shippedProject: (repository) => {
      const dir = next('project');
      for (const shipped of ['matrix.yaml', 'templates'])
        cpSync(join(ROOT, shipped), join(dir, shipped), { recursive: true });
      const matrix = join(dir, 'matrix.yaml');
      writeFileSync(matrix, readFileSync(matrix, 'utf8').replace(/^image: .*$/m, `image: ${repository}`));
      // Which release is the highest is asked of Git.
      const git = (...args: string[]): void =>
        void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
          cwd: dir,
        });
      git('init', '--quiet');
      git('add', '.');
      git('commit', '--quiet', '--message', 'shipped');
      git('tag', 'v1.0.0');
      return dir;
    },
    database: (advisories) => {
      const dir = next('database');
      makeTrivyDb(dir, advisories);
      return dir;
    },
    action: async (project, step = {}) => {
      const started = Date.now();
      const result = await runAction({
        entry: join(ROOT, 'dist/action.js'),
        node: engine.node24 ?? process.execPath,
        workspace: project,
        timeoutMs: 18 * 60_000,
        ...branchPushed(),
        ...step,
        env: { ...environment(), RUNNER_TEMP: next('temp'), ...(step.env ?? branchPushed().env) },
      });
      return { ...result, seconds: (Date.now() - started) / 1000, log: result.stdout + result.stderr };
    },
    cli: async (project, args, env = {}) => {
      const started = Date.now();
      const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], {
        cwd: project,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment(), ...env },
      });
      const written = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream].setEncoding('utf8').on('data', (text: string) => (written[stream] += text));
      const code = await new Promise<number>((resolve, reject) =>
        child.on('error', reject).on('close', (status) => resolve(status ?? -1)),
      );
      return { code, ...written, seconds: (Date.now() - started) / 1000 };
    },
  };
}
