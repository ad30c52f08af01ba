/** A matrix with its values, stages and Dockerfiles worked out: everything that is the same in every run. */

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

/** What a model is made from: the files as they were read. */
export interface ModelSource {
  readonly matrix: Matrix;
  readonly templates: Templates;
  /** Files that values are read from. */
  readonly inputs: ValueInputs;
}

/**
 * An opened matrix: its cells, values and stages. Each is worked out once, when it is first needed. Nothing in it
 * depends on the run, so all plans of a matrix are made from the same model, and so are explain, diff and check.
 */
export interface Model extends ModelSource {
  /** Throws `ProblemsFound` for what is wrong with targets, axes and rules. */
  readonly expansion: Expansion;
  readonly scopeOf: (name: string, combination: Combination) => Scope;
  /** The stages of a target's Dockerfile, that of the target last. Empty when the Dockerfile is not made of stages. */
  readonly stagesOf: (target: string, combination: Combination) => readonly RenderedStage[];
  /** A whole-file template, rendered, with the place each of its lines comes from. */
  readonly wholeFile: (
    target: string,
    combination: Combination,
  ) => { readonly text: string; readonly places: () => readonly Place[] };
  /** The Dockerfiles of some cells. */
  readonly dockerfiles: (cells: readonly Cell[]) => RenderedDockerfiles;
  /** Problems of entries under `decorate` that had no effect on anything rendered so far. */
  readonly idleDecorators: ReturnType<typeof createStages>['idleDecorators'];
}

/**
 * Opens a matrix. Throws `ProblemsFound` for what is wrong with names and overrides.
 *
 * @param overrides of values; overrides of facts of the run are ignored here
 */
export function openModel(source: ModelSource, overrides: Overrides): Model {
  const { matrix, templates, inputs } = source;
  const names = nameProblems(matrix);
  if (names.length > 0) throw new ProblemsFound(names);
  const values = readOverrides(matrix, splitOverrides(overrides).values);
  const expansion = once(() => expand(matrix));
  const scopeOf = once(() => createScopes(matrix, templates, values, inputs));
  const stages = once(() => createStages(matrix, expansion().targets, templates, scopeOf()));
  const cellPlatforms = once(
    () =>
      new Map(
        expansion().cells.map((cell) => [cellKey(cell.target.name, cell.combination), cell.allPlatforms]),
      ),
  );
  const platformsOf = (target: string, combination: Combination): readonly string[] =>
    cellPlatforms().get(cellKey(target, combination)) ?? [];
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
      matrix.file.targets[target]?.from === undefined
        ? []
        : stages().closure([{ name: target, platforms: platformsOf(target, combination) }], combination),
    wholeFile: (target, combination) => stages().placedFile(target, combination),
    dockerfiles: (cells) => {
      const key = cells
        .map(({ target, combination, platforms }) =>
          [cellKey(target.name, combination), ...platforms].join(' '),
        )
        .join('\n');
      const files = rendered.get(key) ?? renderDockerfiles({ matrix, cells, stages: stages(), inputs });
      rendered.set(key, files);
      return files;
    },
    idleDecorators: () => stages().idleDecorators(),
  };
}

/** Calls `make` on first use and keeps its result. When it throws, the next use calls it again. */
function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}
