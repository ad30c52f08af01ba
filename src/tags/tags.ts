/** Works out the tags of every image; for an entry that gives no tag, the reason. */

import { conditionTest } from '../matrix/condition.ts';
import type { Cell } from '../matrix/expand.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { TagKeys } from '../matrix/tag-schema.ts';
import { tagType } from '../matrix/tag-types.ts';
import { tagProblem } from '../oci/reference.ts';
import { error, notice, warning, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import { readAnyVersion } from '../version/release.ts';
import type { Path } from '../yaml/source.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { enableProblem, entryLine, expressionKeys, readEntries, textEntry, type TagEntry } from './entry.ts';
import { createRenderExpression, readDates, type RenderExpression } from './expression.ts';
import { createWhyNotHighest, type WhyNotHighest } from './highest.ts';
import { findLatest, latestProblem } from './latest.ts';
import type { Render } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import { factTexts, isRun, releaseTag, TAG_FACTS, withTagCharacters } from './tag-facts.ts';
import type { NoTag, Tag } from './tag.ts';
import { textProblems } from './spelling.ts';
import { makerOf } from './types.ts';

/** The tags when the matrix names none: the name of the target, and in a release also with the version. */
const DEFAULT_TAGS = ['{{target}}', '{{target}}-{{version}}'];

/** What one entry gives for one image: a tag, the reason why there is none, or a problem. */
export type TagResult = {
  /** The entry, as it was written. */
  readonly text: string;
  readonly place: Place;
} & (
  | {
      readonly tag: string;
      readonly immutable: boolean;
      /** See `TypeResult`. */
      readonly release?: boolean;
      /** The entry that the tag comes from. */
      readonly entry?: TagEntry;
    }
  | NoTag
  | { readonly problem: Problem }
);

/** The tags of a matrix in one run. */
export interface Tagger {
  /** What is wrong for all images. */
  readonly problems: readonly Problem[];
  /** What each entry gives for an image, highest priority first. */
  readonly results: (cell: Cell, context: Context) => readonly TagResult[];
}

type Context = Readonly<Record<string, unknown>>;

export interface TaggerOptions {
  readonly matrix: Matrix;
  /** Every image of the matrix, also those that this run does not build. */
  readonly cells: readonly Cell[];
  readonly facts: RunFacts;
  readonly templates: Templates;
  /** Entries that replace those of the matrix. */
  readonly given?: readonly string[] | undefined;
}

/** Whether any tag depends on earlier releases, so that the Git tags must be looked up. */
export function needsReleases({ file }: Matrix, given: readonly string[], facts: RunFacts): boolean {
  const lines = (
    given.length > 0
      ? given
      : [...(file.tags ?? []), ...Object.values(file.targets).flatMap(({ tags }) => tags ?? [])]
  ).map(entryLine);
  const isRelease = releaseTag(facts) !== undefined || lines.some((line) => /\bvalue\s*=/i.test(line));
  return (
    isRelease &&
    ((given.length === 0 && file.flavor?.latest === 'highest') ||
      lines.some((line) => /\bhighest\s*=\s*true\b/i.test(line)))
  );
}

/** Reads the entries of all targets, once. What they give is then worked out for each image. */
export function createTagger({ matrix, cells, facts, templates, given = [] }: TaggerOptions): Tagger {
  const { file, source } = matrix;
  const problems: Problem[] = [];
  const entriesAt = (list: readonly (string | TagKeys)[], path: Path | undefined): readonly TagEntry[] => {
    const read = readEntries(matrix, list, path, templates);
    problems.push(...read.problems);
    // Equal priorities stay in the order they were written in.
    return read.entries.toSorted((a, b) => b.priority - a.priority);
  };
  const common = given.length > 0 ? entriesAt(given, undefined) : file.tags && entriesAt(file.tags, ['tags']);
  const entries = new Map(
    Object.entries(file.targets).map(([name, { tags }]) => {
      const targetEntries = given.length > 0 ? undefined : tags && entriesAt(tags, ['targets', name, 'tags']);
      return [
        name,
        targetEntries ??
          common ??
          DEFAULT_TAGS.map((text) => textEntry(text, source.atKey(['targets', name]))),
      ];
    }),
  );

  problems.push(...flavorProblems(matrix, templates));

  const search = findLatest(matrix, cells);
  const { latest } = search;
  problems.push(...search.problems);
  const mode = file.flavor?.latest;
  const requireLatest = (what: string, place: Place): void => {
    if (!latest && search.problems.length === 0) problems.push(latestProblem(what, search.images, place));
  };
  if (mode !== undefined && mode !== false)
    requireLatest('"latest" of the flavor', source.at(['flavor', 'latest']));
  for (const entry of new Set([...entries.values()].flat()))
    if (entry.keys.only) requireLatest(`"only: latest" of "${entry.text}"`, entry.at('only'));

  const renderExpression = createRenderExpression(templates, {
    date: facts.now,
    commit_date: facts.created,
  });
  const whyNotHighest = createWhyNotHighest(facts);
  const getsLatest = (cell: Cell): boolean =>
    latest !== undefined && latest.is(cell) && mode !== false && (latest.declared || mode !== undefined);
  return {
    problems,
    results: (cell, context) => {
      const scene: Scene = {
        matrix,
        cell,
        context,
        facts,
        templates,
        renderExpression,
        whyNotHighest,
        isLatest: latest?.is(cell) ?? false,
      };
      const results = (entries.get(cell.target.name) ?? []).map((entry) => resultOf(entry, scene));
      // Tags that are given for this run are all the tags: `latest` is not added to them.
      if (latest && getsLatest(cell) && given.length === 0)
        results.push(
          latestResult(
            latest.declared ? latest.place : source.at(['flavor', 'latest']),
            mode ?? true,
            results,
            scene,
          ),
        );
      return results;
    },
  };
}

/** What is wrong with the prefixes and suffixes of the flavors in every run. */
function flavorProblems({ file, source }: Matrix, templates: Templates): readonly Problem[] {
  const flavors = [
    { path: ['flavor'], flavor: file.flavor },
    ...Object.entries(file.targets).map(([name, { flavor }]) => ({
      path: ['targets', name, 'flavor'],
      flavor,
    })),
  ];
  return flavors.flatMap(({ path, flavor }) =>
    (['prefix', 'suffix'] as const).flatMap((key) => {
      const text = flavor?.[key];
      return text === undefined ? [] : textProblems(text, source.at([...path, key]), templates);
    }),
  );
}

/** One image in one run. */
interface Scene {
  readonly matrix: Matrix;
  readonly cell: Cell;
  readonly context: Context;
  readonly facts: RunFacts;
  readonly templates: Templates;
  readonly renderExpression: RenderExpression;
  readonly whyNotHighest: WhyNotHighest;
  readonly isLatest: boolean;
}

function resultOf(entry: TagEntry, scene: Scene): TagResult {
  const { text, place, keys } = entry;
  const none = (reason: string): TagResult => ({ text, place, none: reason });
  // A name that does not exist is reported in every run, not only in the run where the entry gives a tag.
  const idle = (why: NoTag): TagResult => {
    const problem = unknownName(entry, scene);
    return problem ? { text, place, problem } : { text, place, ...why };
  };

  const platforms = keys.when && platformsOf(keys.when, scene.cell);
  if (platforms?.length === 0) return none('"when" does not hold for this image');
  if (platforms && platforms.length < scene.cell.allPlatforms.length)
    return { text, place, problem: platformProblem(platforms, scene.cell, entry) };
  if (keys.only && !scene.isLatest) return none('only for the image that is latest');
  if (keys.enable !== undefined) {
    // A condition compares a branch by its real name, not as it is spelt in tags.
    const enable = render(keys.enable, entry.at('enable'), scene, factTexts(scene.facts, 'plain'));
    if (typeof enable !== 'string') return idle(enable);
    if (enable !== 'true' && enable !== 'false')
      return { text, place, problem: enableProblem(enable, entry.at('enable')) };
    if (enable === 'false') return none('"enable" is false');
  }

  const renderKey = keyRender(entry, scene);
  const result = makerOf(entry.type).make(entry, scene.facts, renderKey);
  if ('none' in result) return idle(result);
  const notHighest = keys.highest ? scene.whyNotHighest(entry, result.body, renderKey) : undefined;
  if (notHighest !== undefined)
    return typeof notHighest === 'string' ? none(notHighest) : { text, place, problem: notHighest };

  const done = (tag: string): TagResult => {
    const wrong = tagProblem(tag);
    if (wrong !== undefined) return { text, place, problem: error('invalid-tag', wrong, { place }) };
    return {
      text,
      place,
      tag,
      immutable: keys.immutable ?? false,
      ...(result.release === undefined ? {} : { release: result.release }),
      entry,
    };
  };
  if (entry.isText) return done(result.body);
  if (result.body === '') return none('it gives an empty text');
  const prefix = affix('prefix', entry, scene);
  const suffix = affix('suffix', entry, scene);
  if (typeof prefix === 'object') return { text, place, ...prefix };
  if (typeof suffix === 'object') return { text, place, ...suffix };
  const fullPrefix = keys.prefix === undefined ? `${prefix}${result.prefix ?? ''}` : prefix;
  return done(withTagCharacters(`${fullPrefix}${result.body}${suffix}`));
}

/** The problem of an expression with a name that no run and no image has. */
function unknownName(entry: TagEntry, { context, templates }: Scene): Problem | undefined {
  const { names = [] } = makerOf(entry.type);
  for (const key of expressionKeys(entry.type)) {
    const text = entry.keys[key];
    if (text === undefined || !text.includes('{{')) continue;
    const known = [...new Set([...Object.keys(context), ...TAG_FACTS, ...names])];
    const name = [...templates.needs(readDates(text, entry.at(key)).plain)].find(
      (used) => !known.includes(used),
    );
    if (name !== undefined)
      return error('template', `"${name}" is not defined${didYouMean(name, known)}`, {
        place: entry.at(key),
      });
  }
  return undefined;
}

/**
 * The prefix or suffix of a tag: that of the entry, or else of the target's flavor, or else of the matrix's flavor. A
 * flavor adds nothing to tags of a plain type.
 */
function affix(key: 'prefix' | 'suffix', entry: TagEntry, scene: Scene): string | NoTag {
  const { file, source } = scene.matrix;
  const target = scene.cell.target.name;
  const known = factTexts(scene.facts, 'tag');
  const ofEntry = entry.keys[key];
  if (ofEntry !== undefined) return render(ofEntry, entry.at(key), scene, known);
  if (tagType(entry.type).isPlain) return '';
  const ofTarget = file.targets[target]?.flavor?.[key];
  if (ofTarget !== undefined)
    return render(ofTarget, source.at(['targets', target, 'flavor', key]), scene, known);
  return render(file.flavor?.[key] ?? '', source.at(['flavor', key]), scene, known);
}

function keyRender(entry: TagEntry, scene: Scene): Render {
  return {
    tag: (key, facts, more, text = entry.keys[key] ?? '') =>
      render(text, entry.at(key), scene, factTexts(facts, 'tag'), more),
    source: (facts) => render(entry.keys.value ?? '', entry.at('value'), scene, factTexts(facts, 'plain')),
  };
}

function render(
  text: string,
  place: Place,
  { context, renderExpression }: Scene,
  facts: Readonly<Record<string, string>>,
  more?: Readonly<Record<string, string>>,
): string | NoTag {
  return renderExpression(text, place, { context, facts, more });
}

/** The platforms of an image that a condition holds for. */
function platformsOf(
  condition: NonNullable<TagEntry['keys']['when']>,
  { target, combination, allPlatforms }: Cell,
): readonly string[] {
  const test = conditionTest(condition);
  return allPlatforms.filter((platform) => test({ ...combination, target: target.name, platform }));
}

/** A tag is of all platforms of an image: one for some of them only would name the others, too. */
function platformProblem(
  platforms: readonly string[],
  { target, allPlatforms }: Cell,
  { at }: TagEntry,
): Problem {
  return error(
    'tag-platform',
    `"when" holds for ${platforms.join(', ')} of "${target.name}", and the tag would be of ${allPlatforms.join(', ')}`,
    {
      place: at('when'),
      hint: `a tag is of all platforms of its image: leave the platform out, or make a target with that platform alone`,
    },
  );
}

/** What the image that is latest gets for the tag `latest`. */
function latestResult(
  place: Place,
  mode: boolean | 'auto' | 'highest',
  results: readonly TagResult[],
  scene: Scene,
): TagResult {
  const text = 'latest';
  const typedTags = results.flatMap((result) =>
    'tag' in result && result.entry && result.release !== undefined
      ? [{ entry: result.entry, release: result.release }]
      : [],
  );
  switch (mode) {
    case 'auto': {
      const [first] = typedTags;
      const { version } = scene.facts;
      const release = first
        ? first.release
        : version !== undefined && readAnyVersion(version)?.stable === true;
      if (release) return { text, place, tag: text, immutable: false };
      return {
        text,
        place,
        none: first
          ? `the first tag, of "${first.entry.text}", is of no release`
          : 'not a release, or a prerelease',
      };
    }
    case 'highest': {
      // Versions are read in the same way as for the first tag that is made of a version.
      const reader = typedTags.find(({ entry }) => tagType(entry.type).isVersion)?.entry;
      const entry: TagEntry = reader
        ? { ...reader, text, place, keys: { ...reader.keys, pattern: text } }
        : textEntry(text, place);
      const notHighest = scene.whyNotHighest(entry, text, keyRender(entry, scene));
      if (notHighest === undefined) return { text, place, tag: text, immutable: false };
      return typeof notHighest === 'string'
        ? { text, place, none: notHighest }
        : { text, place, problem: notHighest };
    }
    default:
      return { text, place, tag: text, immutable: false };
  }
}

/**
 * Says that no image gets a tag in a run, and so nothing is published: a warning, or a notice for pull requests and on
 * the command line, where that is mostly meant.
 *
 * @param images those that the run picked, without files
 * @param given entries that replace those of the matrix
 */
export function untagged(
  images: readonly { readonly id: string; readonly tags: readonly Tag[] }[],
  facts: RunFacts,
  { file, source }: Matrix,
  given: readonly string[] = [],
): readonly Problem[] {
  const [first] = images;
  if (!first || !isRun(facts) || images.some(({ tags }) => tags.length > 0)) return [];
  const place = file.tags && given.length === 0 ? source.atKey(['tags']) : undefined;
  const say = facts.event === undefined || facts.pull !== undefined ? notice : warning;
  return [
    say('no-tag', 'no image gets a tag in this run', {
      place,
      hint: `docker-matrix explain ${first.id} says why each entry gives none`,
    }),
  ];
}

/**
 * The tags of one image. A tag that several entries give counts once, and is immutable when one of them says so.
 */
export function imageTags(results: readonly TagResult[]): {
  tags: readonly Tag[];
  problems: readonly Problem[];
  warnings: readonly Problem[];
} {
  const tags = new Map<string, Tag>();
  for (const result of results) {
    if (!('tag' in result)) continue;
    const { tag: name, place, immutable } = result;
    const same = tags.get(name);
    tags.set(name, { name, place, immutable: immutable || (same?.immutable ?? false) });
  }
  const problems = results.flatMap((result) => ('problem' in result ? [result.problem] : []));
  const warnings = results.flatMap((result) =>
    'none' in result && result.warn
      ? [warning(result.warn, `${result.none}: "${result.text}" gives no tag`, { place: result.place })]
      : [],
  );
  return { tags: [...tags.values()], problems, warnings };
}
