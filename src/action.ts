import * as core from '@actions/core';
import { resolve } from 'node:path';
import { buildText } from './commands/build/text.ts';
import { planText } from './commands/plan/text.ts';
import type { RecoverRequest } from './commands/publish/recover.ts';
import { run, type Outcome } from './commands/run.ts';
import { readInputs, type Inputs } from './action-inputs.ts';
import type { ToolCache, Host } from './effects/host.ts';
import { actionCache } from './host/action-cache.ts';
import { exec } from './host/exec.ts';
import { githubRun } from './host/github-run.ts';
import { realHost } from './host/host.ts';
import { githubReleases } from './host/releases.ts';
import type { Request } from './plan/request.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { buildOutputs, planOutputs, type Outputs } from './report/outputs.ts';
import { sorted } from './report/problems.ts';
import { summaryMarkdown } from './report/summary.ts';

/** For what a build writes, outside the checkout: nothing of it can end up in an image, or make the tree dirty. */
function actionFolder(): string | undefined {
  const temporary = process.env['RUNNER_TEMP'];
  return temporary ? resolve(temporary, 'docker-matrix') : undefined;
}

async function main(): Promise<void> {
  const cancel = new AbortController();
  // The runner sends SIGINT, and SIGTERM 7.5 s later; until then tags can be put back.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => cancel.abort());
  const inputs = readInputs(core.getInput, actionFolder());
  if (inputs.token) core.setSecret(inputs.token);
  if (inputs.recovery) return recoverFrom(inputs.recovery, cancel.signal);
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
  await show(
    await run(request.out === undefined && out !== undefined ? { ...request, out } : request, host),
    inputs,
  );
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

async function recoverFrom(request: RecoverRequest, signal: AbortSignal): Promise<void> {
  const [{ recover }, { recoveryText }] = await Promise.all([
    import('./commands/publish/recover.ts'),
    import('./commands/publish/text.ts'),
  ]);
  const recovery = await recover(request, actionHost(signal, ''));
  core.info(recoveryText(recovery));
  setOutputs({
    journal: recovery.journal,
    tags:
      recovery.outcome?.kind === 'published'
        ? [...recovery.outcome.moved, ...recovery.outcome.unchanged]
            .map(({ reference }) => reference)
            .toSorted()
            .join('\n')
        : '',
  });
  annotate(recovery.problems);
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

async function show(outcome: Outcome, { summary }: Inputs): Promise<void> {
  setOutputs({
    ...planOutputs(outcome.plan),
    ...(outcome.kind === 'built' ? buildOutputs(outcome.report) : {}),
  });
  annotate(outcome.plan.warnings);
  switch (outcome.kind) {
    case 'checked':
      core.info(`${outcome.plan.images.length} images, no problems`);
      break;
    case 'rendered':
      core.info(
        [
          ...outcome.written.map((path) => `wrote ${path}`),
          ...outcome.removed.map((path) => `removed ${path}`),
        ].join('\n'),
      );
      break;
    case 'planned':
      core.info(planText(outcome.plan));
      break;
    case 'built':
      core.info(buildText(outcome.report));
      if (summary) await core.summary.addRaw(summaryMarkdown(outcome.report)).write();
      annotate(outcome.report.problems);
      break;
  }
}

function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
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
  if (errors > 0) core.setFailed(`${errors} problem${errors === 1 ? '' : 's'} found`);
}

try {
  await main();
} catch (cause) {
  if (cause instanceof ProblemsFound) annotate(cause.problems);
  else
    core.setFailed(
      `internal error: ${cause instanceof Error ? cause.message : String(cause)} (a defect of docker-matrix-action; please report it)`,
    );
}
