/** Keeps the output folder of a build out of the build context. */

import { resolve } from 'node:path';
import type { Files } from '../effects/files.ts';
import type { TextFile } from '../text/file.ts';
import { pathFrom } from '../text/path.ts';
import type { BuildJob } from './job.ts';

/**
 * Adds the output folder to the ignore file of each Dockerfile. Otherwise the next build would send gigabytes of OCI
 * layouts to BuildKit, and `COPY . .` would copy them. Where the matrix has no `ignore:`, the ignore file starts with
 * the text of the project's .dockerignore, because BuildKit does not read that one if there is one beside the
 * Dockerfile.
 */
export async function outsideIgnore(
  { rendered, plan: { settings }, root, out }: BuildJob,
  readText: Files['readText'],
): Promise<readonly TextFile[]> {
  const context = resolve(root, settings.context);
  const inside = pathFrom(context, out);
  if (inside === '' || inside.startsWith('..')) return rendered;
  const projectIgnore = settings.hasIgnore ? undefined : ((await readText(`${context}/.dockerignore`)) ?? '');
  return rendered.flatMap((file) => {
    if (projectIgnore === undefined)
      return [file.path.endsWith('.dockerignore') ? { ...file, text: withLine(file.text, inside) } : file];
    return file.path.endsWith('Dockerfile')
      ? [file, { path: `${file.path}.dockerignore`, text: withLine(projectIgnore, inside) }]
      : [file];
  });
}

function withLine(text: string, line: string): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}
