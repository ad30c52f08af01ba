import { cellKey, type Combination } from '../matrix/axes.ts';
import { expand, type Cell, type Expansion } from '../matrix/expand.ts';
import type { Matrix } from '../matrix/parse.ts';
import { ProblemsFound, type Place } from '../problem/problem.ts';
import { renderDockerfiles, type RenderedDockerfiles } from '../stages/dockerfiles.ts';
import { createStages, type RenderedStage } from '../stages/stages.ts';
import type { Templates } from '../template/templates.ts';
import { nameProblems, readOverrides, splitOverrides, type Overrides } from '../values/overrides.ts';
import { createScopes, type Scope } from '../values/scope.ts';
import type { ValueInputs } from '../values/sources.ts';

/** What a model is made of: all that is read, before anything is worked out. */
export interface ModelSource {
  readonly matrix: Matrix;
  readonly templates: Templates;
  /** Files that values are read from. */
  readonly inputs: ValueInputs;
}

/**
 * A matrix opened: its cells, values and stages, each worked out once, when it is first asked for. Nothing in it hangs
 * on a run, so every plan of a matrix is made from the same one, and so are explain, diff and check.
 */
export interface Model extends ModelSource {
  /** Throws `ProblemsFound` for what is wrong with targets, axes and rules. */
  readonly expansion: Expansion;
  readonly scopeOf: (name: string, combination: Combination) => Scope;
  /** The stages of a target's Dockerfile, the target's own last; none where it is no list of stages. */
  readonly stagesOf: (target: string, combination: Combination) => readonly RenderedStage[];
  /** A whole-file template, rendered, with the place each of its lines comes from. */
  readonly wholeFile: (
    target: string,
    combination: Combination,
  ) => { readonly text: string; readonly places: () => readonly Place[] };
  /** The Dockerfiles of some cells. */
  readonly dockerfiles: (cells: readonly Cell[]) => RenderedDockerfiles;
  /** Entries of `decorate` that nothing rendered so far has a use for. */
  readonly idleDecorators: ReturnType<typeof createStages>['idleDecorators'];
}

/**
 * Opens a matrix. Throws `ProblemsFound` for what is wrong with names and overrides.
 *
 * @param overrides of values; facts of a run among them change nothing
 */
export function openModel(source: ModelSource, overrides: Overrides): Model {
  const { matrix, templates, inputs } = source;
  const names = nameProblems(matrix);
  if (names.length > 0) throw new ProblemsFound(names);
  const values = readOverrides(matrix, splitOverrides(overrides).values);
  const expansion = once(() => expand(matrix));
  const scopeOf = once(() => createScopes(matrix, templates, values, inputs));
  const stages = once(() => createStages(matrix, expansion().targets, templates, scopeOf()));
  const rendered = new Map<string, RenderedDockerfiles>();
  return {
    matrix,
    templates,
    inputs,
    get expansion() {
      return expansion();
    },
    scopeOf: (name, combination) => scopeOf()(name, combination),
    stagesOf: (target, combination) =>
      matrix.file.targets[target]?.from === undefined ? [] : stages().closure([target], combination),
    wholeFile: (target, combination) => stages().placedFile(target, combination),
    dockerfiles: (cells) => {
      const key = cells
        .map(({ target, combination, platforms }) =>
          [cellKey(target.name, combination), ...platforms].join(' '),
        )
        .join('\n');
      const known = rendered.get(key) ?? renderDockerfiles({ matrix, cells, stages: stages(), inputs });
      rendered.set(key, known);
      return known;
    },
    idleDecorators: () => stages().idleDecorators(),
  };
}

/** Something that is made when it is first asked for, and kept. What it throws it throws every time. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
