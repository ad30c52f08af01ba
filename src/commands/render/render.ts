/** `docker-matrix render`: writes the Dockerfiles and docker-bake.hcl of a matrix. */

import { join } from 'node:path';
import type { Host } from '../../effects/host.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import { error, ProblemsFound } from '../../problem/problem.ts';
import { planOutputs } from '../../report/outputs.ts';
import type { TextFile } from '../../text/file.ts';
import { shownPath } from '../../text/path.ts';
import type { Command, OpenMatrix } from '../command/command.ts';
import { isOurs, isRenderedName, renderedFiles, renderFolder, writeProblems } from '../command/rendered.ts';
import { planRun } from '../command/run-plan.ts';

/** What was written and removed. */
export interface Rendered {
  readonly plan: Plan;
  /** Paths as messages show them. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** The command `render`. */
export const command: Command<Request, Rendered> = {
  run: render,
  text: ({ written, removed }) =>
    [...written.map((path) => `wrote ${path}`), ...removed.map((path) => `removed ${path}`)].join('\n'),
  json: ({ written, removed }) => ({ written, removed }),
  warnings: ({ plan }) => plan.warnings,
  outputs: ({ plan }) => planOutputs(plan),
};

/** Writes Dockerfiles and definition, and removes those that no image uses any more. */
async function render(asked: Request, host: Host, open: OpenMatrix): Promise<Rendered> {
  const { request, workspace, plan } = await planRun(asked, host, open);
  const out = renderFolder(request, workspace, host);
  const isWhole = request.targets.length === 0 && request.platforms.length === 0;
  if (!isWhole && request.out === undefined) {
    throw new ProblemsFound([
      error(
        'partial-render',
        'a part of the images would replace docker-bake.hcl, and take the others out of it',
        { hint: 'name another folder with --out, or leave out --target and --platform' },
      ),
    ]);
  }
  const files = renderedFiles(request, workspace, out);
  const problems = await writeProblems(
    files,
    out,
    { force: request.force ?? false, plan, root: workspace.root },
    host,
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files.map(({ path, text }) => ({ path: join(out, path), text })));
  const removed = isWhole ? await removeStale(files, out, host) : [];
  const shown = (path: string): string => shownPath(join(out, path), host.cwd);
  return { plan, written: files.map(({ path }) => shown(path)), removed: removed.map(shown) };
}

/** Removes rendered files that no image uses any more. Files that this tool did not render stay. */
async function removeStale(files: readonly TextFile[], out: string, host: Host): Promise<readonly string[]> {
  const known = new Set(files.map(({ path }) => path));
  const removed: string[] = [];
  for (const name of (await host.files.list(join(out, 'dockerfiles'))).filter(isRenderedName)) {
    const path = `dockerfiles/${name}`;
    const text = known.has(path) ? undefined : await host.files.readText(join(out, path));
    if (text === undefined || !isOurs(text)) continue;
    await host.files.remove(join(out, path));
    removed.push(path);
  }
  return removed;
}
