/** All combinations of a matrix, those that became images and those that are excluded. */

import { cellKey, restrict, type Combination } from '../../matrix/axes.ts';
import type { Cell, Excluded, Expansion } from '../../matrix/expand.ts';
import { imageId } from '../../matrix/names.ts';
import type { ResolvedTarget } from '../../matrix/targets.ts';
import { compareVersions } from '../../version/order.ts';

/** A target with a combination of axis values, whether it became an image or was excluded. */
export interface Candidate {
  readonly id: string;
  readonly target: ResolvedTarget;
  readonly combination: Combination;
  readonly fate:
    | { readonly kind: 'image'; readonly cell: Cell }
    | { readonly kind: 'excluded'; readonly by: Excluded };
}

/** Every target with every combination, in the order of the plan. */
export interface Candidates {
  readonly all: readonly Candidate[];
  readonly targets: ReadonlyMap<string, ResolvedTarget>;
  readonly find: (target: string, combination: Combination) => Candidate | undefined;
  /** The candidate that another one is built from. It may be excluded. */
  readonly parentOf: (candidate: Candidate) => Candidate | undefined;
}

/** All candidates of an expanded matrix. */
export function candidatesOf(expansion: Expansion): Candidates {
  const { targets } = expansion;
  const byKey = new Map<string, Candidate>();
  const add = (
    target: ResolvedTarget | undefined,
    combination: Combination,
    fate: Candidate['fate'],
  ): void => {
    if (target)
      byKey.set(cellKey(target.name, combination), {
        id: imageId({ target, combination }),
        target,
        combination,
        fate,
      });
  };
  for (const cell of expansion.cells) add(cell.target, cell.combination, { kind: 'image', cell });
  for (const by of expansion.excluded)
    if (by.platforms === undefined) add(targets.get(by.target), by.combination, { kind: 'excluded', by });
  const find = (target: string, combination: Combination): Candidate | undefined =>
    byKey.get(cellKey(target, combination));
  return {
    all: [...byKey.values()].toSorted((a, b) => order(a, b, [...targets.keys()])),
    targets,
    find,
    parentOf: ({ target, combination }) => {
      const parent = target.parent === undefined ? undefined : targets.get(target.parent);
      return parent && find(parent.name, restrict(combination, parent.axes));
    },
  };
}

/** Sorts by target in the order of the plan, then by each axis as versions. */
function order(a: Candidate, b: Candidate, targets: readonly string[]): number {
  if (a.target.name !== b.target.name) return targets.indexOf(a.target.name) - targets.indexOf(b.target.name);
  return a.target.axes.reduce(
    (result, axis) => result || compareVersions(a.combination[axis] ?? '', b.combination[axis] ?? ''),
    0,
  );
}
