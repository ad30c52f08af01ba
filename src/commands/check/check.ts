/** `docker-matrix check`: finds problems in the matrix and its templates, and rendered files that are out of date. */

import { join } from 'node:path';
import type { Host } from '../../effects/host.ts';
import type { Request } from '../../plan/request.ts';
import { ProblemsFound } from '../../problem/problem.ts';
import { planOutputs } from '../../report/outputs.ts';
import { shownPath } from '../../text/path.ts';
import type { Command, OpenMatrix } from '../command/command.ts';
import { isOurs, isRenderedName, renderedFiles, renderFolder } from '../command/rendered.ts';
import { planRun, type Planned } from '../command/run-plan.ts';
import { driftProblems } from './drift.ts';
import type { Checked } from './result.ts';
import { checkedJson, checkedLog, checkedText } from './text.ts';

/** The command `check`. */
export const command: Command<Request, Checked> = {
  run: check,
  text: checkedText,
  json: checkedJson,
  log: checkedLog,
  warnings: ({ plan }) => plan.warnings,
  outputs: ({ plan }) => planOutputs(plan),
};

/** Throws `ProblemsFound` for what is wrong with the matrix, its templates and what was rendered from them. */
async function check(asked: Request, host: Host, open: OpenMatrix): Promise<Checked> {
  const planned = await planRun(asked, host, open);
  const { request, workspace, plan } = planned;
  const out = renderFolder(request, workspace, host);
  // Committed files have every image and no overrides, also when only some images are checked.
  const everything = { targets: [], platforms: [], overrides: {} };
  const rendered = renderedFiles(everything, workspace, out);
  const others = (await host.files.list(join(out, 'dockerfiles')))
    .filter(isRenderedName)
    .map((name) => `dockerfiles/${name}`);
  const paths = [...new Set([...rendered.map(({ path }) => path), ...others])];
  const onDisk = new Map(
    await Promise.all(paths.map(async (path) => [path, await host.files.readText(join(out, path))] as const)),
  );
  const compared = [...onDisk.values()].some((text) => text !== undefined && isOurs(text));
  const problems = compared
    ? driftProblems(rendered, onDisk, (path) => shownPath(join(out, path), host.cwd))
    : [];
  if (problems.length > 0) throw new ProblemsFound(problems);
  if (request.buildkitChecks) await checkWithBuildkit(planned, host);
  return { plan, compared, buildkit: request.buildkitChecks ?? false };
}

async function checkWithBuildkit({ request, workspace, plan }: Planned, host: Host): Promise<void> {
  const { buildkitProblems } = await import('./buildkit.ts');
  const { builder, concurrency } = request.build;
  const problems = await buildkitProblems(
    {
      workspace,
      matrix: request.matrix,
      plan,
      overrides: request.overrides,
      ...(builder === undefined ? {} : { builder }),
      concurrency,
    },
    host,
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
}
