/** Build arguments of an image: those that are the same in every run, and those that are about the run. */

import type { Matrix } from '../matrix/parse.ts';
import { collecting, error, ProblemsFound, type Problem } from '../problem/problem.ts';
import type { ImageBuild } from './image.ts';
import { declaresArg } from './refresh.ts';
import type { RunTexts } from '../tags/run-texts.ts';
import type { Path } from '../yaml/source.ts';

/**
 * The build arguments of a target, sorted by name; its own win over those of the matrix. An argument that uses a fact
 * which the run lacks is left out, and the Dockerfile's default counts. Throws `ProblemsFound`.
 */
export function buildArgs(
  { file, source }: Matrix,
  target: string,
  context: Readonly<Record<string, unknown>>,
  texts: RunTexts,
): Pick<ImageBuild, 'args' | 'runArgs'> {
  const declared = new Map<string, { readonly text: string; readonly path: Path }>();
  for (const [name, text] of Object.entries(file.args ?? {}))
    declared.set(name, { text, path: ['args', name] });
  for (const [name, text] of Object.entries(file.targets[target]?.args ?? {}))
    declared.set(name, { text, path: ['targets', target, 'args', name] });
  const problems: Problem[] = [];
  const collect = collecting(problems);
  const args: Record<string, string> = {};
  const runArgs: Record<string, string> = {};
  for (const [name, { text, path }] of [...declared].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const value = collect(() => texts.fill(text, context, source.at(path))) ?? '';
    if (texts.factsIn(text).length === 0) args[name] = value;
    else if (texts.hasFactsOf([text])) runArgs[name] = value;
  }
  if (problems.length > 0) throw new ProblemsFound(problems);
  return { args, runArgs };
}

/**
 * Arguments about the run that no Dockerfile declares: they would have no effect, and an image of one release could
 * hold another one.
 */
export function argProblems(
  { file, source }: Matrix,
  texts: RunTexts,
  dockerfiles: readonly string[],
): readonly Problem[] {
  const lists: readonly (readonly [Path, Readonly<Record<string, string>> | undefined])[] = [
    [['args'], file.args],
    ...Object.entries(file.targets).map(([name, { args }]) => [['targets', name, 'args'], args] as const),
  ];
  return lists.flatMap(([path, args = {}]) =>
    Object.entries(args)
      .filter(([name, text]) => texts.factsIn(text).length > 0 && !dockerfiles.some(declares(name)))
      .map(([name]) =>
        error('unused-arg', `the build argument "${name}" has no effect: no Dockerfile has "ARG ${name}"`, {
          place: source.atKey([...path, name]),
          hint: 'write it in the template, before the step that uses it',
        }),
      ),
  );
}

function declares(name: string): (dockerfile: string) => boolean {
  return (dockerfile) => declaresArg(dockerfile, name);
}
