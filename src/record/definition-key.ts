/** A hash of how an image is defined, which changes when the image has to be built again. */

import { createHash } from 'node:crypto';
import { allArgs, contextTexts, type Image, type ImageBuild } from '../plan/image.ts';

/**
 * SHA-256 in hex over what the matrix says of an image: it changes with the Dockerfile, the stage, arguments, contexts,
 * secrets' ids and platforms, and with nothing else. Tags, labels and caches belong to a run.
 *
 * @param dockerfile the text of the Dockerfile
 */
export function definitionKey(image: ImageBuild & Pick<Image, 'allPlatforms'>, dockerfile: string): string {
  const { stage, context, secrets, output, allPlatforms } = image;
  const sorted = (texts: Readonly<Record<string, string>>): unknown =>
    Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(
      JSON.stringify([
        dockerfile,
        stage ?? '',
        context,
        sorted(contextTexts(image)),
        sorted(allArgs(image)),
        secrets.map(({ id }) => id).toSorted(),
        output,
        [...allPlatforms].toSorted(),
      ]),
    )
    .digest('hex');
}
