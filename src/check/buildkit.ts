import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { writeImageDefinition } from '../bake/definition.ts';
import type { Host } from '../host/host.ts';
import { groupBy } from '../group.ts';
import { temporaryFolder } from '../host/temporary.ts';
import type { Image, Plan } from '../matrix/plan.ts';
import { error, type Place, type Problem } from '../problem.ts';
import { folderFromContext, type Workspace } from '../workspace.ts';
import { readFindings, type Finding } from './findings.ts';
import { originOf } from './template-place.ts';

export interface BuildkitCheck {
  readonly workspace: Workspace;
  /** Path of the matrix as the user gave it. */
  readonly matrix: string;
  readonly plan: Plan;
  readonly builder?: string;
  readonly concurrency: number;
}

/** The check knows no other image of a bake; an empty folder stands for one, so that nothing has to be published yet. */
const STAND_IN = 'image-of-this-matrix';

/**
 * Runs BuildKit's own checks on every image, as `docker buildx build --check` does: nothing is built, but base images
 * are looked up. Gives what they found, each at the line of the template or matrix that it comes from.
 */
export async function buildkitProblems(check: BuildkitCheck, host: Host): Promise<readonly Problem[]> {
  const missing = await builderMissing(check.builder, host);
  if (missing) return [missing];
  const folder = await temporaryFolder('docker-matrix-check-');
  try {
    await host.files.write([...check.plan.files, { path: `${STAND_IN}/.keep`, text: '' }].map(({ path, text }) => ({ path: join(folder, path), text })));
    const templates = await templateTexts(check, host);
    const limit = pLimit(check.concurrency);
    const found = await Promise.all(check.plan.images.map((image) => limit(() => imageFindings(image, folder, templates, check, host))));
    return together(found.flat());
  } finally {
    await host.files.remove(folder);
  }
}

async function builderMissing(builder: string | undefined, { exec, env, signal }: Host): Promise<Problem | undefined> {
  const version = await exec({ file: 'docker', args: ['buildx', 'version'], env, signal });
  const firstLine = (text: string): string => text.trim().split('\n', 1)[0]?.replace(/^ERROR: /, '') ?? '';
  if (version.code === 127) return error('no-docker', 'there is no docker on PATH, which "check --build" needs for BuildKit\'s checks', { hint: 'leave --build away to check without Docker, or install it: https://docs.docker.com/engine/install/' });
  if (version.code !== 0) return error('no-buildx', `docker has no buildx, which "check --build" needs: ${firstLine(version.stderr)}`, { hint: 'leave --build away, or install the plugin: https://github.com/docker/buildx#installing' });
  const inspect = await exec({ file: 'docker', args: ['buildx', 'inspect', '--bootstrap', ...(builder === undefined ? [] : ['--', builder])], env, signal });
  return inspect.code === 0 ? undefined : error('no-builder', `no builder answers: ${firstLine(inspect.stderr)}`, { hint: 'start the Docker engine, choose a builder from "docker buildx ls" with --builder, or leave --build away' });
}

/** A finding in one image, at its place. */
interface Placed {
  readonly image: string;
  readonly finding: Finding;
  readonly place?: Place;
}

/** Images share stages, and so what is found in them: each finding once, with the images where that helps. */
function together(found: readonly Placed[]): readonly Problem[] {
  // Several stages can need what keeps an image from being built; BuildKit names any of them.
  const groups = groupBy(found, ({ finding, place }) => (finding.rule === undefined ? finding.message : JSON.stringify([finding.rule, finding.message, place])));
  return [...groups.values()].flatMap((group) => {
    const [first] = group.toSorted((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
    if (!first) return [];
    const { rule, message, url } = first.finding;
    if (rule !== undefined) return [error('buildkit-check', `${rule}: ${message}`, { place: first.place, hint: `${url ?? `BuildKit's rule ${rule}`}; to allow it: args: { BUILDKIT_DOCKERFILE_CHECK: skip=${rule} }` })];
    const images = [...new Set(group.map(({ image }) => image))];
    return [error('buildkit-check', `${message} (${images.slice(0, 3).join(', ')}${images.length > 3 ? ` and ${images.length - 3} more` : ''})`, { place: first.place })];
  });
}

async function imageFindings(image: Image, folder: string, templates: ReadonlyMap<string, string>, check: BuildkitCheck, host: Host): Promise<readonly Placed[]> {
  const { workspace } = check;
  const definition = join(folder, 'bake', `${image.id}.hcl`);
  const contexts = Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.startsWith('image:') ? join(folder, STAND_IN) : context]));
  await host.files.write([
    { path: definition, text: writeImageDefinition(image, folderFromContext(workspace, folder), { contexts, tags: undefined, output: undefined, secret: undefined, 'cache-from': undefined }) },
  ]);
  const result = await host.exec({
    file: 'docker',
    args: ['buildx', 'bake', ...(check.builder === undefined ? [] : ['--builder', check.builder]), '--file', definition, '--call', 'check,format=json', '--progress', 'quiet', '--allow', `fs.read=${folder}`, image.id],
    cwd: workspace.root,
    env: { ...host.env, OTEL_TRACES_SAMPLER: 'always_off' },
    signal: host.signal,
  });
  const findings = readFindings(result.stdout, image.id);
  if (!findings) return [{ image: image.id, finding: { message: `BuildKit did not check it: ${result.stderr.trim().split('\n').findLast((line) => line.startsWith('ERROR')) ?? (result.stderr.trim().split('\n').at(-1) || `docker buildx ended with status ${result.code}`)}` } }];
  const text = image.verbatim ? await host.files.readText(join(workspace.root, image.dockerfile)) : check.plan.files.find(({ path }) => path === image.dockerfile)?.text;
  return findings.map((finding) => ({ image: image.id, finding, ...(finding.line === undefined ? {} : { place: placeOf(image, text ?? '', finding.line, templates, check) }) }));
}

function placeOf(image: Image, dockerfile: string, line: number, templates: ReadonlyMap<string, string>, { workspace: { matrix }, matrix: path }: BuildkitCheck): Place {
  if (image.verbatim) return { file: join(dirname(path), image.dockerfile), line, column: 1 };
  const origin = originOf(dockerfile, line, (name) => templates.get(name));
  if (origin.kind === 'template') return { file: join(dirname(path), origin.path), line: origin.line, column: 1 };
  const { targets, stages = {} } = matrix.file;
  if (origin.kind === 'from') {
    const target = Object.keys(targets).find((name) => (targets[name]?.stage ?? name) === origin.stage);
    if (target !== undefined) return matrix.source.at(['targets', target, 'from']);
    if (Object.hasOwn(stages, origin.stage)) return matrix.source.at(['stages', origin.stage, 'from']);
  }
  return { file: join(dirname(path), image.dockerfile), line, column: 1 };
}

/** Stage templates by the path their markers name. */
async function templateTexts({ matrix, plan }: BuildkitCheck, host: Host): Promise<ReadonlyMap<string, string>> {
  const paths = new Set(plan.files.flatMap(({ text }) => [...text.matchAll(/^# (.+\.hbs):1-\d+$/gm)].map(([, path]) => path ?? '')));
  const texts = await Promise.all([...paths].map(async (path) => [path, (await host.files.readText(join(dirname(matrix), path))) ?? ''] as const));
  return new Map(texts);
}
