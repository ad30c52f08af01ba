/** The files that `render` writes and that a project commits: Dockerfiles and docker-bake.hcl. */

import { resolve } from 'node:path';
import { folderFromContext, writeDefinition } from '../../bake/definition.ts';
import type { Host } from '../../effects/host.ts';
import { fileName } from '../../matrix/parse.ts';
import { planImages } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { NO_RUN } from '../../tags/run-facts.ts';
import type { TextFile } from '../../text/file.ts';

/** Every rendered file has this line. A file without it was written by somebody else, and is never changed. */
export const RENDERED_MARK = '# Made by docker-matrix';

/** Whether a file of this name can be a rendered one. Not one that another run is just writing (`….tmp`). */
export function isRenderedName(name: string): boolean {
  return /Dockerfile(?:\.dockerignore)?$/.test(name);
}

/** Whether a file was rendered by this tool. */
export function isOurs(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(RENDERED_MARK));
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
  return [{ path: 'docker-bake.hcl', text: writeDefinition(plan, folder, fileName(matrix)) }, ...plan.files];
}
