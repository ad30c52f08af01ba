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
/** Links that are followed one after another; more lead in a circle. */
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
  // With filters a file comes as a checkout would write it, line ends included.
  const blob = async (path: string, filters = true): Promise<string> =>
    (await limit(() => git('cat-file', ...(filters ? ['--filters'] : ['blob']), `${commit}:${path}`))).stdout;
  // By way of `folder`, which may itself be a link into the repository.
  const inTree = (path: string): string =>
    posix.join(prefix, pathFrom(folder, resolve(cwd, path))).replace(/(?<=.)\/$/, '');
  return { commit, files: treeFiles({ paths, links, blob, inTree }) };
}

/** Paths of a tree are seen from its top, with "/". */
interface Tree {
  /** Of all files and links. */
  readonly paths: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  /** The content of a file, or of a link: where it leads. */
  readonly blob: (path: string, filters?: boolean) => Promise<string>;
  /** A path as the tree has it. */
  readonly inTree: (path: string) => string;
}

function treeFiles({ paths, links, blob, inTree }: Tree): ReadFiles {
  const folders = foldersOf(paths);
  /** What a path means once links are followed; nothing for one that leads nowhere. */
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
    kind: async (path) => {
      const there = await followed(inTree(path));
      if (there === undefined) return undefined;
      return paths.has(there) ? 'file' : folders.has(there) ? 'folder' : undefined;
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

/** Every folder by its path, `.` for the top: the names in it, and whether each is a file. */
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

/** Stands for the top of a tree where a path has to be absolute. */
const TOP = resolve('/top-of-the-tree');

/** The commit's folders for the library that also reads the disk, so that one pattern means one thing. */
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
