/** The files that `render` writes and that a project commits: Dockerfiles and docker-bake.hcl. */

import { dirname, join, relative, resolve, sep } from 'node:path';
import { folderFromContext, writeDefinition } from '../../bake/definition.ts';
import type { Host } from '../../effects/host.ts';
import { fileName } from '../../matrix/parse.ts';
import { planImages, type Plan } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { error, type Problem } from '../../problem/problem.ts';
import { NO_RUN } from '../../tags/run-facts.ts';
import type { TextFile } from '../../text/file.ts';
import { shownPath } from '../../text/path.ts';

/**
 * Every rendered file has this line, but for Dockerfiles that are a template as a whole. A file without it was written
 * by somebody else, and is changed only with --force.
 */
export const RENDERED_MARK = '# Made by docker-matrix';

/** Whether a file of this name can be a rendered one. Not one that another run is just writing (`….tmp`). */
export function isRenderedName(name: string): boolean {
  return /Dockerfile(?:\.dockerignore)?$/.test(name);
}

/** Whether a file was rendered by this tool. */
export function isOurs(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(RENDERED_MARK));
}

const DEFINITION = 'docker-bake.hcl';

/**
 * Tells which files of a folder were rendered by this tool: those with its mark, and those without one that the
 * definition beside them, which has it, builds from.
 *
 * @param onDisk texts by path below the folder; undefined for a file that is not there
 */
export function oursAmong(onDisk: ReadonlyMap<string, string | undefined>): (path: string) => boolean {
  const definition = onDisk.get(DEFINITION) ?? '';
  const built = isOurs(definition)
    ? [...definition.matchAll(/^ *dockerfile *= "([^"]*)"$/gm)].map(([, path = '']) => `/${path}`)
    : [];
  return (path) => {
    const text = onDisk.get(path) ?? '';
    // In an empty file nothing is lost.
    return isOurs(text) || text.trim() === '' || built.some((known) => known.endsWith(`/${path}`));
  };
}

/** The problem of a file that is not ours. */
export function notOurs(path: string): Problem {
  return error('not-ours', `${path} is there, and docker-matrix did not write it`, {
    hint: 'move it away, choose another folder with --out, or overwrite it with --force',
  });
}

/**
 * What keeps files from being written: somebody else wrote what is there, or a link leads out of the folder.
 *
 * @param files with paths below `out`, the absolute folder that they are for
 * @param options `force`: whether files of others may be overwritten. Dockerfiles that the plan uses as they are never
 *   are: they are what images are built from
 */
export async function writeProblems(
  files: readonly TextFile[],
  out: string,
  { force, plan, root }: { readonly force: boolean; readonly plan: Plan; readonly root: string },
  { files: disk, cwd }: Pick<Host, 'files' | 'cwd'>,
): Promise<readonly Problem[]> {
  const shown = (path: string): string => shownPath(join(out, path), cwd);
  const folder = await disk.realPath(out);
  const folders = [...new Set(files.map(({ path }) => dirname(path)))];
  const outside = await Promise.all(
    folders.map(async (path): Promise<readonly Problem[]> => {
      const real = await disk.realPath(join(out, path));
      if (folder === undefined || real === undefined || !relative(folder, real).split(sep).includes('..'))
        return [];
      const message = `${shown(path)} is a link that leads out of ${shownPath(out, cwd)}, to ${real}`;
      return [error('link-outside', message, { hint: 'make it a folder, or name another one with --out' })];
    }),
  );
  const onDisk = new Map(
    await Promise.all(files.map(async ({ path }) => [path, await disk.readText(join(out, path))] as const)),
  );
  const isOurs = oursAmong(onDisk);
  const verbatim = new Set([...plan.verbatim.keys()].map((path) => resolve(root, path)));
  const foreign = files.flatMap(({ path, text }) => {
    const existing = onDisk.get(path);
    if (existing === undefined || existing === text) return [];
    if (verbatim.has(resolve(out, path)))
      return [
        error(
          'not-ours',
          `${shown(path)} is the Dockerfile of an image ("dockerfile:"), and would be overwritten`,
          {
            hint: 'give it another name, or choose another folder with --out',
          },
        ),
      ];
    return force || isOurs(path) ? [] : [notOurs(shown(path))];
  });
  return [...outside.flat(), ...foreign];
}

/** Absolute folder of the rendered files. */
export function renderFolder({ out }: Pick<Request, 'out'>, { root }: Workspace, { cwd }: Host): string {
  return out === undefined ? root : resolve(cwd, out);
}

/**
 * Definition and Dockerfiles as a project commits them, without anything that changes from run to run.
 *
 * @param out absolute folder that the files are for
 * @returns paths below `out`
 */
export function renderedFiles(
  { overrides, targets, platforms }: Pick<Request, 'overrides' | 'targets' | 'platforms'>,
  workspace: Workspace,
  out: string,
): readonly TextFile[] {
  const plan = planImages(workspace.modelOf(overrides), { facts: NO_RUN, targets, platforms });
  const { root, matrix } = workspace;
  const folder = folderFromContext(root, plan.settings.context, out);
  return [{ path: DEFINITION, text: writeDefinition(plan, folder, fileName(matrix)) }, ...plan.files];
}
