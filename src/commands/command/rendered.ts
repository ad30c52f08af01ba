import { resolve } from 'node:path';
import { folderFromContext, writeDefinition } from '../../bake/definition.ts';
import type { Host } from '../../effects/host.ts';
import { fileName } from '../../matrix/parse.ts';
import { planImages } from '../../plan/plan.ts';
import type { Request } from '../../plan/request.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { NO_RUN } from '../../tags/run-facts.ts';
import type { TextFile } from '../../text/file.ts';

/** Every rendered file holds this; what does not is somebody's own and never touched. */
export const RENDERED_MARK = '# Made by docker-matrix';

/** Whether a file of this name can be a rendered one; what another run is just writing (`….tmp`) is not. */
export function isRenderedName(name: string): boolean {
  return /Dockerfile(?:\.dockerignore)?$/.test(name);
}

/** Whether a file's text is of our making. */
export function isOurs(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(RENDERED_MARK));
}

/** Absolute; where rendered files are committed. */
export function renderFolder({ out }: Pick<Request, 'out'>, { root }: Workspace, { cwd }: Host): string {
  return out === undefined ? root : resolve(cwd, out);
}

/**
 * Definition and Dockerfiles as they are committed: without anything that belongs to one run.
 *
 * @param out absolute; the folder that they are for
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
