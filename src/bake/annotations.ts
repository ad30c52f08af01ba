/** Annotations of images, and the part of an image that each belongs to: `index:k=v`, `manifest[linux/amd64]:k=v`. */

import { normalPlatform } from '../oci/platform.ts';
import type { Image } from '../plan/image.ts';
import { error, type Problem } from '../problem/problem.ts';
import { groupBy } from '../text/group.ts';
import { didYouMean } from '../yaml/suggest.ts';

/** The levels that buildx knows and that stay with an image in a registry. */
const LEVELS = ['manifest', 'index', 'manifest-descriptor'] as const;
type Level = (typeof LEVELS)[number];

/** One part of an image: a level, and for one platform alone that platform. */
interface Part {
  readonly level: Level;
  readonly platform?: string;
}

/** An annotation's key as it is given, taken apart. Without parts it is for the manifests and the index. */
interface Key {
  readonly name: string;
  readonly parts: readonly Part[];
}

/**
 * What is wrong with the key of an annotation that a run is given; nothing for a good one. The part before the first
 * colon names levels, as in docker/metadata-action and bake: `manifest,index:KEY`, `manifest-descriptor[PLATFORM]:KEY`.
 */
export function annotationKeyProblem(key: string): string | undefined {
  const read = readKey(key);
  return typeof read === 'string' ? read : undefined;
}

function readKey(text: string): Key | string {
  const colon = text.indexOf(':');
  if (colon < 0) return { name: text, parts: [] };
  const name = text.slice(colon + 1).trim();
  if (name === '') return `there is no key after "${text}"`;
  const parts: Part[] = [];
  for (const part of text.slice(0, colon).split(',')) {
    const [, word = '', platform] = /^([^[]*)(?:\[([\w/.-]+)\])?$/.exec(part.trim()) ?? [];
    const level = LEVELS.find((known) => known === word);
    if (word === 'index-descriptor')
      return '"index-descriptor" annotates the file of an OCI layout, which no registry keeps; write "index:"';
    if (level === undefined) return `"${part.trim()}" is no level of annotations${didYouMean(word, LEVELS)}`;
    if (level === 'index' && platform !== undefined)
      return `"${part.trim()}" names a platform, but an index is that of all platforms; write "index:"`;
    parts.push({ level, ...(platform === undefined ? {} : { platform: normalPlatform(platform) }) });
  }
  return { name, parts };
}

/**
 * The annotations of an image as bake takes them. What is given replaces a label of its key, at its own level only.
 *
 * @param labels are annotations of the manifests and, where there is one, of the index
 * @param given by the run, with good keys (`annotationKeyProblem`)
 * @param hasIndex there is one with several platforms or with attestations
 */
export function imageAnnotations(
  { platforms }: Pick<Image, 'platforms'>,
  labels: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
  hasIndex: boolean,
): readonly string[] {
  const everywhere: readonly Part[] = [
    ...(hasIndex ? [{ level: 'index' } as const] : []),
    { level: 'manifest' },
  ];
  const own = new Set(platforms.map(normalPlatform));
  const texts = new Map<string, { part: string; name: string; text: string }>();
  const put = (parts: readonly Part[], name: string, text: string): void => {
    for (const { level, platform } of parts.length === 0 ? everywhere : parts) {
      if (platform !== undefined && !own.has(platform)) continue;
      if (level !== 'manifest' && !hasIndex) continue;
      const part = platform === undefined ? level : `${level}[${platform}]`;
      texts.set(`${part}:${name}`, { part, name, text });
    }
  };
  for (const [name, text] of Object.entries(labels)) put([], name, text);
  for (const [key, text] of Object.entries(given)) {
    const read = readKey(key);
    if (typeof read !== 'string') put(read.parts, read.name, text);
  }
  return [...groupBy([...texts.values()], ({ name, text }) => `${name}=${text}`)].map(
    ([annotation, places]) => `${places.map(({ part }) => part).join(',')}:${annotation}`,
  );
}

/**
 * Given annotations that no image could have at their level: for a platform that none is built for, or for the index
 * of images that have none.
 *
 * @param hasIndex whether an image gets an index; nothing where that does not matter, because no registry gets it
 */
export function annotationProblems(
  images: readonly Image[],
  given: Readonly<Record<string, string>>,
  hasIndex: ((image: Image) => boolean) | undefined,
): readonly Problem[] {
  const platforms = [...new Set(images.flatMap((image) => image.allPlatforms.map(normalPlatform)))];
  const single = hasIndex && images.find((image) => image.output === 'image' && !hasIndex(image));
  return Object.keys(given).flatMap((key) => {
    const read = readKey(key);
    if (typeof read === 'string') return [];
    const unknown = read.parts.find(({ platform }) => platform && !platforms.includes(platform))?.platform;
    if (unknown !== undefined)
      return [
        error('invalid-annotation', `annotation "${key}": no image is built for ${unknown}`, {
          hint: `images are built for ${platforms.join(', ')}`,
        }),
      ];
    const above = read.parts.find(({ level }) => level !== 'manifest');
    return above && single
      ? [
          error(
            'invalid-annotation',
            `annotation "${key}": image "${single.id}" has one platform and no attestations, so it has no index`,
            { hint: 'write "manifest:" only, or leave provenance on: with it every image has an index' },
          ),
        ]
      : [];
  });
}
