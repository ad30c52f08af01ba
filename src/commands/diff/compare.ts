/** Compares the images of two versions of a matrix. */

import { cellKey } from '../../matrix/axes.ts';
import type { Excluded } from '../../matrix/expand.ts';
import { contextTexts, references, type Image } from '../../plan/image.ts';
import { groupBy } from '../../text/group.ts';
import type {
  Difference,
  DockerfileChange,
  ExcludedCell,
  ImageChange,
  MovedTag,
  RemovedImage,
  TagChange,
  TextChange,
} from './difference.ts';
import type { Snapshot, SnapshotImage } from './snapshot.ts';

/** The unified diff of two texts, without a file header. */
export type UnifiedDiff = (before: string, after: string) => string;

/** Compares two snapshots. `unifiedDiff` is passed in, because its library is loaded only when needed. */
export function compare(
  before: Snapshot,
  after: Snapshot,
  options: { readonly names: readonly [string, string]; readonly unifiedDiff: UnifiedDiff },
): Difference {
  const beforeCells = cellsOf(before);
  const afterCells = cellsOf(after);
  const added = [...after.images.values()].filter(({ image }) => !before.images.has(image.id));
  const removed = [...before.images.values()].filter(({ image }) => !after.images.has(image.id));
  const both = [...after.images.values()].flatMap((newImage) => {
    const { id } = newImage.image;
    const oldImage = before.images.get(id);
    return oldImage ? [{ id, oldImage, newImage }] : [];
  });
  const changes = both
    .map(({ id, oldImage, newImage }) => ({
      id,
      change: imageChange(oldImage, newImage, afterCells),
      hasOtherSteps: oldImage.dockerfile !== newImage.dockerfile,
    }))
    // A value explains a change. Alone it is none: not every image uses every value.
    .filter(({ change, hasOtherSteps }) => hasEffect(change) || (hasOtherSteps && change.values.length > 0));
  const dockerfiles = dockerfileChanges(both, options.unifiedDiff);
  const tags = tagChanges(before, after);
  const touched = new Set([...changes.map(({ id }) => id), ...dockerfiles.flatMap(({ images }) => images)]);
  const beforeExcluded = new Map(before.excluded.map((entry) => [excludedKey(entry), entry]));
  const afterExcluded = new Map(after.excluded.map((entry) => [excludedKey(entry), entry]));

  return {
    before: options.names[0],
    after: options.names[1],
    counts: {
      before: before.images.size,
      after: after.images.size,
      added: added.length,
      removed: removed.length,
      changed: touched.size,
      unchanged: both.length - touched.size,
    },
    added: added.map(({ image }) => {
      const oldRule = beforeCells.excluded.get(keyOf(image));
      return {
        id: image.id,
        platforms: image.platforms,
        tags: references(image),
        ...(oldRule ? { wasExcluded: oldRule.because } : {}),
      };
    }),
    removed: removed.map(({ image }) => removedImage(image, afterCells)),
    tags,
    changed: [...groupBy(changes, ({ change }) => JSON.stringify(change)).values()].flatMap((group) =>
      group[0] ? [{ images: group.map(({ id }) => id), ...group[0].change }] : [],
    ),
    excluded: {
      added: [...afterExcluded].flatMap(([key, entry]) =>
        beforeExcluded.has(key) || beforeCells.images.has(keyOf(entry)) ? [] : [excludedCell(entry)],
      ),
      removed: [...beforeExcluded].flatMap(([key, entry]) =>
        afterExcluded.has(key) || afterCells.images.has(keyOf(entry)) ? [] : [excludedCell(entry)],
      ),
      changed: [...afterExcluded].flatMap(([key, entry]) => {
        const oldEntry = beforeExcluded.get(key);
        return oldEntry && reason(oldEntry) !== reason(entry)
          ? [{ ...excludedCell(entry), was: oldEntry.because }]
          : [];
      }),
    },
    settings: recordChanges(before.settings, after.settings),
    dockerfiles,
  };
}

/** Whether both sides give the same images, tags, exclusions and settings. */
export function isSame({ counts, tags, excluded, settings }: Difference): boolean {
  return (
    counts.added +
      counts.removed +
      counts.changed +
      tags.added.length +
      tags.removed.length +
      tags.moved.length +
      excluded.added.length +
      excluded.removed.length +
      excluded.changed.length +
      settings.length ===
    0
  );
}

function imageChange(
  { image: oldImage, values: oldValues }: SnapshotImage,
  { image: newImage, values: newValues }: SnapshotImage,
  cells: Cells,
): ImageChange {
  const lost = oldImage.platforms.filter((platform) => !newImage.platforms.includes(platform));
  const rule = cells.partly
    .get(keyOf(newImage))
    ?.find((entry) => entry.platforms?.some((platform) => lost.includes(platform)));
  return {
    platforms: {
      added: newImage.platforms.filter((platform) => !oldImage.platforms.includes(platform)),
      removed: lost,
      ...(rule ? { because: rule.because } : {}),
    },
    values: recordChanges(oldValues, newValues),
    args: recordChanges(oldImage.args, newImage.args),
    labels: recordChanges(oldImage.labels, newImage.labels),
    contexts: recordChanges(contextTexts(oldImage), contextTexts(newImage)),
    build: recordChanges(buildSettings(oldImage), buildSettings(newImage)),
  };
}

function buildSettings(image: Image): Readonly<Record<string, string>> {
  const { cacheFrom, cacheTo, secrets, stage, context, output, dockerfile, repository } = image;
  const texts = {
    repository,
    dockerfile,
    stage: stage ?? '',
    context,
    output,
    secrets: secrets.map((secret) => JSON.stringify(secret)).join(' '),
    'cache-from': cacheFrom.join(' '),
    'cache-to': cacheTo.join(' '),
    ...checkTexts(image),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** What is asked of an image before it is published: a text for each test, and each key of the policy and limits. */
function checkTexts({ checks }: Image): Readonly<Record<string, string>> {
  const keys = (section: string, values: Readonly<Record<string, { readonly value: unknown }>>) =>
    Object.entries(values).map(([key, { value }]) => [`${section}.${key}`, JSON.stringify(value)] as const);
  return Object.fromEntries([
    ...keys('policy', checks.policy),
    ...keys('size-limit', checks.sizeLimit),
    ...checks.tests.map((test) => {
      const text = JSON.stringify({ ...test, name: undefined, place: undefined });
      return [`test "${test.name}"`, text] as const;
    }),
  ]);
}

/** Whether the image itself, or what is asked of it, is another one; whatever its Dockerfile has in it. */
function hasEffect({ platforms, args, labels, contexts, build }: ImageChange): boolean {
  return [platforms.added, platforms.removed, args, labels, contexts, build].some(({ length }) => length > 0);
}

/** The entries of two records that differ, sorted by name. */
export function recordChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly TextChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((name) => {
    const oldText = Object.hasOwn(before, name) ? before[name] : undefined;
    const newText = Object.hasOwn(after, name) ? after[name] : undefined;
    if (oldText === newText) return [];
    return [
      {
        name,
        ...(oldText === undefined ? {} : { before: oldText }),
        ...(newText === undefined ? {} : { after: newText }),
      },
    ];
  });
}

function tagChanges(
  before: Snapshot,
  after: Snapshot,
): { added: readonly TagChange[]; removed: readonly TagChange[]; moved: readonly MovedTag[] } {
  const owners = (side: Snapshot): ReadonlyMap<string, string> =>
    new Map(
      [...side.images.values()].flatMap(({ image }) =>
        references(image).map((tag) => [tag, image.id] as const),
      ),
    );
  const oldOwners = owners(before);
  const newOwners = owners(after);
  return {
    added: [...newOwners].flatMap(([tag, image]) => (oldOwners.has(tag) ? [] : [{ tag, image }])),
    removed: [...oldOwners].flatMap(([tag, image]) => (newOwners.has(tag) ? [] : [{ tag, image }])),
    moved: [...newOwners].flatMap(([tag, to]) => {
      const from = oldOwners.get(tag);
      return from === undefined || from === to ? [] : [{ tag, from, to }];
    }),
  };
}

/** An image that is gone, and why: a rule excludes it, or its target or one of its axis values is gone. */
function removedImage(image: Image, after: Cells): RemovedImage {
  const base = { id: image.id, platforms: image.platforms };
  const rule = after.excluded.get(keyOf(image));
  if (rule) return { ...base, because: rule.because, place: rule.place };
  const values = after.axisValues.get(image.target);
  if (!values) return { ...base, because: `the target ${image.target} is gone` };
  const gone = Object.entries(image.combination).find(
    ([axis, value]) => values.has(axis) && !values.get(axis)?.has(value),
  );
  return {
    ...base,
    because: gone ? `${gone[0]} ${gone[1]} is gone from the matrix` : `the axes of ${image.target} changed`,
  };
}

function dockerfileChanges(
  both: readonly {
    readonly id: string;
    readonly oldImage: SnapshotImage;
    readonly newImage: SnapshotImage;
  }[],
  unifiedDiff: UnifiedDiff,
): readonly DockerfileChange[] {
  // Each pair of texts is compared once, however many images have it.
  const pairs = groupBy(
    both.filter(({ oldImage, newImage }) => oldImage.dockerfile !== newImage.dockerfile),
    ({ oldImage, newImage }) => `${oldImage.dockerfile}\0${newImage.dockerfile}`,
  );
  const diffs = [...pairs.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            images: [first.id, ...others.map(({ id }) => id)],
            diff: unifiedDiff(first.oldImage.dockerfile, first.newImage.dockerfile),
          },
        ]
      : [],
  );
  return [...groupBy(diffs, ({ diff }) => changedLines(diff).join('\n')).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const lines = changedLines(first.diff);
    return [
      {
        images: group.flatMap(({ images }) => images),
        added: lines.filter((line) => line.startsWith('+')).length,
        removed: lines.filter((line) => line.startsWith('-')).length,
        diff: first.diff,
      },
    ];
  });
}

/** The added and removed lines of a diff. Diffs with the same ones are one change, wherever its lines are. */
function changedLines(diff: string): readonly string[] {
  return diff.split('\n').filter((line) => /^[-+]/.test(line));
}

function cellName({ target, combination }: Pick<Excluded, 'target' | 'combination'>): string {
  return [target, ...Object.entries(combination).map(([axis, value]) => `${axis}=${value}`)].join(' ');
}

function excludedKey(entry: Excluded): string {
  return `${keyOf(entry)} ${(entry.platforms ?? []).join(' ')}`;
}

function excludedCell(entry: Excluded): ExcludedCell {
  return {
    cell: cellName(entry),
    ...(entry.platforms ? { platforms: entry.platforms } : {}),
    because: entry.because,
    place: entry.place,
  };
}

/** The cells of one side, by target and combination. */
interface Cells {
  readonly images: ReadonlySet<string>;
  /** Cells that are excluded as a whole. */
  readonly excluded: ReadonlyMap<string, Excluded>;
  /** Cells of which some platforms are excluded. */
  readonly partly: ReadonlyMap<string, readonly Excluded[]>;
  /** The values of each axis of each target. */
  readonly axisValues: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
}

function cellsOf({ images, excluded }: Snapshot): Cells {
  const axisValues = new Map<string, Map<string, Set<string>>>();
  const whole = excluded.filter(({ platforms }) => platforms === undefined);
  for (const { target, combination } of [...[...images.values()].map(({ image }) => image), ...whole]) {
    const axes = axisValues.get(target) ?? new Map<string, Set<string>>();
    axisValues.set(target, axes);
    for (const [axis, value] of Object.entries(combination))
      axes.set(axis, (axes.get(axis) ?? new Set()).add(value));
  }
  return {
    images: new Set([...images.values()].map(({ image }) => keyOf(image))),
    excluded: new Map(whole.map((entry) => [keyOf(entry), entry])),
    partly: groupBy(
      excluded.filter(({ platforms }) => platforms !== undefined),
      keyOf,
    ),
    axisValues,
  };
}

function keyOf({ target, combination }: Pick<Excluded, 'target' | 'combination'>): string {
  return cellKey(target, combination);
}

/** The reason of an exclusion without line numbers, which change with every line above them. */
function reason({ because }: Excluded): string {
  return because.replace(/ at \S+:\d+/g, '');
}
