/** Reads the files of a Git commit without checking it out, for `docker-matrix diff`. */

import { basename, dirname, posix, resolve } from 'node:path';
import pLimit from 'p-limit';
import type { FileSystemAdapter } from 'tinyglobby';
import type { Exec } from '../effects/exec.ts';
import type { ReadFiles, Revision } from '../effects/files.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { pathFrom } from '../text/path.ts';
import { globPaths } from './glob.ts';
import { firstLine } from '../text/words.ts';

/** How many `git cat-file` run at once. */
const READERS = 8;
/** Links that are followed one after another. More than this is taken for a circle. */
const MAX_LINKS = 10;

/**
 * Opens a revision of the repository that `folder` is in; nothing when the repository has no such revision. Its files
 * are read without a checkout. Throws `ProblemsFound` where there is no Git or no repository.
 *
 * @param cwd absolute; where relative paths of files start
 */
export async function openGitTree(
  exec: Exec,
  cwd: string,
  folder: string,
  revision: string,
): Promise<Revision | undefined> {
  const git = async (...args: string[]) => exec({ file: 'git', args, cwd: folder });
  const prefixResult = await git('rev-parse', '--show-prefix');
  if (prefixResult.code === 127)
    throw new ProblemsFound([
      error('no-git', 'there is no git on PATH', {
        hint: 'install it, or compare with a folder: docker-matrix diff ../other',
      }),
    ]);
  if (prefixResult.code !== 0)
    throw new ProblemsFound([
      error('no-repository', `${folder} is in no Git repository`, {
        hint: 'compare with a folder instead: docker-matrix diff ../other',
      }),
    ]);
  const prefix = prefixResult.stdout.trim();
  // In two steps: in a revision such as `:/text` an appended `^{commit}` would be part of the text.
  const revisionResult = await git('rev-parse', '--verify', '--quiet', '--end-of-options', revision);
  const commitResult =
    revisionResult.code === 0
      ? await git('rev-parse', '--verify', '--quiet', `${revisionResult.stdout.trim()}^{commit}`)
      : revisionResult;
  if (commitResult.code !== 0) return undefined;
  const commit = commitResult.stdout.trim();

  // Mode, type, object and path of every entry. The whole repository, because templates may be above the folder.
  const listing = await git('ls-tree', '-r', '-z', '--full-tree', commit);
  if (listing.code !== 0)
    throw new ProblemsFound([
      error('unreadable-revision', `git cannot list ${revision}: ${firstLine(listing.stderr)}`),
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

  const limit = pLimit(READERS);
  // With filters the text is what a checkout would write, line ends included.
  const blob = async (path: string, filters = true): Promise<string> =>
    (await limit(() => git('cat-file', ...(filters ? ['--filters'] : ['blob']), `${commit}:${path}`))).stdout;
  // Seen from `folder`, because the folder may itself be a link into the repository.
  const inTree = (path: string): string =>
    posix.join(prefix, pathFrom(folder, resolve(cwd, path))).replace(/(?<=.)\/$/, '');
  return { commit, files: treeFiles({ paths, links, blob, inTree }) };
}

/** The entries of a commit. Paths are seen from the top of the repository, with "/". */
interface Tree {
  /** Paths of all files and links. */
  readonly paths: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  /** The content of a file, or the target of a link. */
  readonly blob: (path: string, filters?: boolean) => Promise<string>;
  /** A path of the disk as a path of the tree. */
  readonly inTree: (path: string) => string;
}

function treeFiles({ paths, links, blob, inTree }: Tree): ReadFiles {
  const folders = foldersOf(paths);
  /** The path that a path leads to once links are followed; nothing where links lead in a circle. */
  const followed = async (path: string, hops = 0): Promise<string | undefined> => {
    if (!links.has(path)) return path;
    if (hops > MAX_LINKS) return undefined;
    return followed(posix.normalize(posix.join(posix.dirname(path), await blob(path, false))), hops + 1);
  };
  const entriesOf = (folder: string): readonly (readonly [string, boolean])[] => [
    ...(folders.get(inTree(folder)) ?? []),
  ];
  return {
    readText: async (path) => {
      const file = await followed(inTree(path));
      return file !== undefined && paths.has(file) ? blob(file) : undefined;
    },
    realPath: async () => undefined,
    kind: async (path) => {
      const target = await followed(inTree(path));
      if (target === undefined) return undefined;
      return paths.has(target) ? 'file' : folders.has(target) ? 'folder' : undefined;
    },
    list: async (folder) =>
      entriesOf(folder)
        .flatMap(([name, isFile]) => (isFile ? [name] : []))
        .toSorted(),
    walk: async (folder) => {
      const root = inTree(folder);
      const above = root === '.' ? '' : `${root}/`;
      return [...paths]
        .filter((path) => path.startsWith(above) && !links.has(path))
        .map((path) => path.slice(above.length))
        .toSorted();
    },
    glob: (folder, pattern) => globPaths(resolve(TOP, inTree(folder)), pattern, treeAdapter(folders)),
  };
}

/** Every folder by its path (`.` is the top), with the names in it and whether each is a file. */
type Folders = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

function foldersOf(paths: ReadonlySet<string>): Folders {
  const folders = new Map<string, Map<string, boolean>>();
  for (const path of paths) {
    for (let at = path, isFile = true; at !== '.'; at = posix.dirname(at), isFile = false) {
      const above = posix.dirname(at);
      const entries = folders.get(above) ?? new Map<string, boolean>();
      folders.set(above, entries.set(basename(at), isFile));
    }
  }
  return folders;
}

/** The top of the tree, where a path has to be absolute. */
const TOP = resolve('/top-of-the-tree');

/** The commit's folders for the library that also searches the disk, so that patterns mean the same in both. */
function treeAdapter(folders: Folders): FileSystemAdapter {
  const readdir = (
    path: string,
    _options: unknown,
    done: (cause: Error | null, entries: readonly object[]) => void,
  ): void => {
    const here = pathFrom(TOP, path) || '.';
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
