/** The repositories that images are pushed to, and copied to, and what is wrong with their names. */

import type { Matrix } from '../matrix/parse.ts';
import { parseRepository } from '../oci/reference.ts';
import { error, type Problem } from '../problem/problem.ts';
import { references, type Image } from './image.ts';

/** The repository that images are pushed to: the first one under `image`. */
export function primaryRepository({ file }: Pick<Matrix, 'file'>): string {
  return typeof file.image === 'string' ? file.image : (file.image[0] ?? '');
}

/** The repositories that get copies of the images: all others under `image`. */
export function mirrorRepositories({ file }: Pick<Matrix, 'file'>): readonly string[] {
  return typeof file.image === 'string' ? [] : file.image.slice(1);
}

/** Every reference that an image is published under: at its repository, then at each mirror. */
export function publishedReferences({
  repository,
  tags,
  mirrors,
}: Pick<Image, 'repository' | 'tags' | 'mirrors'>): readonly string[] {
  return [repository, ...mirrors].flatMap((name) => references({ repository: name, tags }));
}

/** Invalid names of repositories, and repositories that are named twice. */
export function repositoryProblems({ file, source }: Matrix): readonly Problem[] {
  const seen = new Map<string, string>();
  return [file.image].flat().flatMap((name, index) => {
    const place = source.at(typeof file.image === 'string' ? ['image'] : ['image', index]);
    const parsed = parseRepository(name);
    if (typeof parsed === 'string') return [error('invalid-image', parsed, { place })];
    const same = seen.get(parsed.name);
    seen.set(parsed.name, name);
    return same === undefined
      ? []
      : [
          error(
            'mirror-twice',
            `"${name}" is the same repository as "${same}"; every tag would be there twice`,
            { place, hint: 'name each repository once' },
          ),
        ];
  });
}
