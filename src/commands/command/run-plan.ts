import type { Host } from '../../effects/host.ts';
import { planProblems } from '../../gates/gates.ts';
import { planImages, type Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import type { Workspace } from '../../plan/workspace.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import { needsReleases } from '../../tags/tags.ts';
import type { OpenMatrix } from './command.ts';

/** A run as it was asked for, with the project that it is about. */
export interface Planned {
  /** With the releases in its facts, where tags hang on them. */
  readonly request: Request;
  readonly workspace: Workspace;
  readonly plan: Plan;
}

/** Opens the matrix of a request and plans what it asks for. */
export async function planRun(given: Request, host: Host, open: OpenMatrix): Promise<Planned> {
  const workspace = await open(given.matrix);
  const request = { ...given, facts: await withReleases(given, workspace, host, given.build.tags) };
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

/** The facts of a run; what was released before is looked up only where a tag hangs on it. */
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
