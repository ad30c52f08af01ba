/** Plans what a command is about: opens the matrix and works out its images and tags. */

import type { Host } from '../../effects/host.ts';
import { planProblems } from '../../gates/gates.ts';
import { planImages, type Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import type { Workspace } from '../../plan/workspace.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import { needsReleases } from '../../tags/tags.ts';
import type { OpenMatrix } from './command.ts';

/** What was asked for, the opened matrix, and the plan. */
export interface Planned {
  /** The request. Its facts have the earlier releases where tags depend on them. */
  readonly request: Request;
  readonly workspace: Workspace;
  readonly plan: Plan;
}

/** Opens the matrix of a request and plans what it asks for. */
export async function planRun(asked: Request, host: Host, open: OpenMatrix): Promise<Planned> {
  const workspace = await open(asked.matrix);
  const request = { ...asked, facts: await withReleases(asked, workspace, host, asked.build.tags) };
  const { facts, overrides, targets, platforms, build } = request;
  const plan = planImages(workspace.modelOf(overrides), {
    facts,
    overrides,
    targets,
    platforms,
    asked: build,
    tags: build.tags,
    lint: true,
    review: planProblems,
  });
  return { request, workspace, plan };
}

/** The facts of a run. Earlier releases are looked up only where a tag depends on them (`highest`). */
export async function withReleases(
  { facts, overrides }: Pick<Request, 'facts' | 'overrides'>,
  { matrix, root }: Workspace,
  host: Host,
  tags: readonly string[],
): Promise<RunFacts> {
  const { version } = overrides;
  const releases = needsReleases(matrix, tags, version === undefined ? facts : { ...facts, version })
    ? await host.releases?.(root)
    : undefined;
  return releases === undefined ? facts : { ...facts, releases };
}
