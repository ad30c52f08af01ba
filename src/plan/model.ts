import type { Combination } from '../matrix/axes.ts';
import { expand, type Expansion } from '../matrix/expand.ts';
import { RUN_FACTS } from '../matrix/names.ts';
import { ProblemsFound, type Place } from '../problem/problem.ts';
import { createStages, type RenderedStage } from '../stages/stages.ts';
import { withRunOverrides, type RunFacts } from '../tags/run-facts.ts';
import { nameProblems, readOverrides, type Overrides } from '../values/overrides.ts';
import { createScopes, type Scope } from '../values/scope.ts';
import type { Workspace } from './workspace.ts';

/** What a plan is made from, kept open to be looked into: cells, values and stages. */
export interface Model {
  readonly workspace: Workspace;
  readonly expansion: Expansion;
  readonly facts: RunFacts;
  readonly scopeOf: (name: string, combination: Combination) => Scope;
  /** The stages of a target's Dockerfile, the target's own last; none where it is no list of stages. */
  readonly stagesOf: (target: string, combination: Combination) => readonly RenderedStage[];
  /** A whole-file template, rendered, with the place each of its lines comes from. */
  readonly wholeFile: (
    target: string,
    combination: Combination,
  ) => { readonly text: string; readonly places: () => readonly Place[] };
}

/** Throws `ProblemsFound` for what is wrong with names, rules and overrides. */
export function openModel(
  workspace: Workspace,
  options: { readonly facts: RunFacts; readonly overrides: Overrides },
): Model {
  const { matrix, templates, inputs } = workspace;
  const names = nameProblems(matrix);
  if (names.length > 0) throw new ProblemsFound(names);
  const isFact = (name: string): boolean => (RUN_FACTS as readonly string[]).includes(name);
  const given = Object.entries(options.overrides);
  const overrides = readOverrides(matrix, Object.fromEntries(given.filter(([name]) => !isFact(name))));
  const expansion = expand(matrix);
  const scopeOf = createScopes(matrix, templates, overrides, inputs);
  const stages = createStages(matrix, expansion.targets, templates, scopeOf);
  return {
    workspace,
    expansion,
    facts: withRunOverrides(options.facts, Object.fromEntries(given.filter(([name]) => isFact(name)))),
    scopeOf,
    stagesOf: (target, combination) =>
      matrix.file.targets[target]?.from === undefined ? [] : stages.closure([target], combination),
    wholeFile: stages.placedFile,
  };
}
