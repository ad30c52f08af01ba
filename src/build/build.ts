import { join, relative, resolve } from 'node:path';
import { writeOverride } from '../bake/definition.ts';
import { decide } from '../gates/decide.ts';
import { DEFAULT_TRIVY_VERSION } from '../gates/trivy-release.ts';
import { sarifFiles } from '../gates/sarif.ts';
import { dockerCredentials } from '../host/docker-credentials.ts';
import { cacheFolder, type Host } from '../host/host.ts';
import { installTrivy } from '../host/trivy-install.ts';
import type { Plan } from '../matrix/plan.ts';
import type { TextFile } from '../matrix/source.ts';
import { error, ProblemsFound, type Problem } from '../problem.ts';
import { checkPushAllowed } from '../publish/permission.ts';
import { publishTags, type PublishOutcome } from '../publish/publish.ts';
import { createRegistry, type Registry } from '../publish/registry.ts';
import { buildJson } from '../report/build.ts';
import type { Request } from '../request.ts';
import type { Workspace } from '../workspace.ts';
import { bakeAll } from './bake-all.ts';
import type { BakedImage } from './bake-image.ts';
import { builderProblems, parseBuilder, type Destination } from './builder.ts';
import { gateImages, scanPolicy } from './gate-images.ts';
import { outsideIgnore } from './ignore-output.ts';
import type { BuildReport, ImageReport } from './report.ts';
import { secretProblems } from './secrets.ts';
import { layoutFolder, runAttributes, type BuildSettings } from './run-attributes.ts';
import { writeSboms } from './sbom-files.ts';

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

  const trivy = await preflight(job, destination, registry, policy.mode !== 'off', host);
  const settings = buildSettings(job, destination);
  const files = await writeInputs(job, settings, host);

  const started = Date.now();
  const baked = await bakeAll({ job, settings, registry }, host);
  const built = baked.filter((image) => image.kind === 'built');
  const buildProblems = baked.flatMap((image) => (image.kind === 'failed' ? [buildProblem(image)] : []));
  const buildSeconds = secondsSince(started);

  const gatesStarted = Date.now();
  const wanted = host.signal.aborted ? [] : built;
  const sboms = await writeSboms(wanted, { settings, registry, out }, host);
  const scans = trivy === undefined ? [] : await gateImages(wanted, { trivy, job, settings }, host);
  const decision = decide(scans, policy);
  const sarif = sarifFiles(
    scans.flatMap((scan) => (scan.kind === 'scanned' ? [{ image: scan.subject.image, platform: scan.subject.platform, findings: scan.report.findings, dockerfile: dockerfileInRepository(job, scan.subject.image) }] : [])),
    request.build.trivy.version ?? DEFAULT_TRIVY_VERSION,
  ).map(({ name, text }) => ({ path: join(out, 'scan', name), text }));
  await host.files.write(sarif);
  const gatesSeconds = secondsSince(gatesStarted);

  // What fails because it was cancelled is one problem, not one for each image.
  const problems: Problem[] = [...buildProblems, ...(host.signal.aborted ? [error('cancelled', 'the run was cancelled before anything was published')] : [...sboms.problems, ...decision.problems])];
  const publishStarted = Date.now();
  const refused = problems.some(({ severity }) => severity === 'error');
  const published = destination === 'push' && !refused ? await publish(built, request, registry, host) : undefined;
  problems.push(...publishProblems(published));

  const report: BuildReport = {
    destination,
    images: baked.map((image) => ({
      image: image.image,
      outcome: outcomeOf(image),
      steps: image.steps,
      seconds: image.seconds,
      verdicts: decision.verdicts.filter(({ subject }) => subject.image === image.image.id),
      sbomFiles: [...(sboms.files.get(image.image.id) ?? []), ...scans.flatMap((scan) => (scan.kind === 'scanned' && scan.subject.image === image.image.id && scan.sbomFile ? [scan.sbomFile] : []))],
    })),
    ...(published ? { publish: published } : {}),
    problems,
    files: { ...files, sarif: sarif.map(({ path }) => path), layouts: destination === 'layout' ? built.map(({ image }) => layoutFolder(image, settings)) : [], report: join(out, 'report.json') },
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

/** Everything that would fail later, found before anything is built: builder, login, scanner. Gives Trivy's path. */
async function preflight(job: BuildJob, destination: Destination, registry: Registry, scans: boolean, host: Host): Promise<string | undefined> {
  const { request, plan } = job;
  const caches = plan.images.flatMap(({ cacheTo }) => cacheTo).map((reference) => reference.slice(0, reference.lastIndexOf(':')));
  // Without a builder nothing else matters, and nothing is downloaded for it.
  const builder = await checkBuilder(job, destination, host);
  if (builder.length > 0) throw new ProblemsFound(builder);
  const [secrets, push, trivy] = await Promise.all([
    secretProblems(plan.images, host.env, async (path) => (await host.files.readText(resolve(job.workspace.root, path))) !== undefined),
    destination === 'push' ? checkPushAllowed([...plan.images.filter(({ output }) => output === 'image').map(({ repository }) => repository), ...caches], registry) : [],
    scans ? installScanner(request, host) : undefined,
  ]);
  const problems = [...partialPush(job, destination), ...secrets, ...push, ...(typeof trivy === 'object' ? trivy.problems : [])];
  if (problems.length > 0) throw new ProblemsFound(problems);
  return typeof trivy === 'string' ? trivy : undefined;
}

/** Publishing some platforms of an image under its tags would take the others away from whoever pulls it. */
function partialPush({ request, plan }: BuildJob, destination: Destination): readonly Problem[] {
  if (destination !== 'push' || request.platforms.length === 0 || request.build.tags.length > 0) return [];
  return plan.images
    .filter(({ platforms, allPlatforms }) => platforms.length < allPlatforms.length)
    .map(({ id, platforms, allPlatforms }) =>
      error('partial-push', `image "${id}" has the platforms ${allPlatforms.join(', ')}; its tags cannot be moved to an image with ${platforms.join(', ')} only`, { hint: 'leave out --platform (input platforms), or give tags of their own with --tag (input tags)' }),
    );
}

async function checkBuilder({ request, plan }: BuildJob, destination: Destination, host: Host): Promise<readonly Problem[]> {
  const { exec, env, signal } = host;
  const version = await exec({ file: 'docker', args: ['buildx', 'version'], env, signal });
  if (version.code === 127) return [error('no-docker', 'there is no docker on PATH', { hint: 'install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/' })];
  if (version.code !== 0) return [error('no-buildx', `docker has no buildx: ${firstLine(version.stderr)}`, { hint: 'install the plugin: https://github.com/docker/buildx#installing (Debian: docker-buildx)' })];
  const inspect = await exec({ file: 'docker', args: ['buildx', 'inspect', '--bootstrap', ...(request.build.builder === undefined ? [] : ['--', request.build.builder])], env, signal });
  if (inspect.code !== 0) {
    return [error('no-builder', `no builder answers: ${firstLine(inspect.stderr)}`, { hint: 'start the Docker engine, or choose a builder from "docker buildx ls" with --builder' })];
  }
  const builder = parseBuilder(inspect.stdout);
  const info = builder.driver === 'docker' ? await exec({ file: 'docker', args: ['info', '--format', '{{json .DriverStatus}}'], env, signal }) : undefined;
  return builderProblems(builder, plan.images, destination, info?.stdout.includes('io.containerd.snapshotter') ?? false);
}

async function installScanner(request: Request, host: Host): Promise<string | ProblemsFound> {
  const { version, sha256, path } = request.build.trivy;
  try {
    return await installTrivy(
      { exec: host.exec, fetch: host.fetch, sleep: host.sleep, ...(host.toolCache ? { toolCache: host.toolCache } : {}) },
      { platform: process.platform, arch: process.arch, cacheDir: cacheFolder(host.env), env: host.env, signal: host.signal, ...(version ? { version } : {}), ...(sha256 ? { sha256 } : {}), ...(path ? { path } : {}) },
    );
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause;
    throw cause;
  }
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

async function publish(built: readonly (BakedImage & { kind: 'built' })[], request: Request, registry: Registry, host: Host): Promise<PublishOutcome> {
  const close = host.group('Publish');
  const outcome = await publishTags(
    built.map(({ image, candidate }) => ({ image: image.id, repository: image.repository, digest: candidate.digest, tags: image.tags.map((reference) => reference.slice(image.repository.length + 1)) })),
    registry,
    { concurrency: request.build.concurrency * 2, signal: host.signal },
  );
  if (outcome.kind === 'published') for (const { reference, digest } of [...outcome.moved, ...outcome.unchanged]) host.say(`${reference} → ${digest}`);
  close();
  return outcome;
}

function publishProblems(outcome: PublishOutcome | undefined): readonly Problem[] {
  if (outcome?.kind !== 'rolled-back') return [];
  return [
    ...outcome.failures.map(({ reference, reason }) => error('publish-failed', `${reference} was not published: ${reason}`, { hint: outcome.restored.length === 0 ? undefined : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(', ')}` })),
    ...outcome.left.map(({ reference, digest, reason }) => error('publish-left', `${reference} points to ${digest} and could not be put back: ${reason}`, { hint: 'remove the tag by hand, or run again' })),
    ...(outcome.cancelled ? [error('cancelled', 'cancelled while publishing; every tag is back where it was, but for those named')] : []),
  ];
}

/** Where the committed Dockerfile of an image is, for code scanning alerts. */
function dockerfileInRepository({ plan, workspace, request }: BuildJob, image: string): string {
  const found = plan.images.find(({ id }) => id === image);
  const path = relative(process.cwd(), join(workspace.root, found?.dockerfile ?? 'dockerfiles/Dockerfile')).split('\\').join('/');
  return path.startsWith('..') ? request.matrix : path;
}

function secondsSince(started: number): number {
  return (Date.now() - started) / 1000;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.replace(/^ERROR: /, '') ?? '';
}
