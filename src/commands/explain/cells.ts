import { combinationKey, restrict, type Combination } from '../../matrix/axes.ts';
import type { Cell, Excluded, Expansion } from '../../matrix/expand.ts';
import { imageId } from '../../matrix/names.ts';
import type { ResolvedTarget } from '../../matrix/targets.ts';
import { compareVersions } from '../../version/order.ts';

/** A target at a combination, whether or not it became an image. */
export interface Candidate {
  readonly id: string;
  readonly target: ResolvedTarget;
  readonly combination: Combination;
  readonly fate:
    | { readonly kind: 'image'; readonly cell: Cell }
    | { readonly kind: 'excluded'; readonly by: Excluded };
}

/** Every target × combination, in the order of the plan, and a way to find one. */
export interface Candidates {
  readonly all: readonly Candidate[];
  readonly targets: ReadonlyMap<string, ResolvedTarget>;
  readonly find: (target: string, combination: Combination) => Candidate | undefined;
  /** The one that `candidate` is built from; it may be excluded. */
  readonly parentOf: (candidate: Candidate) => Candidate | undefined;
}

export function candidatesOf(expansion: Expansion): Candidates {
  const { targets } = expansion;
  const byKey = new Map<string, Candidate>();
  const keyOf = (target: string, combination: Combination): string =>
    `${target} ${combinationKey(combination)}`;
  const add = (
    target: ResolvedTarget | undefined,
    combination: Combination,
    fate: Candidate['fate'],
  ): void => {
    if (target)
      byKey.set(keyOf(target.name, combination), {
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
    byKey.get(keyOf(target, combination));
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

/** Targets as the plan has them, then axis after axis by version. */
function order(a: Candidate, b: Candidate, targets: readonly string[]): number {
  if (a.target.name !== b.target.name) return targets.indexOf(a.target.name) - targets.indexOf(b.target.name);
  return a.target.axes.reduce(
    (found, axis) => found || compareVersions(a.combination[axis] ?? '', b.combination[axis] ?? ''),
    0,
  );
}
