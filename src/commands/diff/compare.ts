import { combinationKey } from '../../matrix/axes.ts';
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

/** Two snapshots to what lies between them. Pure; the diff of texts comes in, because its library is loaded late. */
export function compare(
  before: Snapshot,
  after: Snapshot,
  options: { readonly names: readonly [string, string]; readonly unifiedDiff: UnifiedDiff },
): Difference {
  const beforeCells = cellsOf(before);
  const afterCells = cellsOf(after);
  const added = [...after.images.values()].filter(({ image }) => !before.images.has(image.id));
  const removed = [...before.images.values()].filter(({ image }) => !after.images.has(image.id));
  const both = [...after.images.values()].flatMap((its) => {
    const was = before.images.get(its.image.id);
    return was ? [{ id: its.image.id, was, its }] : [];
  });
  const changes = both
    .map(({ id, was, its }) => ({ id, change: imageChange(was, its, afterCells) }))
    .filter(({ change }) => !isEmpty(change));
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
      const was = beforeCells.excluded.get(cellKey(image));
      return {
        id: image.id,
        platforms: image.platforms,
        tags: references(image),
        ...(was ? { wasExcluded: was.because } : {}),
      };
    }),
    removed: removed.map(({ image }) => removedImage(image, afterCells)),
    tags,
    changed: [...groupBy(changes, ({ change }) => JSON.stringify(change)).values()].flatMap((group) =>
      group[0] ? [{ images: group.map(({ id }) => id), ...group[0].change }] : [],
    ),
    excluded: {
      added: [...afterExcluded].flatMap(([key, entry]) =>
        beforeExcluded.has(key) || beforeCells.images.has(cellKey(entry)) ? [] : [excludedCell(entry)],
      ),
      removed: [...beforeExcluded].flatMap(([key, entry]) =>
        afterExcluded.has(key) || afterCells.images.has(cellKey(entry)) ? [] : [excludedCell(entry)],
      ),
      changed: [...afterExcluded].flatMap(([key, entry]) => {
        const was = beforeExcluded.get(key);
        return was && reason(was) !== reason(entry) ? [{ ...excludedCell(entry), was: was.because }] : [];
      }),
    },
    settings: recordChanges(before.settings, after.settings),
    dockerfiles,
  };
}

/** Whether anything at all lies between. */
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
  { image: was, values: wasValues }: SnapshotImage,
  { image: its, values }: SnapshotImage,
  cells: Cells,
): ImageChange {
  const lost = was.platforms.filter((platform) => !its.platforms.includes(platform));
  const rule = cells.partly
    .get(cellKey(its))
    ?.find((entry) => entry.platforms?.some((platform) => lost.includes(platform)));
  return {
    platforms: {
      added: its.platforms.filter((platform) => !was.platforms.includes(platform)),
      removed: lost,
      ...(rule ? { because: rule.because } : {}),
    },
    values: recordChanges(wasValues, values),
    args: recordChanges(was.args, its.args),
    labels: recordChanges(was.labels, its.labels),
    contexts: recordChanges(contextTexts(was), contextTexts(its)),
    build: recordChanges(buildSettings(was), buildSettings(its)),
  };
}

function buildSettings(image: Image): Readonly<Record<string, string>> {
  const { cacheFrom, cacheTo, secrets, stage, context, output, dockerfile, repository } = image;
  const all = {
    repository,
    dockerfile,
    stage: stage ?? '',
    context,
    output,
    secrets: secrets.map((secret) => JSON.stringify(secret)).join(' '),
    'cache-from': cacheFrom.join(' '),
    'cache-to': cacheTo.join(' '),
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}

function isEmpty({ platforms, values, args, labels, contexts, build }: ImageChange): boolean {
  return (
    platforms.added.length +
      platforms.removed.length +
      values.length +
      args.length +
      labels.length +
      contexts.length +
      build.length ===
    0
  );
}

export function recordChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly TextChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted().flatMap((name) => {
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    return was === is
      ? []
      : [{ name, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
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
  const was = owners(before);
  const is = owners(after);
  return {
    added: [...is].flatMap(([tag, image]) => (was.has(tag) ? [] : [{ tag, image }])),
    removed: [...was].flatMap(([tag, image]) => (is.has(tag) ? [] : [{ tag, image }])),
    moved: [...is].flatMap(([tag, to]) => {
      const from = was.get(tag);
      return from === undefined || from === to ? [] : [{ tag, from, to }];
    }),
  };
}

function removedImage(image: Image, after: Cells): RemovedImage {
  const base = { id: image.id, platforms: image.platforms };
  const rule = after.excluded.get(cellKey(image));
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
  both: readonly { readonly id: string; readonly was: SnapshotImage; readonly its: SnapshotImage }[],
  unifiedDiff: UnifiedDiff,
): readonly DockerfileChange[] {
  // The same two texts are compared once, however many images have them.
  const pairs = groupBy(
    both.filter(({ was, its }) => was.dockerfile !== its.dockerfile),
    ({ was, its }) => `${was.dockerfile}\0${its.dockerfile}`,
  );
  const found = [...pairs.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            images: [first.id, ...others.map(({ id }) => id)],
            diff: unifiedDiff(first.was.dockerfile, first.its.dockerfile),
          },
        ]
      : [],
  );
  return [...groupBy(found, ({ diff }) => changedLines(diff).join('\n')).values()].flatMap((group) => {
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

/** What makes two diffs the same change: their lines, not where they stand or what is around them. */
function changedLines(diff: string): readonly string[] {
  return diff.split('\n').filter((line) => /^[-+]/.test(line));
}

function cellName({ target, combination }: Pick<Excluded, 'target' | 'combination'>): string {
  return [target, ...Object.entries(combination).map(([axis, value]) => `${axis}=${value}`)].join(' ');
}

function excludedKey(entry: Excluded): string {
  return `${cellKey(entry)} ${(entry.platforms ?? []).join(' ')}`;
}

function excludedCell(entry: Excluded): ExcludedCell {
  return {
    cell: cellName(entry),
    ...(entry.platforms ? { platforms: entry.platforms } : {}),
    because: entry.because,
    place: entry.place,
  };
}

/** The cells of one side, by what tells them apart. */
interface Cells {
  readonly images: ReadonlySet<string>;
  /** Cells that are excluded as a whole. */
  readonly excluded: ReadonlyMap<string, Excluded>;
  /** Cells of which some platforms are excluded. */
  readonly partly: ReadonlyMap<string, readonly Excluded[]>;
  /** By target and axis, the values that any cell has. */
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
    images: new Set([...images.values()].map(({ image }) => cellKey(image))),
    excluded: new Map(whole.map((entry) => [cellKey(entry), entry])),
    partly: groupBy(
      excluded.filter(({ platforms }) => platforms !== undefined),
      cellKey,
    ),
    axisValues,
  };
}

function cellKey({ target, combination }: Pick<Excluded, 'target' | 'combination'>): string {
  return `${target} ${combinationKey(combination)}`;
}

/** A rule without a reason is named by its place, and that moves with every line above it. */
function reason({ because }: Excluded): string {
  return because.replace(/ at \S+:\d+/g, '');
}
