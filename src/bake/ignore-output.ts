import { relative, resolve } from 'node:path';
import type { HostFiles } from '../effects/host.ts';
import type { TextFile } from '../text/file.ts';
import type { BuildJob } from './job.ts';

/**
 * Keeps the output folder out of the build context: layouts of gigabytes would be sent to BuildKit with the next build,
 * and change its `COPY . .`. Adds the folder to the ignore file of each Dockerfile; where the matrix has no `ignore:`,
 * on top of the project's own .dockerignore, which a file beside the Dockerfile replaces.
 */
export async function outsideIgnore(
  { rendered, plan: { settings }, root, out }: BuildJob,
  readText: HostFiles['readText'],
): Promise<readonly TextFile[]> {
  const context = resolve(root, settings.context);
  const inside = relative(context, out).split('\\').join('/');
  if (inside === '' || inside.startsWith('..')) return rendered;
  const own = settings.hasIgnore ? undefined : ((await readText(`${context}/.dockerignore`)) ?? '');
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
