/** `docker-matrix init`: writes a first matrix, and templates if needed, for a project. */

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

/** The command `init`. */
export const command: Command<InitRequest, InitReport> = {
  run: init,
  text: initText,
  json: (report) => report,
};

/** What `init` needs of the machine. */
type InitHost = Pick<Host, 'cwd' | 'exec' | 'files' | 'starterFiles'>;

/** Writes a matrix to begin with, and templates if needed: all of these files, or none. */
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
  const starter = await makeStarter(template, { request, project, folder, image, context }, host);
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

/** The folder of the sources: that of the matrix, or the current folder if the matrix goes to a folder below it. */
async function contextFolder(request: InitRequest, host: InitHost): Promise<string> {
  const currentFolder = host.cwd;
  const matrixFolder = resolve(currentFolder, request.out);
  const from = request.from === undefined ? undefined : resolve(currentFolder, request.from);
  if (from !== undefined && isWithin(matrixFolder, from)) return matrixFolder;
  const names = await host.files.list(matrixFolder);
  if (from === undefined && ['Dockerfile', 'pyproject.toml'].some((name) => names.includes(name)))
    return matrixFolder;
  return isWithin(currentFolder, matrixFolder) && (from === undefined || isWithin(currentFolder, from))
    ? currentFolder
    : from === undefined
      ? matrixFolder
      : dirname(from);
}

function isWithin(folder: string, path: string): boolean {
  const relativePath = pathFrom(folder, path);
  return relativePath === '' || !/^\.\.(?:\/|$)|^[A-Za-z]:|^\//.test(relativePath);
}

/** What the files are made from. */
interface Choices {
  readonly request: InitRequest;
  readonly project: Project;
  readonly folder: string;
  readonly image: string;
  readonly context: string;
}

async function makeStarter(
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

/** The version of uv in the matrix that this repository ships, because that one is kept up to date. */
async function pinnedUv(host: InitHost): Promise<string> {
  const matrix = (await host.starterFiles('python')).find(({ path }) => path === 'matrix.yaml');
  const read = matrix && readYaml(matrix);
  const { values } = (read && 'source' in read ? read.source.data : {}) as { values?: { uv?: string } };
  if (values?.uv === undefined) throw new Error('the shipped matrix names no version of uv');
  return values.uv;
}

/** The name of the image: the one that was given, that of the Git remote, or a guess, which gives a note. */
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

/** Writes the files unless one exists already. `host.files.write` finds everything else that is in the way. */
async function write(
  files: readonly { readonly path: string; readonly text: string }[],
  { force }: InitRequest,
  host: InitHost,
): Promise<void> {
  const existing = await Promise.all(
    files.map(async ({ path }) => (force || (await host.files.readText(path)) === undefined ? [] : [path])),
  );
  const problems = existing.flat().map((path) =>
    error('file-exists', `${withSlashes(path)} is there already, so nothing was written`, {
      hint: 'replace it with --force, or choose another folder with --out',
    }),
  );
  if (problems.length > 0) throw new ProblemsFound(problems);
  await host.files.write(files);
}
