/** Finds the one image that gets the tag "latest". */

import { error, type Place, type Problem } from '../problem/problem.ts';
import { cellKey } from '../matrix/axes.ts';
import { conditionTest } from '../matrix/condition.ts';
import { conditionProblems } from '../matrix/condition-problems.ts';
import type { Cell } from '../matrix/expand.ts';
import type { Matrix } from '../matrix/parse.ts';

/** The one image that is called latest. */
export interface Latest {
  /** Whether the matrix names it. Otherwise it is latest because it is the only image. */
  readonly declared: boolean;
  /** Where the matrix names it. */
  readonly place: Place;
  readonly is: (cell: Cell) => boolean;
}

/**
 * Finds the image that is picked by `latest` of the matrix or by `latest: true` of a target. It must be exactly one of
 * all images, also of those that this run does not build. Undefined when there are several images and none is picked.
 */
export function findLatest(
  matrix: Matrix,
  cells: readonly Cell[],
): {
  readonly latest?: Latest;
  readonly problems: readonly Problem[];
  /** How many images there are to pick from. */
  readonly images: number;
} {
  const images = cells.filter(({ target }) => matrix.file.targets[target.name]?.output !== 'local');
  return { ...pickLatest(matrix, images), images: images.length };
}

function pickLatest(
  matrix: Matrix,
  images: readonly Cell[],
): { readonly latest?: Latest; readonly problems: readonly Problem[] } {
  const { file, source } = matrix;
  const targets = Object.keys(file.targets).filter((name) => file.targets[name]?.latest);
  const [first, second] = targets.map((name) => source.at(['targets', name, 'latest']));
  if (file.latest !== undefined) {
    const place = source.atKey(['latest']);
    const problems = [...conditionProblems(matrix, file.latest, ['latest'])];
    if ('platform' in file.latest)
      problems.push(
        error('latest-platform', '"latest" picks an image with all of its platforms, not one platform', {
          place: source.atKey(['latest', 'platform']),
        }),
      );
    if (first)
      problems.push(
        error(
          'latest-images',
          `"latest" of the matrix says which image is latest (${placeText(place)}), and so does this target`,
          { place: first, hint: 'remove one of the two' },
        ),
      );
    const test = conditionTest(file.latest);
    return problems.length > 0
      ? { problems }
      : exactlyOne(
          images.filter(({ target, combination }) => test({ ...combination, target: target.name })),
          true,
          place,
          images,
        );
  }
  if (first && second) {
    return {
      problems: [
        error(
          'latest-images',
          `"latest" picks images of two targets, ${targets[0] ?? ''} and ${targets[1] ?? ''} ` +
            `(also at ${placeText(first)}); exactly one image is needed`,
          { place: second, hint: 'leave one of the two' },
        ),
      ],
    };
  }
  if (first)
    return exactlyOne(
      images.filter(({ target }) => target.name === targets[0]),
      true,
      first,
      images,
    );
  return images.length === 1 ? exactlyOne(images, false, source.at(['targets']), images) : { problems: [] };
}

/** The problem when something needs to know which image is latest, and the matrix does not say. */
export function latestProblem(what: string, images: number, place: Place): Problem {
  return error('latest-images', `${what} needs to know which of the ${images} images is latest`, {
    place,
    hint:
      'write latest: true in a target with one image, or in the matrix, for one of several, ' +
      'latest: { target: NAME, AXIS: VALUE }',
  });
}

function exactlyOne(
  picked: readonly Cell[],
  declared: boolean,
  place: Place,
  images: readonly Cell[],
): { latest?: Latest; problems: readonly Problem[] } {
  const [pickedImage] = picked;
  if (picked.length === 1 && pickedImage) {
    const keyOf = ({ target, combination }: Cell): string => cellKey(target.name, combination);
    return { latest: { declared, place, is: (cell) => keyOf(cell) === keyOf(pickedImage) }, problems: [] };
  }
  const hint = `pick one in the matrix: ${suggestion(picked.at(-1) ?? images.at(-1))}`;
  if (!pickedImage)
    return {
      problems: [error('latest-images', '"latest" picks no image; exactly one is needed', { place, hint })],
    };
  return {
    problems: [
      error(
        'latest-images',
        `"latest" picks ${picked.length} images: ${picked.slice(0, 4).map(describe).join('; ')}` +
          `${picked.length > 4 ? ' …' : ''}; exactly one is needed`,
        { place, hint },
      ),
    ],
  };
}

function suggestion(cell: Cell | undefined): string {
  const axes = Object.entries(cell?.combination ?? {}).map(([axis, value]) => `, ${axis}: "${value}"`);
  return `latest: { target: ${cell?.target.name ?? 'NAME'}${axes.join('')} }`;
}

function describe({ target, combination }: Cell): string {
  return [target.name, ...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`)].join(', ');
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
