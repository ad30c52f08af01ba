/** Finds the image that another image takes files from, when a build context is "image:TARGET". */

import type { Cell } from '../matrix/expand.ts';
import { imageId } from '../matrix/names.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { didYouMean } from '../yaml/suggest.ts';
import type { Image } from './image.ts';

/** Contexts that are images which this run does not build. Such an image must be built in the same run. */
export function missingContexts(matrix: Matrix, images: readonly Image[]): Problem[] {
  const ids = new Set(images.map(({ id }) => id));
  return images.flatMap((image) =>
    Object.entries(image.contexts).flatMap(([key, context]) => {
      if (context.kind !== 'image' || ids.has(context.id)) return [];
      return [
        error(
          'context-not-chosen',
          `"${image.id}" takes files from the image "${context.id}", which is not chosen`,
          {
            place: matrix.source.at(['targets', image.target, 'contexts', key]),
            hint: `choose both: --target ${image.id},${context.id}`,
          },
        ),
      ];
    }),
  );
}

/**
 * The id of the image that a cell takes as a context: that of the other target with the same axis values. It must have
 * all platforms of the cell. Throws `ProblemsFound`.
 */
export function contextImage(
  matrix: Matrix,
  cell: Cell,
  target: string,
  key: string,
  byTarget: ReadonlyMap<string, readonly Cell[]>,
): string {
  const place = matrix.source.at(['targets', cell.target.name, 'contexts', key]);
  const imagesOfTarget = byTarget.get(target);
  if (!imagesOfTarget)
    throw new ProblemsFound([
      error(
        'unknown-target',
        `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`,
        { place },
      ),
    ]);
  const parent = imagesOfTarget.find((other) =>
    Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value),
  );
  if (!parent)
    throw new ProblemsFound([
      error(
        'context-without-image',
        `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`,
        { place, hint: 'a context must have the same axes, or fewer, and not be excluded' },
      ),
    ]);
  const missing = cell.platforms.filter((platform) => !parent.platforms.includes(platform));
  if (missing.length > 0)
    throw new ProblemsFound([
      error(
        'platform-not-in-parent',
        `"${cell.target.name}" is built for ${missing.join(', ')}, ` +
          `but the image of "${target}" in its context "${key}" is not`,
        { place },
      ),
    ]);
  return imageId(parent);
}
