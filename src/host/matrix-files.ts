import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';
import { error, ProblemsFound } from '../problem/problem.ts';
import type { TemplateFile } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import type { ValueInputs } from '../values/sources.ts';
import { fileProblem } from './file-problem.ts';

/** A file's text, or nothing when there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (isMissing(cause) || isFolder(cause)) return undefined;
    throw fileProblem('read', cause, path);
  }
}

/** The matrix, with its path as the user gave it. */
export async function readMatrix(path: string): Promise<TextFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return undefined;
    throw isFolder(cause)
      ? new ProblemsFound([
          error('unreadable-matrix', `cannot read the matrix ${path}: it is a folder`, {
            hint: 'name the file with --matrix',
          }),
        ])
      : fileProblem('read', cause, path);
  });
  if (text === undefined) {
    throw new ProblemsFound([
      error('no-matrix', `there is no ${path}`, {
        hint: `go to the folder that has it, or name it: --matrix path/to/${basename(path)}`,
      }),
    ]);
  }
  return { path, text };
}

/** Every `*.hbs` below a folder, named by its path there without the ending; sorted. No folder: none. */
export async function readTemplates(folder: string): Promise<readonly TemplateFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    if (isMissing(cause)) return [];
    throw fileProblem('read', cause, folder);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.toSorted().map(async (path) => ({
      path,
      name: relative(folder, path)
        .split(sep)
        .join('/')
        .replace(/\.hbs$/, ''),
      text: await readFile(path, 'utf8').catch((cause: unknown) => {
        throw fileProblem('read', cause, path);
      }),
    })),
  );
}

function isFolder(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EISDIR';
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}

/** Reads what values of the matrix name: files, and paths by glob pattern. Paths are relative to the matrix's folder. */
export async function readValueInputs(
  folder: string,
  sources: { readonly files: readonly string[]; readonly globs: readonly string[] },
): Promise<ValueInputs> {
  const files = await Promise.all(
    [...new Set(sources.files)].map(async (path) => [path, await readText(join(folder, path))] as const),
  );
  if (sources.globs.length === 0) return { files: new Map(files), globs: new Map() };
  const globs = await Promise.all(
    [...new Set(sources.globs)].map(async (pattern) => [pattern, await globPaths(folder, pattern)] as const),
  );
  return { files: new Map(files), globs: new Map(globs) };
}

/** The files that a pattern means, seen from a folder, sorted; on disk, or wherever `files` looks. */
export async function globPaths(
  folder: string,
  pattern: string,
  files?: FileSystemAdapter,
): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    ...(files ? { fs: files } : {}),
  });
  return found.toSorted((a, b) => (a < b ? -1 : 1));
}
