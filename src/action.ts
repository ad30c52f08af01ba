/** Entry point of the GitHub Action: reads its inputs, runs the command, and shows the results in the workflow. */

import * as core from '@actions/core';
import { resolve } from 'node:path';
import { readInputs, type Inputs } from './action-inputs.ts';
import { runCommand, type Told } from './commands/run-command.ts';
import type { ToolCache, Host } from './effects/host.ts';
import { actionCache } from './host/action-cache.ts';
import { githubOrder } from './host/commit-order.ts';
import { exec } from './host/exec.ts';
import { githubRun, readEvent } from './host/github-run.ts';
import { realHost } from './host/host.ts';
import { githubReleases } from './host/releases.ts';
import { distrust } from './host/trust.ts';
import type { Request } from './plan/request.ts';
import { error, ProblemsFound, type Problem } from './problem/problem.ts';
import { sorted } from './report/problems.ts';
import { inert } from './text/inert.ts';
import { reasonOf } from './text/reason.ts';
import { counted } from './text/words.ts';

/**
 * The default output folder of a build. It is outside the checkout, so that no image and no commit can include it, and
 * each step of a job has its own: GITHUB_ACTION is the id of the step, or a name that GitHub numbers.
 */
function actionFolder(): string | undefined {
  const { RUNNER_TEMP: temporary, GITHUB_ACTION: step = '' } = process.env;
  return temporary ? resolve(temporary, 'docker-matrix', step.replace(/[^\w.-]+/g, '-')) : undefined;
}

async function main(): Promise<void> {
  const cancel = new AbortController();
  // A cancelled step gets SIGINT, and SIGTERM 7.5 s later. In between, tags that were moved are put back.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => cancel.abort());
  const inputs = readInputs(core.getInput, actionFolder());
  if (inputs.token) core.setSecret(inputs.token);
  if (inputs.command === 'publish') {
    const reason = distrust(process.env, await readEvent(process.env));
    if (reason !== undefined)
      throw new ProblemsFound([
        error('untrusted-run', `this run may not publish: ${reason}`, {
          hint: 'finish or undo the publication in a run of the repository itself, as workflow_dispatch',
        }),
      ]);
    return show(
      await runCommand('publish', inputs.request, actionHost(cancel.signal, { token: '' })),
      inputs,
    );
  }
  const { facts, distrust: reason } = await githubRun({
    env: process.env,
    exec,
    token: inputs.token,
    push: inputs.request.build.push && inputs.request.build.cache === 'auto',
    warn: core.warning,
  });
  const isTrusted = reason === undefined;
  const push = inputs.request.build.push && isTrusted;
  if (reason !== undefined && inputs.request.build.push)
    core.notice(
      `${reason.replace(/^./, (first) => first.toUpperCase())}: images are built and scanned, but not pushed.`,
    );

  // Code that is not trusted must not get to use our token.
  const host = actionHost(cancel.signal, { token: isTrusted ? inputs.token : '', isTrusted });
  const request: Request = { ...inputs.request, facts, build: { ...inputs.request.build, push } };
  const out = inputs.command === 'build' ? actionFolder() : undefined;
  const withOut = request.out === undefined && out !== undefined ? { ...request, out } : request;
  await show(await runCommand(inputs.command, withOut, host), inputs);
}

/** @param token for the GitHub API; empty for none */
function actionHost(
  signal: AbortSignal,
  { token, isTrusted = true }: { readonly token: string; readonly isTrusted?: boolean },
): Host {
  const cache = lazyCache();
  // GitHub keeps what a pull request caches away from other runs, but not for pull_request_target, which runs with
  // the rights of the base branch. So no pull request writes the vulnerability database, nor does a run that is not
  // trusted.
  const writesDatabase = isTrusted && !(process.env['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request');
  return realHost({
    isTrusted,
    say: (line) => core.info(inert(line.replace(/[\r\n]+/g, ' '))),
    group: (title) => {
      core.startGroup(inert(title));
      return core.endGroup;
    },
    signal,
    toolCache: cache,
    databaseCache: writesDatabase ? cache : { ...cache, save: async () => {} },
    compareCommits: (folder, revision, other) =>
      githubOrder(
        { exec, folder, repository: process.env['GITHUB_REPOSITORY'] ?? '', token },
        revision,
        other,
      ),
    releases: (folder) =>
      githubReleases({ exec, folder, repository: process.env['GITHUB_REPOSITORY'] ?? '', token }),
  });
}

/** Loads @actions/cache on first use only: it is large, and not needed when Trivy is on PATH. */
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
  core.info(inert(told.log()));
  const markdown = summary ? told.summary() : undefined;
  if (markdown !== undefined) await core.summary.addRaw(markdown).write();
  annotate(told.problems);
}

/** GitHub shows at most ten annotations of a step. The log and the summary have all problems. */
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
    const annotation = { error: core.error, warning: core.warning, notice: core.notice };
    annotation[problem.severity](text, properties);
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
