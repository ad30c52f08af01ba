import { join } from 'node:path';
import { writeOverride } from '../bake/definition.ts';
import { dockerCredentials } from '../host/docker-credentials.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../matrix/plan.ts';
import type { TextFile } from '../matrix/source.ts';
import { error, type Problem } from '../problem.ts';
import { createRegistry } from '../publish/registry.ts';
import { buildJson } from '../report/build.ts';
import type { Request } from '../request.ts';
import type { Workspace } from '../workspace.ts';
import { bakeAll } from './bake-all.ts';
import type { BakedImage } from './bake-image.ts';
import type { Destination } from './builder.ts';
import { scanPolicy } from './gate-images.ts';
import { runGates } from './gates.ts';
import { outsideIgnore } from './ignore-output.ts';
import { preflight } from './preflight.ts';
import { publishImages, publishProblems } from './publish-images.ts';
import type { BuildReport, ImageReport } from './report.ts';
import { layoutFolder, runAttributes, type BuildSettings } from './run-attributes.ts';

/** Of a failed step's output, shown with the problem; the log has more. */
const SHOWN_LINES = 10;

/** A build as it is asked for: the plan, and the files it starts from. */
export interface BuildJob {
  readonly request: Request;
  readonly workspace: Workspace;
  readonly plan: Plan;
  /** Definition and Dockerfiles, by path below `out`. */
  readonly rendered: readonly TextFile[];
  /** Absolute folder for everything the build writes. */
  readonly out: string;
}

/**
 * Build, gate, publish: in this order for all images together. Whatever is missing is found before the first build;
 * whatever fails afterwards is in the report's problems, and then no tag has moved.
 */
export async function build(job: BuildJob, host: Host): Promise<BuildReport> {
  const { request, out } = job;
  const destination: Destination = request.build.push ? 'push' : request.build.load ? 'load' : 'layout';
  const registry = createRegistry({ fetch: host.fetch, sleep: host.sleep, random: Math.random, credentials: dockerCredentials({ exec: host.exec, readFile: async (path) => Buffer.from(await host.files.readBytes(path)).toString('utf8'), env: host.env }) });
  const policy = scanPolicy(job.workspace.matrix, request.build);

  const ready = await preflight(job, { destination, registry, scans: policy.mode !== 'off' }, host);
  const settings = buildSettings(job, destination);
  const files = await writeInputs(job, settings, host);

  const started = Date.now();
  const baked = await bakeAll({ job, settings, registry }, host);
  const built = baked.filter((image) => image.kind === 'built');
  const buildProblems = baked.flatMap((image) => (image.kind === 'failed' ? [buildProblem(image)] : []));
  const buildSeconds = secondsSince(started);

  const gatesStarted = Date.now();
  const gated = await runGates(host.signal.aborted ? [] : built, { job, settings, registry, ready, policy }, host);
  const gatesSeconds = secondsSince(gatesStarted);

  // What fails because it was cancelled is one problem, not one for each image.
  const problems: Problem[] = [...buildProblems, ...(host.signal.aborted ? [error('cancelled', 'the run was cancelled before anything was published')] : gated.problems)];
  const publishStarted = Date.now();
  const refused = problems.some(({ severity }) => severity === 'error');
  const published = destination === 'push' && !refused ? await publishImages(built, request, registry, host) : undefined;
  problems.push(...publishProblems(published));

  const report: BuildReport = {
    destination,
    images: baked.map((image) => ({
      image: image.image,
      outcome: outcomeOf(image),
      steps: image.steps,
      seconds: image.seconds,
      verdicts: gated.images.get(image.image.id)?.verdicts ?? [],
      sbomFiles: gated.images.get(image.image.id)?.sbomFiles ?? [],
      tests: gated.images.get(image.image.id)?.tests ?? [],
    })),
    ...(published ? { publish: published } : {}),
    problems,
    files: { ...files, sarif: gated.sarif, ...(gated.junit === undefined ? {} : { junit: gated.junit }), layouts: destination === 'layout' ? built.map(({ image }) => layoutFolder(image, settings)) : [], report: join(out, 'report.json') },
    seconds: { build: buildSeconds, gates: gatesSeconds, publish: secondsSince(publishStarted) },
  };
  await host.files.write([{ path: report.files.report, text: `${JSON.stringify(buildJson(report), undefined, 2)}\n` }]);
  return report;
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

/** The last lines are what tells the reason: a step's own exit status does not. */
function buildProblem({ image, message, log }: Extract<BakedImage, { kind: 'failed' }>): Problem {
  const last = log.slice(-SHOWN_LINES);
  return error('build-failed', `image "${image.id}" was not built: ${message}`, { hint: last.length === 0 ? undefined : [`it ended with:`, ...last].join('\n  ') });
}

function buildSettings({ request, workspace, out }: BuildJob, destination: Destination): BuildSettings {
  const cache = workspace.matrix.file.cache;
  const { build } = request;
  return {
    destination,
    layouts: join(out, 'oci'),
    exports: join(out, 'local'),
    cacheMode: typeof cache === 'object' && cache.mode !== undefined ? cache.mode : 'max',
    readCache: build.cache !== 'off',
    provenance: build.provenance,
    sbom: build.sbom,
    pull: build.pull,
    noCache: build.noCache,
    labels: build.labels,
    annotations: build.annotations,
    ...(request.facts.created === undefined ? {} : { created: request.facts.created }),
  };
}

/** Writes what bake reads, and the override for somebody who runs bake without this tool. */
async function writeInputs({ plan, rendered, out, workspace }: BuildJob, settings: BuildSettings, host: Host): Promise<{ bake: string; override: string }> {
  const bake = join(out, 'docker-bake.hcl');
  const override = join(out, 'docker-bake.override.hcl');
  const ignored = await outsideIgnore(rendered, workspace, out, host.files.readText);
  await host.files.remove(settings.layouts);
  await host.files.write([
    ...ignored.map(({ path, text }) => ({ path: join(out, path), text })),
    { path: override, text: writeOverride(new Map(plan.images.map((image) => [image.id, runAttributes(image, settings)]))) },
  ]);
  return { bake, override };
}

function secondsSince(started: number): number {
  return (Date.now() - started) / 1000;
}
