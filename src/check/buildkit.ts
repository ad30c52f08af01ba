import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { writeImageDefinition } from '../bake/definition.ts';
import type { Host } from '../host/host.ts';
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

/**
 * Runs BuildKit's own checks on every image, as `docker buildx build --check` does: nothing is built, but base images
 * are looked up. Gives what they found, each at the line of the template or matrix that it comes from.
 */
export async function buildkitProblems(check: BuildkitCheck, host: Host): Promise<readonly Problem[]> {
  const missing = await builderMissing(check.builder, host);
  if (missing) return [missing];
  const folder = await temporaryFolder('docker-matrix-check-');
  try {
    await host.files.write(check.plan.files.map(({ path, text }) => ({ path: join(folder, path), text })));
    const templates = await templateTexts(check, host);
    const limit = pLimit(check.concurrency);
    const problems = await Promise.all(check.plan.images.map((image) => limit(() => imageProblems(image, folder, templates, check, host))));
    // Images share stages, and so what is found in them.
    return [...new Map(problems.flat().map((problem) => [JSON.stringify([problem.place, problem.message]), problem])).values()];
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

async function imageProblems(image: Image, folder: string, templates: ReadonlyMap<string, string>, check: BuildkitCheck, host: Host): Promise<readonly Problem[]> {
  const { workspace } = check;
  const definition = join(folder, 'bake', `${image.id}.hcl`);
  // The check knows no other image of a bake; an empty folder stands for one, so that nothing has to be published yet.
  const stand = join(folder, 'image-of-this-matrix');
  const contexts = Object.fromEntries(Object.entries(image.contexts).map(([name, context]) => [name, context.startsWith('image:') ? stand : context]));
  await host.files.write([
    { path: join(stand, '.keep'), text: '' },
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
  if (!findings) return [error('check-failed', `image "${image.id}" was not checked: ${result.stderr.trim().split('\n').findLast((line) => line.startsWith('ERROR')) ?? (result.stderr.trim().split('\n').at(-1) || `docker buildx ended with status ${result.code}`)}`)];
  const text = image.verbatim ? await host.files.readText(join(workspace.root, image.dockerfile)) : check.plan.files.find(({ path }) => path === image.dockerfile)?.text;
  return findings.map((finding) => problemOf(finding, image, text ?? '', templates, check));
}

function problemOf({ rule, message, url, line }: Finding, image: Image, dockerfile: string, templates: ReadonlyMap<string, string>, check: BuildkitCheck): Problem {
  const place = line === undefined ? undefined : placeOf(image, dockerfile, line, templates, check);
  const hint = rule === undefined ? undefined : `${url ?? `BuildKit's rule ${rule}`}; to allow it: args: { BUILDKIT_DOCKERFILE_CHECK: skip=${rule} }`;
  // A template's line says nothing of the cell; what is about one image only names it.
  return error('buildkit-check', `${rule === undefined ? `${image.id}: ` : `${rule}: `}${message}`, { place, hint });
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
