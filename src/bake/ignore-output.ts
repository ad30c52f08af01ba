import { resolve } from 'node:path';
import type { Files } from '../effects/files.ts';
import type { Workspace } from '../plan/workspace.ts';
import type { TextFile } from '../text/file.ts';
import { pathFrom } from '../text/path.ts';

/**
 * Keeps the output folder out of the build context: layouts of gigabytes would be sent to BuildKit with the next build,
 * and change its `COPY . .`. Adds the folder to the ignore file of each Dockerfile; where the matrix has no `ignore:`,
 * on top of the project's own .dockerignore, which a file beside the Dockerfile replaces.
 */
export async function outsideIgnore(
  rendered: readonly TextFile[],
  workspace: Workspace,
  out: string,
  readText: Files['readText'],
): Promise<readonly TextFile[]> {
  const context = resolve(workspace.root, workspace.matrix.file.context ?? '.');
  const inside = pathFrom(context, out);
  if (inside === '' || inside.startsWith('..')) return rendered;
  const own =
    workspace.matrix.file.ignore === undefined
      ? ((await readText(`${context}/.dockerignore`)) ?? '')
      : undefined;
  return rendered.flatMap((file) => {
    if (own === undefined)
      return [file.path.endsWith('.dockerignore') ? { ...file, text: withLine(file.text, inside) } : file];
    return file.path.endsWith('Dockerfile')
      ? [file, { path: `${file.path}.dockerignore`, text: withLine(own, inside) }]
      : [file];
  });
}

function withLine(text: string, line: string): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}
