import { basename, dirname, posix, relative, resolve, sep } from 'node:path';
import pLimit from 'p-limit';
import type { FileSystemAdapter } from 'tinyglobby';
import type { Exec } from '../effects/exec.ts';
import type { WorkspaceFiles } from '../plan/workspace.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { globPaths } from './matrix-files.ts';

/** The files of one commit, read without a checkout, by the paths they would have on disk. */
export interface GitTree {
  /** The commit's full id. */
  readonly commit: string;
  readonly workspaceFiles: WorkspaceFiles;
  readonly readText: (path: string) => Promise<string | undefined>;
}

/** How many `git cat-file` run at once. */
const READERS = 8;

/**
 * Opens a revision of the repository that `folder` is in; nothing when the repository has no such revision.
 * Throws `ProblemsFound` where there is no Git or no repository.
 */
export async function openGitTree(
  exec: Exec,
  folder: string,
  revision: string,
): Promise<GitTree | undefined> {
  const git = async (...args: string[]) => exec({ file: 'git', args, cwd: folder });
  const inside = await git('rev-parse', '--show-prefix');
  if (inside.code === 127)
    throw new ProblemsFound([
      error('no-git', 'there is no git on PATH', {
        hint: 'install it, or compare with a folder: docker-matrix diff ../other',
      }),
    ]);
  if (inside.code !== 0)
    throw new ProblemsFound([
      error('no-repository', `${folder} is in no Git repository`, {
        hint: 'compare with a folder instead: docker-matrix diff ../other',
      }),
    ]);
  const prefix = inside.stdout.trim();
  // In two steps: `:/text` would take what is appended for a part of its text.
  const named = await git('rev-parse', '--verify', '--quiet', '--end-of-options', revision);
  const found =
    named.code === 0
      ? await git('rev-parse', '--verify', '--quiet', `${named.stdout.trim()}^{commit}`)
      : named;
  if (found.code !== 0) return undefined;
  const commit = found.stdout.trim();

  // Of the whole repository: templates may be above the folder. Mode, type, object and path of every entry.
  const listing = await git('ls-tree', '-r', '-z', '--full-tree', commit);
  if (listing.code !== 0)
    throw new ProblemsFound([
      error(
        'unreadable-revision',
        `git cannot list ${revision}: ${listing.stderr.trim().split('\n')[0] ?? ''}`,
      ),
    ]);
  const links = new Set<string>();
  const paths = new Set<string>();
  for (const entry of listing.stdout.split('\0')) {
    const tab = entry.indexOf('\t');
    if (tab < 0) continue;
    const path = entry.slice(tab + 1);
    paths.add(path);
    if (entry.startsWith('120000')) links.add(path);
  }

  const inTree = (path: string): string =>
    posix.normalize(posix.join(prefix, relative(folder, resolve(path)).split(sep).join('/')));
  const limit = pLimit(READERS);
  // With filters a file comes as a checkout would write it, line ends included.
  const blob = async (path: string, filters = true): Promise<string> =>
    (await limit(() => git('cat-file', ...(filters ? ['--filters'] : ['blob']), `${commit}:${path}`))).stdout;
  const read = async (path: string, hops = 0): Promise<string | undefined> => {
    if (!paths.has(path)) return undefined;
    if (!links.has(path)) return blob(path);
    return hops > 10
      ? undefined
      : read(posix.normalize(posix.join(posix.dirname(path), await blob(path, false))), hops + 1);
  };
  const readText = async (path: string): Promise<string | undefined> => read(inTree(path));

  return {
    commit,
    readText,
    workspaceFiles: {
      readMatrix: async (path) => {
        const text = await readText(path);
        if (text === undefined)
          throw new ProblemsFound([error('no-matrix', `there is no ${inTree(path)} in ${revision}`)]);
        return { path, text };
      },
      readTemplates: async (templates) => {
        const root = `${inTree(templates)}/`;
        // As on disk, a link is no template.
        const own = [...paths]
          .filter((path) => path.startsWith(root) && path.endsWith('.hbs') && !links.has(path))
          .toSorted();
        return Promise.all(
          own.map(async (path) => ({
            path: `${templates}/${path.slice(root.length)}`,
            name: path.slice(root.length).replace(/\.hbs$/, ''),
            text: (await read(path)) ?? '',
          })),
        );
      },
      readValueInputs: async (root, sources) => {
        const files = await Promise.all(
          [...new Set(sources.files)].map(
            async (path) => [path, await readText(resolve(root, path))] as const,
          ),
        );
        const adapter = treeAdapter(paths, folder, prefix);
        const globs = await Promise.all(
          [...new Set(sources.globs)].map(
            async (pattern) => [pattern, await globPaths(root, pattern, adapter)] as const,
          ),
        );
        return { files: new Map(files), globs: new Map(globs) };
      },
    },
  };
}

/** The commit's folders for the library that also reads the disk, so that one pattern means one thing. */
function treeAdapter(paths: ReadonlySet<string>, folder: string, prefix: string): FileSystemAdapter {
  const top = resolve(folder, posix.relative(prefix, '.') || '.');
  const folders = new Map<string, Map<string, boolean>>();
  for (const path of paths) {
    for (let at = path, isFile = true; at !== '.'; at = posix.dirname(at), isFile = false) {
      const above = posix.dirname(at);
      const entries = folders.get(above) ?? new Map<string, boolean>();
      folders.set(above, entries.set(basename(at), isFile));
    }
  }
  const readdir = (
    path: string,
    _options: unknown,
    done: (cause: Error | null, entries: readonly object[]) => void,
  ): void => {
    const here = posix.normalize(relative(top, resolve(path)).split(sep).join('/') || '.');
    const entries = [...(folders.get(here) ?? [])].map(([name, isFile]) => ({
      name,
      parentPath: dirname(path),
      isFile: () => isFile,
      isDirectory: () => !isFile,
      isSymbolicLink: () => false,
    }));
    queueMicrotask(() => done(null, entries));
  };
  return { readdir } as unknown as FileSystemAdapter;
}
