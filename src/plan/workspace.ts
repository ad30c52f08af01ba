import { dirname, join, resolve, win32 } from 'node:path';
import { readMatrix, readTemplates, readValueInputs } from '../host/matrix-files.ts';
import { fileName, parseMatrix, type Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { DEFAULT_TEMPLATES } from '../stages/stages.ts';
import { createTemplates, type TemplateFile, type Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { valueSources, type ValueInputs } from '../values/sources.ts';

/** A matrix with everything it refers to, read once. */
export interface Workspace {
  readonly matrix: Matrix;
  readonly templates: Templates;
  /** Files that values are read from. */
  readonly inputs: ValueInputs;
  /** Absolute folder of the matrix; bake runs there. */
  readonly root: string;
}

/** Where a workspace is read from: the disk, or a revision of a repository. */
export interface WorkspaceFiles {
  readonly readMatrix: (path: string) => Promise<TextFile>;
  readonly readTemplates: (folder: string) => Promise<readonly TemplateFile[]>;
  readonly readValueInputs: (
    folder: string,
    sources: { readonly files: readonly string[]; readonly globs: readonly string[] },
  ) => Promise<ValueInputs>;
}

export async function openWorkspace(
  path: string,
  from: WorkspaceFiles = { readMatrix, readTemplates, readValueInputs },
): Promise<Workspace> {
  const matrix = parseMatrix(await from.readMatrix(path));
  const folder = matrix.file.templates ?? DEFAULT_TEMPLATES;
  const context = matrix.file.context ?? '.';
  if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) {
    throw new ProblemsFound([
      error('remote-context', `the context "${context}" is not a folder`, {
        place: matrix.source.at(['context']),
        hint: 'name a folder, seen from the matrix',
      }),
    ]);
  }
  for (const [key, value] of [
    ['context', context],
    ['templates', folder],
  ] as const) {
    // Windows' rule takes in the other one.
    if (win32.isAbsolute(value))
      throw new ProblemsFound([
        error('absolute-path', `"${key}" is the absolute path "${value}", which exists on one machine only`, {
          place: matrix.source.at([key]),
          hint: `write it as seen from ${fileName(matrix)}`,
        }),
      ]);
  }
  const root = resolve(dirname(path));
  const [templates, inputs] = await Promise.all([
    from.readTemplates(join(dirname(path), folder)).then(createTemplates),
    from.readValueInputs(root, valueSources(matrix)),
  ]);
  return { matrix, templates, inputs, root };
}
