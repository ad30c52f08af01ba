import * as core from '@actions/core';
import { resolve } from 'node:path';
import { runCommand, type Told } from './commands/commands.ts';
import type { RecoverRequest } from './commands/publish/request.ts';
import { lines, nameList, oneOf, pairs } from './edge-input.ts';
import type { ToolCache, Host } from './effects/host.ts';
import { actionCache } from './host/action-cache.ts';
import { exec } from './host/exec.ts';
import { githubRun } from './host/github-run.ts';
import { realHost } from './host/host.ts';
import { githubReleases } from './host/releases.ts';
import { SEVERITIES } from './matrix/severity.ts';
import { COMMANDS, type Request } from './plan/request.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { JOURNAL_NAME } from './publish/journal.ts';
import { sorted } from './report/problems.ts';
import { reasonOf } from './text/reason.ts';
import { counted } from './text/words.ts';

interface Inputs {
  readonly request: Omit<Request, 'facts'>;
  /** Of the command `publish`, which needs no matrix. */
  readonly recovery?: RecoverRequest;
  readonly token: string;
  readonly summary: boolean;
}

/** Reads every input once. Throws `ProblemsFound` with all that are wrong. */
function readInputs(): Inputs {
  const problems: Problem[] = [];
  const text = (name: string): string => core.getInput(name);
  const flag = (name: string): boolean => {
    const word = oneOf(text(name).toLowerCase() || 'false', ['true', 'false'] as const, `input ${name}`);
    if ('problem' in word) problems.push(word.problem);
    return 'value' in word && word.value === 'true';
  };
  const choice = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const word = oneOf(text(name) || otherwise, allowed, `input ${name}`);
    if ('problem' in word) problems.push(word.problem);
    return 'value' in word ? word.value : otherwise;
  };
  const mapping = (name: string): Readonly<Record<string, string>> => {
    const read = pairs(lines(text(name)), `input ${name}`);
    problems.push(...read.problems);
    return read.values;
  };
  const optional = (name: string): string | undefined => text(name) || undefined;
  const failOn = nameList(text('fail-on')).map((name) => {
    const word = oneOf(name.toUpperCase(), SEVERITIES, 'input fail-on');
    if ('problem' in word) problems.push(word.problem);
    return 'value' in word ? word.value : 'CRITICAL';
  });
  const concurrency = /^\d+$/.test(text('concurrency') || '4') ? Number(text('concurrency') || '4') : 0;
  if (concurrency < 1 || concurrency > 64)
    problems.push({
      severity: 'error',
      code: 'invalid-input',
      message: `input concurrency: "${text('concurrency')}" must be a whole number from 1 to 64`,
    });

  const push = flag('push');
  const load = flag('load');
  if (push && load)
    problems.push({
      severity: 'error',
      code: 'invalid-input',
      message: 'inputs push and load exclude each other: a pushed image is not loaded',
    });
  const scan = text('scan') === '' ? undefined : choice('scan', ['off', 'report', 'gate'] as const, 'gate');
  const tests =
    text('tests') === '' ? undefined : choice('tests', ['off', 'report', 'gate'] as const, 'gate');
  const trivy = {
    version: optional('trivy-version'),
    sha256: optional('trivy-sha256'),
    path: optional('trivy-path'),
    db: optional('trivy-db'),
  };
  const out = optional('out');
  const builder = optional('builder');
  const command = choice('command', [...COMMANDS, 'publish'] as const, 'build');
  const direction =
    command === 'publish'
      ? oneOf(text('publish-mode'), ['resume', 'rollback'] as const, 'input publish-mode')
      : undefined;
  if (direction && 'problem' in direction) problems.push(direction.problem);
  const request: Omit<Request, 'facts'> = {
    command: command === 'publish' ? 'build' : command,
    matrix: text('matrix') || 'matrix.yaml',
    targets: nameList(text('targets')),
    platforms: nameList(text('platforms')),
    overrides: mapping('set'),
    ...(out === undefined ? {} : { out }),
    build: {
      push,
      load,
      tags: lines(text('tags')),
      labels: mapping('labels'),
      annotations: mapping('annotations'),
      ...(builder === undefined ? {} : { builder }),
      noCache: flag('no-cache'),
      pull: flag('pull'),
      provenance: text('provenance') || 'true',
      sbom: text('sbom') || 'true',
      cache: choice('cache', ['auto', 'read', 'off'] as const, 'auto'),
      ...(scan === undefined ? {} : { scan }),
      ...(failOn.length === 0 ? {} : { failOn }),
      ...(tests === undefined ? {} : { tests }),
      trivy: {
        ...Object.fromEntries(Object.entries(trivy).filter(([, value]) => value !== undefined)),
        dbRepositories: nameList(text('trivy-db-repository')),
      },
      attachRecord: flag('attach-record'),
      sign: flag('sign'),
      signOptions: lines(text('sign-options')),
      concurrency,
    },
  };
  const summary = text('summary') === '' || flag('summary');
  if (problems.length > 0) throw new ProblemsFound(problems);
  const journal = optional('journal') ?? resolve(out ?? actionFolder() ?? 'out', JOURNAL_NAME);
  return {
    request,
    token: text('github-token'),
    summary,
    ...(direction && 'value' in direction ? { recovery: { direction: direction.value, journal } } : {}),
  };
}

/** For what a build writes, outside the checkout: nothing of it can end up in an image, or make the tree dirty. */
function actionFolder(): string | undefined {
  const temporary = process.env['RUNNER_TEMP'];
  return temporary ? resolve(temporary, 'docker-matrix') : undefined;
}

async function main(): Promise<void> {
  const cancel = new AbortController();
  // The runner sends SIGINT, and SIGTERM 7.5 s later; until then tags can be put back.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => cancel.abort());
  const inputs = readInputs();
  if (inputs.token) core.setSecret(inputs.token);
  if (inputs.recovery)
    return show(await runCommand('publish', inputs.recovery, actionHost(cancel.signal, '')), inputs);
  const { facts, fork } = await githubRun({
    env: process.env,
    exec,
    token: inputs.token,
    push: inputs.request.build.push && inputs.request.build.cache === 'auto',
    warn: core.warning,
  });
  const push = inputs.request.build.push && !fork;
  if (fork && inputs.request.build.push)
    core.notice('This pull request comes from a fork: images are built and scanned, but not pushed.');

  // What a fork proposes must not act with our token.
  const host = actionHost(cancel.signal, fork ? '' : inputs.token);
  const request: Request = { ...inputs.request, facts, build: { ...inputs.request.build, push } };
  const out = request.command === 'build' ? actionFolder() : undefined;
  const wanted = request.out === undefined && out !== undefined ? { ...request, out } : request;
  await show(await runCommand(wanted.command, wanted, host), inputs);
}

/** @param token for GitHub's API; empty for none. */
function actionHost(signal: AbortSignal, token: string): Host {
  const cache = lazyCache();
  // Whatever a pull request writes stays with it, except for one that runs with the base's rights.
  const writesDatabase = !(process.env['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request');
  return realHost({
    // A carriage return ends a line for the runner, and what follows could be a command.
    say: (line) => core.info(line.replace(/[\r\n]+/g, ' ')),
    group: (title) => {
      core.startGroup(title);
      return core.endGroup;
    },
    signal,
    toolCache: cache,
    databaseCache: writesDatabase ? cache : { ...cache, save: async () => {} },
    releases: (folder) =>
      githubReleases({ exec, folder, repository: process.env['GITHUB_REPOSITORY'] ?? '', token }),
  });
}

/** @actions/cache is loaded when something is asked of it: with Trivy on PATH, never. */
function lazyCache(): ToolCache {
  let opened: Promise<ToolCache> | undefined;
  const cache = (): Promise<ToolCache> => (opened ??= actionCache(core.warning));
  return {
    restore: async (key, paths) => (await cache()).restore(key, paths),
    save: async (key, paths) => (await cache()).save(key, paths),
  };
}

async function show(told: Told, { summary }: Inputs): Promise<void> {
  for (const [name, value] of Object.entries(told.outputs())) core.setOutput(name, value);
  annotate(told.warnings);
  core.info(told.log());
  const markdown = summary ? told.summary() : undefined;
  if (markdown !== undefined) await core.summary.addRaw(markdown).write();
  annotate(told.problems);
}

/** GitHub shows ten annotations a step; all problems are in the log and the summary. */
function annotate(problems: readonly Problem[]): void {
  for (const problem of sorted(problems)) {
    const text = problem.hint ? `${problem.message}\n→ ${problem.hint}` : problem.message;
    const properties = problem.place
      ? {
          file: problem.place.file,
          startLine: problem.place.line,
          startColumn: problem.place.column,
          title: problem.code,
        }
      : { title: problem.code };
    if (problem.severity === 'warning') core.warning(text, properties);
    else core.error(text, properties);
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) core.setFailed(`${counted(errors, 'problem')} found`);
}

try {
  await main();
} catch (cause) {
  if (cause instanceof ProblemsFound) annotate(cause.problems);
  else
    core.setFailed(`internal error: ${reasonOf(cause)} (a defect of docker-matrix-action; please report it)`);
}
