/** Shows a comparison at a terminal. */

import { reasonAt } from '../explain/text.ts';
import { isSame } from './compare.ts';
import type { ChangeGroup, Difference, TextChange } from './difference.ts';
import { counted } from '../../text/words.ts';

/** A comparison for people at a terminal. */
export function differenceText(difference: Difference): string {
  const { before, after, counts, added, removed, tags, changed, excluded, settings, dockerfiles } =
    difference;
  if (isSame(difference)) return `${before} and ${after} give the same ${counted(counts.after, 'image')}.`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Images added',
      added.map(({ id, platforms, tags: newTags, wasExcluded }) => {
        const shownTags = newTags.length === 0 ? '' : `  ${newTags.map(shortTag).join(' ')}`;
        const oldReason = wasExcluded === undefined ? '' : `  (was excluded: ${wasExcluded})`;
        return `+ ${id}  ${platforms.join(' ')}${shownTags}${oldReason}`;
      }),
    ],
    ['Images removed', removed.map(({ id, because, place }) => `- ${id}  ${reasonAt({ because, place })}`)],
    [
      'Tags',
      [
        ...tags.moved.map(({ tag, from, to }) => `> ${tag}  moves from ${from} to ${to}`),
        ...tags.added.map(({ tag, image }) => `+ ${tag}  ${image}`),
        ...tags.removed.map(({ tag, image }) => `- ${tag}  ${image}`),
      ],
    ],
    [
      'Images changed',
      changed.flatMap((group) => [imageList(group.images), ...changeLines(group).map((line) => `  ${line}`)]),
    ],
    [
      'Excluded cells',
      [
        ...excluded.added.map(
          ({ cell, platforms, because, place }) =>
            `+ ${[cell, ...(platforms ?? [])].join(' ')}  ${reasonAt({ because, place })}`,
        ),
        ...excluded.removed.map(
          ({ cell, platforms, because }) => `- ${[cell, ...(platforms ?? [])].join(' ')}  ${because}`,
        ),
        ...excluded.changed.map(
          ({ cell, platforms, because, was }) =>
            `~ ${[cell, ...(platforms ?? [])].join(' ')}  ${because} (was: ${was})`,
        ),
      ],
    ],
    ['Settings', settings.map(textChange)],
    [
      'Dockerfiles',
      dockerfiles.flatMap(({ images, diff }) => [
        `${images.length === 1 ? '' : `the same change in ${images.length} images: `}${imageList(images)}`,
        ...diff.split('\n').map((line) => `  ${line}`),
      ]),
    ],
  ];
  return [
    summaryLine(difference),
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([title, lines]) => ['', title, ...lines.map((line) => `  ${line}`)]),
  ].join('\n');
}

/** `main → working tree: 12 → 13 images; 2 added, 1 removed, 4 changed, 7 as before` */
export function summaryLine({ before, after, counts }: Difference): string {
  return (
    `${before} → ${after}: ${counts.before} → ${counts.after} images; ` +
    `${counts.added} added, ${counts.removed} removed, ` +
    `${counts.changed} changed, ${counts.unchanged} as before`
  );
}

/** What changed in a group of images, one line each. */
export function changeLines({
  platforms,
  values,
  args,
  labels,
  contexts,
  build,
}: Omit<ChangeGroup, 'images'>): readonly string[] {
  return [
    ...platforms.added.map((platform) => `platform + ${platform}`),
    ...platforms.removed.map(
      (platform) =>
        `platform - ${platform}${platforms.because === undefined ? '' : `  ${platforms.because}`}`,
    ),
    ...values.map((change) => `value ${textChange(change)}`),
    ...args.map((change) => `argument ${textChange(change)}`),
    ...labels.map((change) => `label ${textChange(change)}`),
    ...contexts.map((change) => `context ${textChange(change)}`),
    ...build.map(textChange),
  ];
}

function textChange({ name, before, after }: TextChange): string {
  if (before === undefined) return `${name}: + ${after ?? ''}`;
  return after === undefined ? `${name}: - ${before}` : `${name}: ${before} → ${after}`;
}

/** How many images a list names; of the others it gives the number. */
const NAMED = 6;

/** A list of images, cut where it is long. */
export function imageList(images: readonly string[]): string {
  return images.length <= NAMED
    ? images.join(', ')
    : `${images.slice(0, NAMED).join(', ')} and ${images.length - NAMED} more`;
}

/** `:tag`, without the repository. */
export function shortTag(reference: string): string {
  return reference.slice(reference.lastIndexOf(':'));
}
