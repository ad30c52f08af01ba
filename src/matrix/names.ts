import type { Combination } from './axes.ts';
import type { Cell } from './expand.ts';

/** Names every template can use, so nobody else may. */
export const BUILT_IN = ['target'] as const;

/** Facts of one run; known in tags and labels only, because rendered files must not change from commit to commit. */
export const RUN_FACTS = ['version', 'revision', 'branch'] as const;

/** Whether `--set` with this name gives a fact of the run instead of a value. */
export function isRunFact(name: string): boolean {
  return (RUN_FACTS as readonly string[]).includes(name);
}

/** `ml-3-11-12-1`: the target and its axis values. Bake allows no dots in names. */
export function imageId(cell: Pick<Cell, 'target' | 'combination'>): string {
  return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? '')]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-');
}

/** `dockerfiles/cuda12.1-python3.11.Dockerfile`; plain `dockerfiles/Dockerfile` where there are no axes. */
export function dockerfilePath(combination: Combination, target?: string): string {
  const parts = Object.entries(combination)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, '_')}`);
  if (target !== undefined) parts.unshift(target);
  return `dockerfiles/${parts.length === 0 ? 'Dockerfile' : `${parts.join('-')}.Dockerfile`}`;
}
