/** Finds the stage of a Dockerfile that a target builds. */

import { readInstructions } from '../dockerfile/instructions.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { didYouMean } from '../yaml/suggest.ts';

/**
 * The stage that a target builds: the one it names, or else the one that has its name. Of a Dockerfile without such a
 * stage it is the last one, which is undefined here. Throws `ProblemsFound` when it names one that does not exist.
 *
 * @param text of its Dockerfile, where that is not made of stages of the matrix
 */
export function builtStage(
  { file, source }: Matrix,
  name: string,
  text: string | undefined,
): string | undefined {
  const { from, stage } = file.targets[name] ?? {};
  if (from !== undefined) return stage ?? name;
  if (text === undefined) return stage;
  const names = stageNames(text);
  const wanted = stage ?? name;
  // BuildKit does not look at capitals here.
  if (names.some((known) => known.toLowerCase() === wanted.toLowerCase())) return wanted;
  if (stage === undefined) return undefined;
  throw new ProblemsFound([
    error('unknown-stage', `the Dockerfile of "${name}" has no stage "${stage}"${didYouMean(stage, names)}`, {
      place: source.at(['targets', name, 'stage']),
    }),
  ]);
}

/** The names of the stages of a Dockerfile. */
export function stageNames(text: string): readonly string[] {
  return readInstructions(text).instructions.flatMap(({ keyword, text: words }) =>
    keyword === 'FROM' ? (/^\S+\s+as\s+(\S+)$/i.exec(words)?.[1] ?? []) : [],
  );
}
