import { join, relative, resolve } from 'node:path';
import { folderFromContext, writeDefinition } from '../bake/definition.ts';
import type { Host } from '../effects/host.ts';
import { planProblems } from '../gates/gates.ts';
import { isRunFact } from '../matrix/names.ts';
import { fileName } from '../matrix/parse.ts';
import { plan as makePlan, type Plan } from '../plan/plan.ts';
import type { LookRequest, Request } from '../plan/request.ts';
import { openWorkspace, type Workspace } from '../plan/workspace.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import type { BuildReport } from '../record/build-report.ts';
import { DEFAULT_TEMPLATES } from '../stages/stages.ts';
import { NO_RUN, type RunFacts } from '../tags/run-facts.ts';
import { needsReleases } from '../tags/tags.ts';
import type { TextFile } from '../text/file.ts';
import { driftProblems, isOurs, isRenderedName } from './check/drift.ts';
import type { Difference } from './diff/difference.ts';
import type { Ejected } from './eject/eject.ts';
import type { Explanation } from './explain/explanation.ts';

/** What a command found or did; how it is shown is the edge's matter. */
export type Outcome =
  | {
      readonly kind: 'checked';
      readonly plan: Plan;
      /** Whether rendered files are there to compare with. */ readonly compared: boolean;
      /** Whether BuildKit's own checks have run. */ readonly buildkit: boolean;
    }
  | {
      readonly kind: 'rendered';
      readonly plan: Plan;
      readonly written: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'built'; readonly plan: Plan; readonly report: BuildReport };

/** What a question gave. */
export type LookOutcome =
  | { readonly kind: 'explained'; readonly explanation: Explanation }
  | { readonly kind: 'compared'; readonly difference: Difference }
  | { readonly kind: 'ejected'; readonly ejected: Ejected };

/** Runs one command. Throws `ProblemsFound` for whatever the user has to change. */
export async function run(given: Request, host: Host): Promise<Outcome> {
  const workspace = await openWorkspace(given.matrix);
  const request = { ...given, facts: await withReleases(given, workspace, host, given.build.tags) };
  switch (request.command) {
    case 'check':
      return check(request, workspace, host);
    case 'render':
      return render(request, workspace, host);
    case 'plan':
      return { kind: 'planned', plan: planOf(request, workspace) };
    case 'build': {
      const { build } = await import('./build/build.ts');
      const plan = planOf(request, workspace);
      return {
        kind: 'built',
        plan,
        report: await build(
          {
            request,
            root: workspace.root,
            plan,
            rendered: renderedFiles(request, workspace, buildFolder(request, workspace), plan),
            out: buildFolder(request, workspace),
          },
          host,
        ),
      };
    }
  }
}

/** Answers a question, or writes the way out. Throws `ProblemsFound` for whatever the user has to change. */
export async function look(request: LookRequest, host: Host): Promise<LookOutcome> {
  switch (request.command) {
    case 'explain': {
      const { explain } = await import('./explain/explain.ts');
      const workspace = await openWorkspace(request.matrix);
      return {
        kind: 'explained',
        explanation: explain(workspace, {
          ...request,
          facts: await withReleases(request, workspace, host, []),
        }),
      };
    }
    case 'diff': {
      const [{ diff }, { openGitTree }, { isFolder }] = await Promise.all([
        import('./diff/diff.ts'),
        import('../host/git-tree.ts'),
        import('../host/temporary.ts'),
      ]);
      return {
        kind: 'compared',
        difference: await diff(request, {
          readText: host.files.readText,
          openRevision: (folder, revision) => openGitTree(host.exec, folder, revision),
          isFolder,
        }),
      };
    }
    case 'eject':
      return { kind: 'ejected', ejected: await eject(request, await openWorkspace(request.matrix), host) };
  }
}

async function eject(
  request: LookRequest & { readonly command: 'eject' },
  workspace: Workspace,
  host: Host,
): Promise<Ejected> {
  const { bakeCommands, lostWithout, neutral, overwriteProblems } = await import('./eject/eject.ts');
  const { matrix, templates, inputs, root } = workspace;
  const plan = makePlan(matrix, templates, { facts: NO_RUN, inputs, overrides: request.overrides });
  const out = request.out === undefined ? root : resolve(request.out);
  const shown = (path: string): string => relative(process.cwd(), path).split('\\').join('/') || path;
  const files = [
    {
      path: 'docker-bake.hcl',
      text: writeDefinition(plan, folderFromContext(root, plan.settings.context, out), fileName(matrix)),
    },
    ...plan.files,
  ]
    .map((file) => neutral(file, fileName(matrix)))
    .map(({ path, text }) => ({ path: join(out, path), text }));
  const onDisk = new Map(
    await Promise.all(files.map(async ({ path }) => [path, await host.files.readText(path)] as const)),
  );
  const problems = request.force
    ? []
    : overwriteProblems(
        files.map(({ path, text }) => ({ path: shown(path), text })),
        new Map([...onDisk].map(([path, text]) => [shown(path), text])),
        isOurs,
      );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files);
  return {
    written: files.map(({ path }) => shown(path)),
    untouched: [
      ...new Set(
        plan.images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => shown(join(root, dockerfile))),
      ),
    ],
    deletable: [
      shown(resolve(request.matrix)),
      ...(templates.names.length === 0
        ? []
        : [`${shown(join(root, matrix.file.templates ?? DEFAULT_TEMPLATES))}/`]),
    ],
    commands: bakeCommands(plan, relative(root, join(out, 'docker-bake.hcl')).split('\\').join('/')),
    lost: lostWithout(matrix, plan),
  };
}

/** What was released before is looked up only where a tag hangs on it. */
async function withReleases(
  { facts, overrides }: Pick<Request, 'facts' | 'overrides'>,
  { matrix, root }: Workspace,
  host: Host,
  tags: readonly string[],
): Promise<RunFacts> {
  const { version } = overrides;
  const asked = needsReleases(matrix, tags, version === undefined ? facts : { ...facts, version })
    ? await host.releases?.(root)
    : undefined;
  return asked === undefined ? facts : { ...facts, releases: asked };
}

function planOf(request: Request, workspace: Workspace): Plan {
  return makePlan(workspace.matrix, workspace.templates, {
    facts: request.facts,
    inputs: workspace.inputs,
    overrides: request.overrides,
    asked: request.build,
    targets: request.targets,
    platforms: request.platforms,
    tags: request.build.tags,
    lint: true,
    review: planProblems,
  });
}

/**
 * Dockerfiles and definition as they are committed: without anything that belongs to one run.
 *
 * @param planned of the same request, where there is one: its Dockerfiles are the same
 */
function renderedFiles(
  request: Request,
  workspace: Workspace,
  out: string,
  planned?: Plan,
): readonly TextFile[] {
  const plan = makePlan(workspace.matrix, workspace.templates, {
    facts: NO_RUN,
    inputs: workspace.inputs,
    overrides: valueOverrides(request),
    targets: request.targets,
    platforms: request.platforms,
    ...(planned ? { files: planned.files } : {}),
  });
  const definition = writeDefinition(
    plan,
    folderFromContext(workspace.root, plan.settings.context, out),
    fileName(workspace.matrix),
  );
  return [{ path: 'docker-bake.hcl', text: definition }, ...plan.files];
}

/** Overrides that are not about the run. */
function valueOverrides({ overrides }: Pick<Request, 'overrides'>): Request['overrides'] {
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !isRunFact(name)));
}

function renderFolder(request: Request, workspace: Workspace): string {
  return request.out === undefined ? workspace.root : resolve(request.out);
}

function buildFolder(request: Request, workspace: Workspace): string {
  return request.out === undefined ? join(workspace.root, 'out') : resolve(request.out);
}

async function check(request: Request, workspace: Workspace, host: Host): Promise<Outcome> {
  const plan = planOf(request, workspace);
  const out = renderFolder(request, workspace);
  const shown = (path: string): string => relative(process.cwd(), join(out, path)) || path;
  // What is committed holds every image and no overrides, whatever this check was narrowed to.
  const isWhole =
    request.targets.length === 0 &&
    request.platforms.length === 0 &&
    Object.keys(valueOverrides(request)).length === 0;
  const rendered = renderedFiles(
    { ...request, targets: [], platforms: [], overrides: {} },
    workspace,
    out,
    isWhole ? plan : undefined,
  ).map(({ path, text }) => ({ path: shown(path), text }));
  const others = (await host.files.list(join(out, 'dockerfiles')))
    .filter(isRenderedName)
    .map((name) => shown(join('dockerfiles', name)));
  const paths = [...new Set([...rendered.map(({ path }) => path), ...others])];
  const onDisk = new Map(
    await Promise.all(paths.map(async (path) => [path, await host.files.readText(path)] as const)),
  );
  const compared = [...onDisk.values()].some((text) => text !== undefined && isOurs(text));
  const problems = compared ? driftProblems(rendered, onDisk) : [];
  if (problems.length > 0) throw new ProblemsFound(problems);
  if (request.buildkitChecks) await checkWithBuildkit(request, workspace, plan, host);
  return { kind: 'checked', plan, compared, buildkit: request.buildkitChecks ?? false };
}

async function checkWithBuildkit(
  request: Request,
  workspace: Workspace,
  plan: Plan,
  host: Host,
): Promise<void> {
  const { buildkitProblems } = await import('./check/buildkit.ts');
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

async function render(request: Request, workspace: Workspace, host: Host): Promise<Outcome> {
  const plan = planOf(request, workspace);
  const out = renderFolder(request, workspace);
  const whole = request.targets.length === 0 && request.platforms.length === 0;
  if (!whole && request.out === undefined) {
    throw new ProblemsFound([
      error(
        'partial-render',
        'a part of the images would replace docker-bake.hcl, and take the others out of it',
        { hint: 'name another folder with --out, or leave out --target and --platform' },
      ),
    ]);
  }
  const files = renderedFiles(request, workspace, out, plan);
  await host.files.write(files.map(({ path, text }) => ({ path: join(out, path), text })));
  const removed = whole ? await removeStale(files, out, host) : [];
  const shown = (path: string): string => relative(process.cwd(), join(out, path)) || path;
  return {
    kind: 'rendered',
    plan,
    written: files.map(({ path }) => shown(path)),
    removed: removed.map(shown),
  };
}

/** Rendered files that no image uses any more; files that somebody else wrote stay. */
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
