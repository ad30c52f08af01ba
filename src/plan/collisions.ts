/** Finds images that would get the same name, the same tag or the same Dockerfile. */

import type { Matrix } from '../matrix/parse.ts';
import { error, type Place, type Problem } from '../problem/problem.ts';
import { stageNames } from '../stages/built-stage.ts';
import type { TextFile } from '../text/file.ts';
import { contextTexts, reference, type Image } from './image.ts';

/** Images with the same id or the same tag. buildx accepts them, and one silently overwrites the other. */
export function collisions(matrix: Matrix, images: readonly Image[]): Problem[] {
  const problems: Problem[] = [];
  const ids = new Map<string, Image>();
  const tags = new Map<string, { image: Image; place: Place }>();
  for (const image of images) {
    const place = matrix.source.atKey(['targets', image.target]);
    const sameId = ids.get(image.id);
    const hasTargetName = image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id);
    if (hasTargetName)
      problems.push(
        error(
          'id-collision',
          `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`,
          { place, hint: 'rename one of the targets or axis values' },
        ),
      );
    else if (sameId && sameId.target !== image.id && image.target !== image.id)
      problems.push(
        error(
          'id-collision',
          `"${image.target}" (${describe(image)}) and "${sameId.target}" (${describe(sameId)}) ` +
            `would both be named "${image.id}"`,
          { place, hint: 'rename one of the targets or axis values' },
        ),
      );
    else if (image.id === 'default')
      problems.push(
        error(
          'id-collision',
          'a target cannot be named "default": bake uses that name for the group of all images',
          { place },
        ),
      );
    ids.set(image.id, image);
    for (const tag of image.tags) {
      const fullName = reference(image, tag);
      const other = tags.get(fullName);
      if (other && other.image.id !== image.id) {
        const { file, line, column } = other.place;
        const also = samePlace(tag.place, other.place) ? '' : ` (also at ${file}:${line}:${column})`;
        problems.push(
          error(
            'tag-collision',
            `images "${other.image.id}" and "${image.id}" would both be tagged ${fullName}${also}`,
            { place: tag.place, hint: 'tags need whatever tells the images apart, as {{target}} or an axis' },
          ),
        );
      }
      tags.set(fullName, { image, place: tag.place });
    }
  }
  return problems;
}

/**
 * Images that are built from the same Dockerfile and arguments, although they should differ: axes that nothing uses, or
 * the last stage of the user's own Dockerfile where a stage of the target was meant. A stage that is written or has the target's name is meant.
 *
 * @param textOf the text of a Dockerfile, by its path
 */
export function sameImages(
  { file, source }: Matrix,
  images: readonly Image[],
  textOf: (path: string) => string | undefined,
): Problem[] {
  const seen = new Map<string, Image>();
  return images.flatMap((image) => {
    const text = textOf(image.dockerfile);
    const declared = file.targets[image.target];
    if (declared?.from !== undefined || text === undefined) return [];
    const meant = image.stage ?? declared?.stage;
    const build = [
      text,
      meant ?? '',
      image.args,
      image.runArgs,
      contextTexts(image),
      image.platforms,
      image.output,
    ];
    // Rendered files of two targets may well come out the same; a Dockerfile that is used as it is was written once.
    const isShared = meant === undefined && declared?.dockerfile !== undefined;
    const key = JSON.stringify(isShared ? build : [...build, image.target]);
    const other = seen.get(key);
    if (!other) {
      seen.set(key, image);
      return [];
    }
    const names = stageNames(text);
    const stage = meant === undefined ? 'the last stage' : `the stage "${meant}"`;
    return [
      error(
        'same-image',
        `"${other.id}" and "${image.id}" would be the same image: ${stage} of one Dockerfile, ` +
          'with the same arguments',
        {
          place: source.atKey(['targets', image.target]),
          hint:
            image.target === other.target
              ? 'give it args that use its axes, or no axes (axes: [])'
              : `name their stages with "stage:"${names.length === 0 ? '' : ` (it has ${names.join(', ')})`}`,
        },
      ),
    ];
  });
}

/** Dockerfiles that would be written to the same path. */
export function pathCollisions(files: readonly TextFile[], matrix: Matrix): Problem[] {
  const seen = new Map<string, string>();
  return files
    .filter(({ path }) => path.endsWith('file'))
    .flatMap(({ path }) => {
      const other = seen.get(path.toLowerCase());
      seen.set(path.toLowerCase(), path);
      // On macOS and Windows, names that only differ in case are the same file.
      return other === undefined
        ? []
        : [
            error(
              'path-collision',
              `two combinations would both be rendered to ${path}${other === path ? '' : ` (${other})`}`,
              {
                place: matrix.source.atKey(['axes']),
                hint: 'change one of the axis values: in file names everything but letters, digits and "." becomes "_"',
              },
            ),
          ];
    });
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function describe(image: Image): string {
  const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
  return parts.length === 0 ? 'no axes' : parts.join(', ');
}
