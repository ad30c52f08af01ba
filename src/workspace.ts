import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { createTemplates, type Templates } from './dockerfile/templates.ts';
import { DEFAULT_TEMPLATES } from './dockerfile/stages.ts';
import { readMatrix, readTemplates, readValueInputs } from './host/matrix-files.ts';
import { parseMatrix, type Matrix } from './matrix/parse.ts';
import { fileName } from './matrix/plan.ts';
import { sourcesOf, type ValueInputs } from './matrix/value-sources.ts';
import { error, ProblemsFound } from './problem.ts';

/** A matrix with everything it refers to, read once. */
export interface Workspace {
  readonly matrix: Matrix;
  readonly templates: Templates;
  /** Files that values are read from. */
  readonly inputs: ValueInputs;
  /** Absolute folder of the matrix; bake runs there. */
  readonly root: string;
}

export async function openWorkspace(path: string): Promise<Workspace> {
  const matrix = parseMatrix(await readMatrix(path));
  const folder = matrix.file.templates ?? DEFAULT_TEMPLATES;
  const context = matrix.file.context ?? '.';
  if (/^[a-z][a-z0-9+.-]*:|^git@/i.test(context)) {
    throw new ProblemsFound([error('remote-context', `the context "${context}" is not a folder`, { place: matrix.source.at(['context']), hint: 'name a folder, seen from the matrix' })]);
  }
  for (const [key, value] of [['context', context], ['templates', folder]] as const) {
    if (isAbsolute(value)) throw new ProblemsFound([error('absolute-path', `"${key}" is the absolute path "${value}", which exists on one machine only`, { place: matrix.source.at([key]), hint: `write it as seen from ${fileName(matrix)}` })]);
  }
  const root = resolve(dirname(path));
  const [templates, inputs] = await Promise.all([readTemplates(join(dirname(path), folder)).then(createTemplates), readValueInputs(root, valueSources(matrix))]);
  return { matrix, templates, inputs, root };
}

/** The output folder as the build context sees it, for `dockerfile =` in the definition; empty when they are the same. */
export function folderFromContext(workspace: Workspace, out: string): string {
  return relative(resolve(workspace.root, workspace.matrix.file.context ?? '.'), out).split('\\').join('/');
}

/** Every file and pattern that a value anywhere in the matrix is read from. */
function valueSources({ file }: Matrix): { files: readonly string[]; globs: readonly string[] } {
  const axes = Object.values(file.axes ?? {}).flatMap((axis) => (Array.isArray(axis) ? [] : Object.values(axis)));
  const all = [file.values ?? {}, ...axes, ...[...Object.values(file.targets), ...Object.values(file.stages ?? {})].map(({ values }) => values ?? {}), ...(file.rules ?? []).map(({ set }) => set ?? {})].map(sourcesOf);
  return { files: all.flatMap(({ files }) => files), globs: all.flatMap(({ globs }) => globs) };
}
