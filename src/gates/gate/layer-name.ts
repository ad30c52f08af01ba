import type { ImageConfig } from '../../oci/image-config.ts';

/**
 * A layer as messages name it: by where it is and by the instruction that made it, such as `layer 2 above the base (a
 * RUN)`. Never by the step's own text, which may hold the very secret that a message is about.
 *
 * @param baseLayers how many of the lowest layers are the base's
 */
export function layerName(
  { diffIds, madeBy }: Pick<ImageConfig, 'diffIds' | 'madeBy'>,
  diffId: string | undefined,
  baseLayers: number,
): string | undefined {
  const index = diffIds.indexOf(diffId ?? '');
  if (index < 0) return undefined;
  const keyword = madeBy[index] ?? '';
  const place =
    baseLayers > 0 && index >= baseLayers
      ? `layer ${index - baseLayers + 1} above the base`
      : `layer ${index + 1}`;
  return keyword === '' ? place : `${place} (${/^[AEIOU]/.test(keyword) ? 'an' : 'a'} ${keyword})`;
}
