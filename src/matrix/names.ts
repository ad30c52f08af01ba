/** Names that come from the matrix: ids of images, paths of Dockerfiles, and names that are built in. */

import type { Combination } from './axes.ts';
import type { Cell } from './expand.ts';

/** Names that are built into templates, so that no axis or value can have them. */
export const BUILT_IN = ['target'] as const;

/**
 * Keys of an object in the Action's output `matrix`, which has a key for each axis too, so that no axis can have these
 * names. (`target` is another of its keys, and built in.)
 */
export const MATRIX_KEYS = ['id', 'platforms', 'tags'] as const;

/** Facts of one run, for tags and labels only: rendered Dockerfiles must not change with every commit. */
export const RUN_FACTS = ['version', 'revision', 'branch'] as const;

/** Whether `--set` with this name gives a fact of the run instead of a value. */
export function isRunFact(name: string): boolean {
  return (RUN_FACTS as readonly string[]).includes(name);
}

/** `ml-3-11-12-1`: the target and its axis values, as the name of a bake target, in which no dot is allowed. */
export function imageId(cell: Pick<Cell, 'target' | 'combination'>): string {
  return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? '')]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-');
}

/** `dockerfiles/cuda12.1-python3.11.Dockerfile`; without axes and target, `dockerfiles/Dockerfile`. */
export function dockerfilePath(combination: Combination, target?: string): string {
  const parts = Object.entries(combination)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, '_')}`);
  if (target !== undefined) parts.unshift(target);
  return `dockerfiles/${parts.length === 0 ? 'Dockerfile' : `${parts.join('-')}.Dockerfile`}`;
}
