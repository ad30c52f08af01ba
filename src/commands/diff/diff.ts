/** `docker-matrix diff`: shows what a change to the matrix or its templates does to images and tags. */

import { basename, dirname, join, resolve } from 'node:path';
import type { ReadFiles } from '../../effects/files.ts';
import type { Host } from '../../effects/host.ts';
import type { RunFacts } from '../../tags/run-facts.ts';
import type { Overrides } from '../../values/overrides.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { openWorkspace } from '../../plan/workspace.ts';
import { shownPath } from '../../text/path.ts';
import { compare, isSame } from './compare.ts';
import type { Difference } from './difference.ts';
import { EMPTY_SNAPSHOT, takeSnapshot, verbatimPaths, type Snapshot } from './snapshot.ts';
import { loadUnifiedDiff } from './unified.ts';
import type { Command } from '../command/command.ts';
import { differenceMarkdown } from './markdown.ts';
import { differenceText } from './text.ts';

/** What is compared. */
export interface DiffRequest {
  /** Path of the matrix on both sides. */
  readonly matrix: string;
  /** A Git revision or a folder; HEAD when empty. */
  readonly words: readonly string[];
  readonly facts: RunFacts;
  readonly overrides: Overrides;
}

/** The command `diff`. */
export const command: Command<DiffRequest, Difference> = {
  run: ({ words: [against = 'HEAD'], ...request }, host) => diff({ ...request, against }, host),
  text: differenceText,
  json: (difference) => difference,
  markdown: (difference) => differenceMarkdown(difference).trimEnd(),
  isFinding: (difference) => !isSame(difference),
};

type Comparison = Omit<DiffRequest, 'words'> & { readonly against: string };

/** What a comparison needs of the machine. */
export type DiffHost = Pick<Host, 'allowsOutside' | 'cwd' | 'files' | 'openRevision'>;

/** One side: its name for people, and how its files are read. */
interface Side {
  readonly name: string;
  readonly matrix: string;
  readonly files: ReadFiles;
  /** Whether the matrix may be missing: an old revision may have none, which means no images. */
  readonly mayBeEmpty: boolean;
  /** A path of this side as messages show it. */
  readonly shown: (path: string) => string;
}

/** Compares a revision, or another folder, with the files on the disk. */
export async function diff(request: Comparison, host: DiffHost): Promise<Difference> {
  const [before, unifiedDiff] = await Promise.all([otherSide(request, host), loadUnifiedDiff()]);
  const after: Side = {
    name: 'working tree',
    matrix: request.matrix,
    files: host.files,
    mayBeEmpty: false,
    shown: (path) => path,
  };
  // The problems of both sides are shown together.
  const sides = await Promise.allSettled([
    snapshotOf(before, request, host),
    snapshotOf(after, request, host),
  ]);
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

/** The other side. A path that begins with "." or "/" is a folder; any other name is tried as a revision first. */
async function otherSide({ matrix, against }: Comparison, host: DiffHost): Promise<Side> {
  const root = resolve(host.cwd, dirname(matrix));
  const isFolder = async (path: string): Promise<boolean> => (await host.files.kind(path)) === 'folder';
  const isPath = /^(?:\.{0,2}[\\/]|\.{1,2}$|[A-Za-z]:[\\/])/.test(against);
  const revision = isPath
    ? undefined
    : await host.openRevision(root, against).catch(async (cause: unknown) => {
        if (await isFolder(against)) return undefined;
        throw cause;
      });
  if (revision)
    return {
      name: against,
      matrix,
      files: revision.files,
      mayBeEmpty: true,
      shown: (path) => `${against}:${path}`,
    };
  if (!(await isFolder(against))) {
    throw new ProblemsFound([
      error('unknown-revision', `"${against}" is neither a revision of this repository nor a folder`, {
        hint:
          'in a shallow clone fetch it first: ' +
          'git fetch --depth 1 origin REVISION (actions/checkout: fetch-depth: 0)',
      }),
    ]);
  }
  return {
    name: against,
    matrix: join(against, basename(matrix)),
    files: host.files,
    mayBeEmpty: false,
    shown: (path) => shownPath(path, host.cwd),
  };
}

/** The snapshot of one side. Its problems name the side and show paths as it does. */
async function snapshotOf(
  side: Side,
  { facts, overrides }: Comparison,
  { cwd, allowsOutside }: DiffHost,
): Promise<Snapshot> {
  try {
    if (side.mayBeEmpty && (await side.files.readText(side.matrix)) === undefined) return EMPTY_SNAPSHOT;
    const workspace = await openWorkspace(side.matrix, { files: side.files, cwd, allowsOutside });
    const verbatim = await Promise.all(
      verbatimPaths(workspace).map(
        async (path) => [path, await side.files.readText(resolve(workspace.root, path))] as const,
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
