import { basename, dirname, join, relative, resolve } from 'node:path';
import type { GitTree } from '../../host/git-tree.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import type { Overrides } from '../../values/overrides.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { openWorkspace, type Workspace, type WorkspaceFiles } from '../../plan/workspace.ts';
import { compare } from './compare.ts';
import type { Difference } from './difference.ts';
import { EMPTY_SNAPSHOT, takeSnapshot, verbatimPaths, type Snapshot } from './snapshot.ts';
import { loadUnifiedDiff } from './unified.ts';

export interface DiffRequest {
  readonly matrix: string;
  /** A revision or a folder. */
  readonly against: string;
  readonly facts: RunFacts;
  readonly overrides: Overrides;
}

/** What a comparison needs of the world. */
export interface DiffHost {
  readonly readText: (path: string) => Promise<string | undefined>;
  /** Opens a revision; nothing when the repository has none of that name. */
  readonly openRevision: (folder: string, revision: string) => Promise<GitTree | undefined>;
  readonly isFolder: (path: string) => Promise<boolean>;
}

/** One side: its name for people, and how its files are read. */
interface Side {
  readonly name: string;
  readonly matrix: string;
  readonly files?: WorkspaceFiles;
  readonly readText: (path: string) => Promise<string | undefined>;
  /** How a path of this side is called in a message. */
  readonly shown: (path: string) => string;
}

/** Compares a revision, or another folder, with what is on disk. */
export async function diff(request: DiffRequest, host: DiffHost): Promise<Difference> {
  const [before, unifiedDiff] = await Promise.all([otherSide(request, host), loadUnifiedDiff()]);
  const after: Side = {
    name: 'working tree',
    matrix: request.matrix,
    readText: host.readText,
    shown: (path) => path,
  };
  // Both sides are looked at before either is complained about.
  const sides = await Promise.allSettled([snapshotOf(before, request), snapshotOf(after, request)]);
  const problems = sides.flatMap((side): readonly Problem[] => {
    if (side.status === 'fulfilled') return [];
    if (!(side.reason instanceof ProblemsFound)) throw side.reason;
    return side.reason.problems;
  });
  if (problems.length > 0) throw new ProblemsFound(problems);
  const [first, second] = sides.map((side) => (side.status === 'fulfilled' ? side.value : EMPTY_SNAPSHOT));
  return compare(first ?? EMPTY_SNAPSHOT, second ?? EMPTY_SNAPSHOT, {
    names: [before.name, after.name],
    unifiedDiff,
  });
}

/** A path that begins with "." or "/" is a folder; any other name a revision first, because those can be checked. */
async function otherSide({ matrix, against }: DiffRequest, host: DiffHost): Promise<Side> {
  const root = resolve(dirname(matrix));
  const plainPath = /^(?:\.{0,2}[\\/]|\.{1,2}$|[A-Za-z]:[\\/])/.test(against);
  const tree = plainPath
    ? undefined
    : await host.openRevision(root, against).catch(async (cause: unknown) => {
        if (await host.isFolder(against)) return undefined;
        throw cause;
      });
  if (tree)
    return {
      name: against,
      matrix,
      files: tree.workspaceFiles,
      readText: tree.readText,
      shown: (path) => `${against}:${path}`,
    };
  if (!(await host.isFolder(against))) {
    throw new ProblemsFound([
      error('unknown-revision', `"${against}" is neither a revision of this repository nor a folder`, {
        hint: 'in a shallow clone fetch it first: git fetch --depth 1 origin REVISION (actions/checkout: fetch-depth: 0)',
      }),
    ]);
  }
  return {
    name: against,
    matrix: join(against, basename(matrix)),
    readText: host.readText,
    shown: (path) => relative(process.cwd(), resolve(path)) || path,
  };
}

async function snapshotOf(side: Side, { facts, overrides }: DiffRequest): Promise<Snapshot> {
  try {
    const workspace = await openSide(side);
    if (!workspace) return EMPTY_SNAPSHOT;
    const verbatim = await Promise.all(
      verbatimPaths(workspace).map(
        async (path) => [path, await side.readText(resolve(workspace.root, path))] as const,
      ),
    );
    return takeSnapshot(workspace, { facts, overrides, verbatim: new Map(verbatim) });
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    throw new ProblemsFound(
      cause.problems.map((problem) => ({
        ...problem,
        message: `${side.name}: ${problem.message}`,
        ...(problem.place ? { place: { ...problem.place, file: side.shown(problem.place.file) } } : {}),
      })),
    );
  }
}

/** A revision from before there was a matrix is compared as one without images. */
async function openSide(side: Side): Promise<Workspace | undefined> {
  if (side.files && (await side.readText(side.matrix)) === undefined) return undefined;
  return openWorkspace(side.matrix, side.files);
}
