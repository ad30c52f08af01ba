/** Reads a matrix from disk (or a Git revision), with its templates and every other file that it names. */

import { basename, dirname, join, resolve, win32 } from 'node:path';
import type { ReadFiles } from '../effects/files.ts';
import { boundsOf, outsideProblems, requireInside, strayProblems, type LeadsOut } from './inside.ts';
import { fileName, parseMatrix, type Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { DEFAULT_TEMPLATES } from '../stages/stages.ts';
import { createTemplates, type TemplateFile, type Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { splitOverrides, type Overrides } from '../values/overrides.ts';
import { valueSources, type ValueInputs } from '../values/sources.ts';
import { openModel, type Model } from './model.ts';

/** A matrix with every file that it refers to, read once. */
export interface Workspace {
  readonly matrix: Matrix;
  readonly templates: Templates;
  /** Files that values are read from. */
  readonly inputs: ValueInputs;
  /** Absolute folder of the matrix; bake runs there. */
  readonly root: string;
  /** The model of the matrix with these overrides. The same values give the same model. */
  readonly modelOf: (overrides: Overrides) => Model;
}

/** Where a workspace is read: files on the disk or of a revision, and the folder that relative paths start from. */
export interface WorkspaceSource {
  readonly files: ReadFiles;
  readonly cwd: string;
  /** Whether the matrix may name files outside of its repository. */
  readonly allowsOutside: boolean;
}

/**
 * Reads a matrix with everything it refers to. Throws `ProblemsFound` for what is wrong with the matrix itself and
 * with its templates.
 *
 * @param path of the matrix, as the user gave it
 */
export async function openWorkspace(path: string, place: WorkspaceSource): Promise<Workspace> {
  const { files, cwd } = place;
  const { matrix, leadsOut } = await openMatrixFile(path, place);
  const outside = await outsideProblems(matrix, leadsOut);
  if (outside.length > 0) throw new ProblemsFound(outside);
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
    // This knows the absolute paths of Windows and of all other systems.
    if (win32.isAbsolute(value))
      throw new ProblemsFound([
        error('absolute-path', `"${key}" is the absolute path "${value}", which exists on one machine only`, {
          place: matrix.source.at([key]),
          hint: `write it as seen from ${fileName(matrix)}`,
        }),
      ]);
  }
  const root = resolve(cwd, dirname(path));
  const [templates, inputs] = await Promise.all([
    readTemplates(join(dirname(path), folder), files).then(createTemplates),
    readValueInputs(root, valueSources(matrix), files),
  ]);
  const strays = await strayProblems(matrix, inputs, leadsOut);
  if (strays.length > 0) throw new ProblemsFound(strays);
  const models = new Map<string, Model>();
  return {
    matrix,
    templates,
    inputs,
    root,
    modelOf: (overrides) => {
      const key = JSON.stringify(splitOverrides(overrides).values);
      const model = models.get(key) ?? openModel({ matrix, templates, inputs }, overrides);
      models.set(key, model);
      return model;
    },
  };
}

/** Reads and parses a matrix, unless it is a link that leads out of its repository. */
export async function openMatrixFile(
  path: string,
  { files, allowsOutside }: WorkspaceSource,
): Promise<{ readonly matrix: Matrix; readonly leadsOut: LeadsOut }> {
  const leadsOut: LeadsOut = allowsOutside ? async () => false : await boundsOf(path, files);
  await requireInside(path, leadsOut);
  return { matrix: parseMatrix(await readMatrix(path, files)), leadsOut };
}

/** Reads the matrix. The path stays as the user gave it, for messages. */
async function readMatrix(path: string, files: ReadFiles): Promise<TextFile> {
  const text = await files.readText(path);
  if (text !== undefined) return { path, text };
  throw new ProblemsFound([
    (await files.kind(path)) === 'folder'
      ? error('unreadable-matrix', `cannot read the matrix ${path}: it is a folder`, {
          hint: 'name the file with --matrix',
        })
      : error('no-matrix', `there is no ${path}`, {
          hint: `go to the folder that has it, or name it: --matrix path/to/${basename(path)}`,
        }),
  ]);
}

/** Every `*.hbs` file in a folder and below it, named by its path there without `.hbs`. No folder: no templates. */
async function readTemplates(folder: string, files: ReadFiles): Promise<readonly TemplateFile[]> {
  const paths = (await files.walk(folder)).filter((path) => path.endsWith('.hbs'));
  return Promise.all(
    paths.map(async (path) => ({
      path: join(folder, path),
      name: path.replace(/\.hbs$/, ''),
      text: (await files.readText(join(folder, path))) ?? '',
    })),
  );
}

/** Reads the files and globs that values of the matrix name. Their paths start from the folder of the matrix. */
async function readValueInputs(
  folder: string,
  sources: { readonly files: readonly string[]; readonly globs: readonly string[] },
  files: ReadFiles,
): Promise<ValueInputs> {
  const [texts, globs] = await Promise.all([
    Promise.all(
      [...new Set(sources.files)].map(
        async (path) => [path, await files.readText(join(folder, path))] as const,
      ),
    ),
    Promise.all(
      [...new Set(sources.globs)].map(
        async (pattern) => [pattern, await files.glob(folder, pattern)] as const,
      ),
    ),
  ]);
  return { files: new Map(texts), globs: new Map(globs) };
}
