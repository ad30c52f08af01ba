import { basename, dirname, join, resolve } from 'node:path';
import type { Host } from '../../effects/host.ts';
import { parseRepository } from '../../oci/reference.ts';
import { error, ProblemsFound } from '../../problem/problem.ts';
import { pathFrom, shownPath, withSlashes } from '../../text/path.ts';
import { readYaml } from '../../yaml/source.ts';
import { dockerfileStarter } from './dockerfile.ts';
import { readProject, slug, type Project } from './project.ts';
import { pythonStarter } from './python.ts';
import type { Starter } from './starter.ts';
import { uvStarter } from './uv.ts';
import type { Command } from '../command/command.ts';
import type { InitReport, InitRequest, TemplateName } from './request.ts';
import { initText } from './text.ts';

export const command: Command<InitRequest, InitReport> = {
  run: init,
  text: initText,
  json: (report) => report,
};

/** What a matrix to begin with is made from. */
type InitHost = Pick<Host, 'cwd' | 'exec' | 'files' | 'starterFiles'>;

/** Writes a matrix, and templates where it needs some, to begin with: all of them, or none. */
export async function init(request: InitRequest, host: InitHost): Promise<InitReport> {
  const out = resolve(host.cwd, request.out);
  const folder = await contextFolder(request, host);
  const project = await readProject(folder, host);
  const template =
    request.template ??
    (request.from !== undefined || project.files.includes('Dockerfile')
      ? 'dockerfile'
      : project.package && project.lock !== undefined
        ? 'uv'
        : 'python');
  const { image, notes } = imageOf(request, project, folder);
  const context = pathFrom(out, folder) || '.';
  const starter = await make(template, { request, project, folder, image, context }, host);
  const written = starter.files.map(({ path, text }) => ({ path: join(request.out, path), text }));
  await write(written, request, host);
  const option = out === host.cwd ? '' : ` --matrix ${withSlashes(join(request.out, 'matrix.yaml'))}`;
  return {
    template,
    written: written.map(({ path }) => withSlashes(path)),
    notes: [...notes, ...starter.notes],
    next: [
      {
        command: `docker-matrix render${option}`,
        meaning:
          template === 'dockerfile'
            ? 'writes docker-bake.hcl, which plain docker buildx bake builds too'
            : 'writes the Dockerfile and docker-bake.hcl, which plain docker buildx bake builds too',
      },
      {
        command: `docker-matrix build${option}`,
        meaning: 'builds and scans every image; with --push publishes them',
      },
    ],
  };
}

/** Where the sources are: with the matrix, or where the command was started, if that is above the matrix. */
async function contextFolder(request: InitRequest, host: InitHost): Promise<string> {
  const here = host.cwd;
  const there = resolve(here, request.out);
  const from = request.from === undefined ? undefined : resolve(here, request.from);
  if (from !== undefined && isWithin(there, from)) return there;
  const names = await host.files.list(there);
  if (from === undefined && ['Dockerfile', 'pyproject.toml'].some((name) => names.includes(name)))
    return there;
  return isWithin(here, there) && (from === undefined || isWithin(here, from))
    ? here
    : from === undefined
      ? there
      : dirname(from);
}

function isWithin(folder: string, path: string): boolean {
  const way = pathFrom(folder, path);
  return way === '' || !/^\.\.(?:\/|$)|^[A-Za-z]:|^\//.test(way);
}

interface Choices {
  readonly request: InitRequest;
  readonly project: Project;
  readonly folder: string;
  readonly image: string;
  readonly context: string;
}

async function make(
  template: TemplateName,
  { request, project, folder, image, context }: Choices,
  host: InitHost,
): Promise<Starter> {
  const shown = (path: string): string => shownPath(path, host.cwd);
  const input = { project, image, context };
  if (template === 'python') return pythonStarter(await host.starterFiles('python'), input);
  if (template === 'uv') {
    if (!project.package || project.lock === undefined)
      throw new ProblemsFound([
        error(
          'no-uv-project',
          `there is no ${project.package ? 'uv.lock' : 'pyproject.toml'} in ${shown(folder)}`,
          { hint: 'run "uv lock" there first, or take --template python' },
        ),
      ]);
    return uvStarter(await host.starterFiles('uv'), await pinnedUv(host), input);
  }
  const path = request.from ?? join(folder, 'Dockerfile');
  const text = await host.files.readText(path).catch(() => undefined);
  if (text === undefined)
    throw new ProblemsFound([
      error('no-dockerfile', `there is no ${shown(path)} to take stages from`, {
        hint: 'name the file with --from',
      }),
    ]);
  return dockerfileStarter(
    { path: pathFrom(resolve(host.cwd, request.out), resolve(host.cwd, path)), text },
    shown(path),
    input,
  );
}

/** The one version of uv that is kept up to date: the shipped matrix's. */
async function pinnedUv(host: InitHost): Promise<string> {
  const matrix = (await host.starterFiles('python')).find(({ path }) => path === 'matrix.yaml');
  const read = matrix && readYaml(matrix);
  const { values } = (read && 'source' in read ? read.source.data : {}) as { values?: { uv?: string } };
  if (values?.uv === undefined) throw new Error('the shipped matrix names no version of uv');
  return values.uv;
}

function imageOf(
  { image }: InitRequest,
  project: Project,
  folder: string,
): { readonly image: string; readonly notes: readonly string[] } {
  if (image !== undefined) {
    const repository = parseRepository(image);
    if (typeof repository === 'string')
      throw new ProblemsFound([error('invalid-image', `--image: ${repository}`)]);
    return { image, notes: [] };
  }
  if (project.image !== undefined) return { image: project.image, notes: [] };
  const guess = `ghcr.io/org/${slug(project.package?.name ?? basename(folder)) || 'app'}`;
  return {
    image: guess,
    notes: [`images would go to ${guess}, which is a guess: change "image" in the matrix`],
  };
}

/** A folder in the way, or one that cannot be written to, is found by `host.files.write`: it writes all, or none. */
async function write(
  files: readonly { readonly path: string; readonly text: string }[],
  { force }: InitRequest,
  host: InitHost,
): Promise<void> {
  const taken = await Promise.all(
    files.map(async ({ path }) => (force || (await host.files.readText(path)) === undefined ? [] : [path])),
  );
  const problems = taken.flat().map((path) =>
    error('file-exists', `${withSlashes(path)} is there already, so nothing was written`, {
      hint: 'replace it with --force, or choose another folder with --out',
    }),
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files);
}
