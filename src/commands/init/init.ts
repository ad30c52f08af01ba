import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Host } from '../../effects/host.ts';
import { starterFiles } from '../../host/starter-files.ts';
import { parseRepository } from '../../oci/reference.ts';
import { error, ProblemsFound } from '../../problem/problem.ts';
import { readYaml } from '../../yaml/source.ts';
import { dockerfileStarter } from './dockerfile.ts';
import { readProject, slug, type Project } from './project.ts';
import { pythonStarter } from './python.ts';
import type { Starter } from './starter.ts';
import { uvStarter } from './uv.ts';

export const TEMPLATES = ['python', 'uv', 'dockerfile'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export interface InitRequest {
  /** Found out where it is absent. */
  readonly template?: TemplateName;
  /** The Dockerfile whose stages become targets. */
  readonly from?: string;
  readonly image?: string;
  /** Folder of the matrix. */
  readonly out: string;
  /** Whether files that are there are replaced. */
  readonly force: boolean;
}

export interface InitReport {
  readonly template: TemplateName;
  /** Paths as seen from the current folder. */
  readonly written: readonly string[];
  readonly notes: readonly string[];
  /** Commands to go on with. */
  readonly next: readonly { readonly command: string; readonly meaning: string }[];
}

/** Writes a matrix, and templates where it needs some, to begin with: all of them, or none. */
export async function init(request: InitRequest, host: Pick<Host, 'exec' | 'files'>): Promise<InitReport> {
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
  const context = posix(relative(resolve(request.out), folder)) || '.';
  const starter = await make(template, { request, project, folder, image, context }, host);
  const written = starter.files.map(({ path, text }) => ({ path: join(request.out, path), text }));
  await write(written, request, host);
  const option =
    resolve(request.out) === process.cwd() ? '' : ` --matrix ${posix(join(request.out, 'matrix.yaml'))}`;
  return {
    template,
    written: written.map(({ path }) => posix(path)),
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

/** Where the sources are: with the matrix, or where the command was started, if the matrix goes to a folder below that. */
async function contextFolder({ out, from }: InitRequest, host: Pick<Host, 'files'>): Promise<string> {
  const [here, there] = [process.cwd(), resolve(out)];
  if (from !== undefined && isWithin(there, resolve(from))) return there;
  const names = await host.files.list(there);
  if (from === undefined && ['Dockerfile', 'pyproject.toml'].some((name) => names.includes(name)))
    return there;
  return isWithin(here, there) && (from === undefined || isWithin(here, resolve(from)))
    ? here
    : from === undefined
      ? there
      : dirname(resolve(from));
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !/^\.\.(?:[\\/]|$)|^[A-Za-z]:|^\//.test(way);
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
  host: Pick<Host, 'files'>,
): Promise<Starter> {
  const input = { project, image, context };
  if (template === 'python') return pythonStarter(await starterFiles('python'), input);
  if (template === 'uv') {
    if (!project.package || project.lock === undefined)
      throw new ProblemsFound([
        error(
          'no-uv-project',
          `there is no ${project.package ? 'uv.lock' : 'pyproject.toml'} in ${shown(folder)}`,
          { hint: 'run "uv lock" there first, or take --template python' },
        ),
      ]);
    return uvStarter(await starterFiles('uv'), await pinnedUv(), input);
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
    { path: posix(relative(resolve(request.out), resolve(path))), text },
    shown(path),
    input,
  );
}

/** The one version of uv that is kept up to date: the shipped matrix's. */
async function pinnedUv(): Promise<string> {
  const matrix = (await starterFiles('python')).find(({ path }) => path === 'matrix.yaml');
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
  host: Pick<Host, 'files'>,
): Promise<void> {
  const taken = await Promise.all(
    files.map(async ({ path }) => (force || (await host.files.readText(path)) === undefined ? [] : [path])),
  );
  const problems = taken.flat().map((path) =>
    error('file-exists', `${posix(path)} is there already, so nothing was written`, {
      hint: 'replace it with --force, or choose another folder with --out',
    }),
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files);
}

function shown(path: string): string {
  return posix(relative(process.cwd(), resolve(path))) || '.';
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
