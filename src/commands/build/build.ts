/** `docker-matrix build`: builds, checks and publishes all images of a matrix. */

import { join, resolve } from 'node:path';
import { bakeAll } from '../../bake/bake-all.ts';
import type { BakedImage } from '../../bake/bake-image.ts';
import type { Destination } from '../../bake/builder.ts';
import { writeOverride } from '../../bake/definition.ts';
import { outsideIgnore } from '../../bake/ignore-output.ts';
import type { BuildJob } from '../../bake/job.ts';
import { layoutFolder, runAttributes, type BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import { runGates } from '../../gates/run-gates.ts';
import type { Image } from '../../plan/image.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { JOURNAL_NAME } from '../../publish/journal.ts';
import { publishImages, publishProblems } from '../../publish/publish-images.ts';
import { createStagingTags } from '../../publish/staging-tags.ts';
import { attachRecords } from '../../record/attach-records.ts';
import type { BuildReport, ImageReport } from '../../record/build-report.ts';
import { imageIndex, type RecordSource } from '../../record/image-index.ts';
import { signImages } from '../../record/sign-images.ts';
import { createRegistry } from '../../registry/client.ts';
import { shownPath } from '../../text/path.ts';
import { preflight } from './preflight.ts';
import { findEpoch, keepEpoch } from './refresh-run.ts';
import { buildJson, buildText } from './text.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import { buildOutputs, planOutputs } from '../../report/outputs.ts';
import { summaryMarkdown } from '../../report/summary.ts';
import type { Command } from '../command/command.ts';
import { renderedFiles } from '../command/rendered.ts';
import { planRun } from '../command/run-plan.ts';

/** What a build was planned to be, and what became of it. */
export interface Built {
  readonly plan: Plan;
  readonly report: BuildReport;
}

/** The command `build`. */
export const command: Command<Request, Built> = {
  conflict: ({ build }) => {
    if (build.push && build.load) return '--push and --load exclude each other: a pushed image is not loaded';
    if (!build.sign && build.signOptions.length > 0) return '--sign-option needs --sign';
    if (!build.push && (build.sign || build.attachRecord))
      return `${build.sign ? '--sign' : '--attach-record'} needs --push: it is about images in a registry`;
    return undefined;
  },
  run: async (asked, host, open) => {
    const { request, workspace, plan } = await planRun(asked, host, open);
    const out = request.out === undefined ? join(workspace.root, 'out') : resolve(host.cwd, request.out);
    const rendered = renderedFiles(request, workspace, out);
    const unlock = await host.lockFolder(out);
    try {
      return { plan, report: await build({ request, root: workspace.root, plan, rendered, out }, host) };
    } finally {
      await unlock();
    }
  },
  text: ({ report }) => buildText(report),
  json: ({ report }) => buildJson(report),
  warnings: ({ plan }) => plan.warnings,
  problems: ({ report }) => report.problems,
  outputs: ({ plan, report }) => ({ ...planOutputs(plan), ...buildOutputs(report) }),
  summary: ({ report }) => summaryMarkdown(report),
};

/** How many lines of a failed step's output are shown with the problem. The log has more. */
const SHOWN_LINES = 10;

/**
 * Builds all images, then runs the gates on all, then publishes all. What is missing is found before the first build.
 * What fails later is in the problems of the report, and then no tag has moved.
 */
export async function build(job: BuildJob, host: Host): Promise<BuildReport> {
  const { request, out } = job;
  const destination: Destination = request.build.push ? 'push' : request.build.load ? 'load' : 'layout';
  const registry = createRegistry(host);

  const ready = await preflight({ job, destination, registry }, host);
  const settings = buildSettings(job, destination, {
    stagingRun: ready.pushesByTag ? host.uuid() : undefined,
    refreshEpoch: await findEpoch(job, registry, host),
  });
  const files = await writeInputs(job, settings, host);

  const started = host.now();
  const staging = createStagingTags(
    {
      isOn: destination === 'push' && job.plan.settings.staging === 'tag',
      stagingRun: settings.stagingRun,
    },
    registry,
    request.build.concurrency * 2,
    host.signal,
  );
  const baked = await bakeAll({ job, settings, registry, onBuilt: staging.add }, host);
  await ready.remember();
  const built = baked.filter((image) => image.kind === 'built');
  const buildProblems = baked.flatMap((image) => (image.kind === 'failed' ? [buildProblem(image)] : []));
  const buildSeconds = secondsSince(started, host);

  const gatesStarted = host.now();
  const gated = await runGates(
    ready.gates,
    host.signal.aborted ? [] : built,
    { job, settings, registry },
    host,
  ).catch(async (cause: unknown) => {
    await staging.remove();
    throw cause;
  });
  const gatesSeconds = secondsSince(gatesStarted, host);

  // A cancelled run gives one problem, not one for each image.
  const problems: Problem[] = [
    ...ready.warnings,
    ...buildProblems,
    ...staging.problems(),
    ...(host.signal.aborted
      ? [error('cancelled', 'the run was cancelled before anything was published')]
      : gated.problems),
  ];
  const publishStarted = host.now();
  const source: RecordSource = { facts: request.facts, dockerfileOf: dockerfileOf(job) };
  const isRefused = (): boolean => problems.some(({ severity }) => severity === 'error');
  if (destination === 'push' && !isRefused()) {
    if (request.build.sign) problems.push(...(await signImages(built, request.build, host)));
    if (request.build.attachRecord && !isRefused())
      problems.push(
        ...(await attachRecords(built, gated, source, registry, {
          concurrency: request.build.concurrency,
          signal: host.signal,
        })),
      );
  }
  const published =
    destination === 'push' && !isRefused()
      ? await publishImages(built, job, staging.tags(), registry, host)
      : undefined;
  if (published?.kind === 'published')
    problems.push(...(await keepEpoch(settings.refreshEpoch, job, registry, host)));
  problems.push(...publishProblems(published, shownPath(join(out, JOURNAL_NAME), host.cwd)));
  // Tags that could not be put back still need the images. `docker-matrix publish` removes the staging tags then.
  if (published?.kind !== 'rolled-back' || published.left.length === 0)
    problems.push(...(await staging.remove()));

  const report: BuildReport = {
    destination,
    images: baked.map((image) => ({
      image: image.image,
      outcome: outcomeOf(image),
      steps: image.steps,
      seconds: image.seconds,
      gates: gated.about(image.image),
    })),
    columns: gated.columns,
    ...(published ? { publish: published } : {}),
    problems,
    files: {
      ...files,
      ...gated.files,
      layouts: destination === 'layout' ? built.map(({ image }) => layoutFolder(image, settings)) : [],
      report: join(out, 'report.json'),
      imageIndex: join(out, 'image-index.json'),
      ...(published && (await host.files.readText(join(out, JOURNAL_NAME))) !== undefined
        ? { journal: join(out, JOURNAL_NAME) }
        : {}),
    },
    seconds: { build: buildSeconds, gates: gatesSeconds, publish: secondsSince(publishStarted, host) },
  };
  try {
    await host.files.write([
      { path: report.files.report, text: `${JSON.stringify(buildJson(report), undefined, 2)}\n` },
      {
        path: report.files.imageIndex,
        text: `${JSON.stringify(imageIndex(report, source), undefined, 2)}\n`,
      },
    ]);
  } catch (cause) {
    // The images are published all the same: the report is given, with this problem added.
    if (!(cause instanceof ProblemsFound)) throw cause;
    return { ...report, problems: [...problems, ...cause.problems] };
  }
  return report;
}

/** The text of the Dockerfile of each image. */
function dockerfileOf({ rendered, plan }: BuildJob): (image: Image) => string {
  const texts = new Map(rendered.map(({ path, text }) => [path, text]));
  return ({ dockerfile, verbatim }) => (verbatim ? plan.verbatim : texts).get(dockerfile) ?? '';
}

function outcomeOf(image: BakedImage): ImageReport['outcome'] {
  switch (image.kind) {
    case 'built':
      return { kind: 'built', candidate: image.candidate, metadata: image.metadata };
    case 'exported':
      return { kind: 'exported', folder: image.folder };
    case 'failed':
      return { kind: 'failed', message: image.message };
    case 'cancelled':
      return { kind: 'cancelled' };
  }
}

/** A failed build, with the last lines of the step: its exit status alone does not tell the reason. */
function buildProblem({ image, message, log }: Extract<BakedImage, { kind: 'failed' }>): Problem {
  const last = log.slice(-SHOWN_LINES);
  return error('build-failed', `image "${image.id}" was not built: ${message}`, {
    hint: last.length === 0 ? undefined : [`it ended with:`, ...last].join('\n  '),
  });
}

function buildSettings(
  { request, plan, out }: BuildJob,
  destination: Destination,
  {
    stagingRun,
    refreshEpoch,
  }: { readonly stagingRun: string | undefined; readonly refreshEpoch: string | undefined },
): BuildSettings {
  const { build } = request;
  return {
    destination,
    layouts: join(out, 'oci'),
    exports: join(out, 'local'),
    ...(stagingRun !== undefined && destination === 'push' ? { stagingRun } : {}),
    cacheMode: plan.settings.cacheMode,
    readCache: build.cache !== 'off',
    provenance: build.provenance,
    sbom: build.sbom,
    attestationsAs: build.attestationsAs,
    pull: build.pull,
    noCache: build.noCache,
    ...(refreshEpoch === undefined ? {} : { refreshEpoch }),
    labels: build.labels,
    annotations: build.annotations,
    ...(request.facts.created === undefined ? {} : { created: request.facts.created }),
  };
}

/** Writes the files that bake reads, and the override file for users who run bake without this tool. */
async function writeInputs(
  job: BuildJob,
  settings: BuildSettings,
  host: Host,
): Promise<{ bake: string; override: string }> {
  const { plan, out } = job;
  const bake = join(out, 'docker-bake.hcl');
  const override = join(out, 'docker-bake.override.hcl');
  const ignored = await outsideIgnore(job, host.files.readText);
  await host.files.remove(settings.layouts);
  // The journal of an earlier run, which has ended. If this run is killed before it writes its journal, the old one
  // must not be taken for it.
  if (settings.destination === 'push') await host.files.remove(join(out, JOURNAL_NAME));
  await host.files.write([
    ...ignored.map(({ path, text }) => ({ path: join(out, path), text })),
    {
      path: override,
      text: writeOverride(new Map(plan.images.map((image) => [image.id, runAttributes(image, settings)]))),
    },
  ]);
  return { bake, override };
}

function secondsSince(started: number, { now }: Host): number {
  return (now() - started) / 1000;
}
