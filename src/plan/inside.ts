/** Keeps what a matrix reads within its repository: it may be somebody else's, and messages quote what is read. */

import { dirname, join } from 'node:path';
import type { ReadFiles } from '../effects/files.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import { DEFAULT_TEMPLATES } from '../stages/stages.ts';
import { pathFrom } from '../text/path.ts';
import { namedSources, type ValueInputs } from '../values/sources.ts';
import type { Path } from '../yaml/source.ts';

const HINT =
  'a matrix reads below the top of its Git repository, or of its own folder where there is none; links count where ' +
  'they lead. On the command line --allow-outside reads it all the same';

/** Whether a path leads out of where a matrix may read; also through links. */
export type LeadsOut = (path: string) => Promise<boolean>;

/**
 * Makes a function that says whether a path leads out of the Git repository that the folder of the matrix is in, or
 * out of that folder where there is none.
 *
 * @param matrix path of the matrix
 */
export async function boundsOf(matrix: string, files: ReadFiles): Promise<LeadsOut> {
  const folder = await files.realPath(dirname(matrix));
  if (folder === undefined) return async () => false;
  let top = folder;
  for (let at = folder; ; at = dirname(at)) {
    if ((await files.kind(join(at, '.git'))) !== undefined) {
      top = at;
      break;
    }
    if (dirname(at) === at) break;
  }
  return async (path) => {
    const real = await files.realPath(path);
    return real !== undefined && /^(?:\.\.(?:\/|$)|\/|[A-Za-z]:)/.test(pathFrom(top, real));
  };
}

/** Throws `ProblemsFound` for a matrix that is a link to somewhere else. */
export async function requireInside(matrix: string, leadsOut: LeadsOut): Promise<void> {
  if (await leadsOut(matrix))
    throw new ProblemsFound([error('outside-path', `${matrix} leads out of its repository`, { hint: HINT })]);
}

/** A problem for each file or folder that a matrix names and that is somewhere else. */
export async function outsideProblems(matrix: Matrix, leadsOut: LeadsOut): Promise<readonly Problem[]> {
  const { file, source } = matrix;
  const folder = dirname(source.file.path);
  const named: readonly { readonly name: string; readonly at: Path }[] = [
    { name: file.templates ?? DEFAULT_TEMPLATES, at: ['templates'] },
    ...namedSources(matrix).filter(({ kind }) => kind === 'file'),
    ...(file.scan?.ignores === undefined ? [] : [{ name: file.scan.ignores, at: ['scan', 'ignores'] }]),
    ...(file.scan?.vex ?? []).map((name, index) => ({ name, at: ['scan', 'vex', index] })),
  ];
  const problems = await Promise.all(
    named.map(async ({ name, at }) =>
      (await leadsOut(join(folder, name))) ? [outside(name, source.at(at))] : [],
    ),
  );
  return problems.flat();
}

/** A problem for each pattern that finds files somewhere else. */
export async function strayProblems(
  matrix: Matrix,
  { globs }: ValueInputs,
  leadsOut: LeadsOut,
): Promise<readonly Problem[]> {
  const { source } = matrix;
  const folder = dirname(source.file.path);
  const patterns = namedSources(matrix).filter(({ kind }) => kind === 'glob');
  const problems = await Promise.all(
    patterns.map(async ({ name, at }) => {
      const folders = [...new Set((globs.get(name) ?? []).map((path) => join(folder, dirname(path))))];
      const strays = await Promise.all(folders.map(leadsOut));
      return strays.includes(true) ? [outside(name, source.at(at))] : [];
    }),
  );
  return problems.flat();
}

function outside(name: string, place: Place): Problem {
  return error('outside-path', `"${name}" leads out of the repository of the matrix`, { place, hint: HINT });
}
