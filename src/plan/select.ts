/** Narrows a run to the targets and platforms that the user chose. */

import type { Cell, Excluded, Expansion } from '../matrix/expand.ts';
import { imageId } from '../matrix/names.ts';
import { normalPlatform } from '../oci/platform.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { didYouMean } from '../yaml/suggest.ts';

/** The part of a matrix that a run is about. An empty or missing list means everything. */
export interface Selection {
  /** Targets, groups or image ids. */
  readonly targets?: readonly string[];
  /** Platforms. Images that have none of them are left out. */
  readonly platforms?: readonly string[];
}

/**
 * The chosen cells, each with its chosen platforms. Throws `ProblemsFound` for names that do not exist, and when
 * no image is left.
 */
export function select(
  { cells, excluded, targets: declared }: Expansion,
  options: Selection,
): readonly Cell[] {
  const { targets = [] } = options;
  const platforms = (options.platforms ?? []).map(normalPlatform);
  const problems: Problem[] = [];
  const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
  const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
  const [firstExcluded] = excluded;
  if (cells.length === 0)
    throw new ProblemsFound([
      error(
        'empty-plan',
        `no image is left; "${firstExcluded?.target ?? ''}" is excluded: ${firstExcluded?.because ?? ''}`,
        { place: firstExcluded?.place, hint: 'narrow the rules' },
      ),
    ]);
  for (const target of targets) {
    if (target === 'default' || names.has(target)) continue;
    const exclusion = excluded.find(
      (entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)),
    );
    problems.push(
      exclusion
        ? error('excluded-target', `"${target}" is excluded: ${exclusion.because}`, {
            place: exclusion.place,
          })
        : error('unknown-target', `there is no target or image "${target}"${didYouMean(target, names)}`),
    );
  }
  for (const platform of platforms)
    if (!allPlatforms.has(platform))
      problems.push(
        error(
          'unknown-platform',
          `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`,
        ),
      );
  if (problems.length > 0) throw new ProblemsFound(problems);
  const wanted = cells.flatMap((cell) => {
    if (
      targets.length > 0 &&
      !targets.includes('default') &&
      !targets.includes(cell.target.name) &&
      !targets.includes(imageId(cell))
    )
      return [];
    const chosenPlatforms =
      platforms.length === 0
        ? cell.platforms
        : cell.platforms.filter((platform) => platforms.includes(platform));
    return chosenPlatforms.length === 0 ? [] : [{ ...cell, platforms: chosenPlatforms }];
  });
  if (wanted.length === 0)
    throw new ProblemsFound([
      error('empty-plan', 'no image is left: none of the chosen targets is built for the chosen platforms', {
        hint: '"docker-matrix plan" shows which image has which platforms',
      }),
    ]);
  return wanted;
}

function isImage({ target, combination }: Excluded, id: string, targets: Expansion['targets']): boolean {
  const resolved = targets.get(target);
  return resolved !== undefined && imageId({ target: resolved, combination }) === id;
}
