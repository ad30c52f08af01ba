import type { Templates } from '../template/templates.ts';
import { error, warning, type Place, type Problem } from '../problem/problem.ts';
import { tagProblem } from '../oci/reference.ts';
import { conditionTest } from '../matrix/condition.ts';
import type { Cell } from '../matrix/expand.ts';
import type { RunFacts } from './run-facts.ts';
import { findLatest, latestProblem } from './latest.ts';
import type { Matrix } from '../matrix/parse.ts';
import { readReleaseVersion } from '../version/release.ts';
import type { Path } from '../yaml/source.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { enableProblem, entryLine, EXPRESSIONS, readEntries, type TagEntry } from './entry.ts';
import { expandDates, readDates } from './expression.ts';
import type { Tag } from './tag.ts';
import { factTexts, missingFact, releaseTag, TAG_FACTS } from './tag-facts.ts';
import type { TagKeys } from '../matrix/tag-schema.ts';
import { entryVersion, higherRelease, typeResult, type Render } from './types.ts';
import { extendContext } from '../values/scope.ts';

/** Used where a matrix names no tags: the target, and its version in a release. */
const DEFAULT_TAGS = ['{{target}}', '{{target}}-{{version}}'];

/** Text that may stand in a tag: a branch `feat/x` becomes `feat-x`. */
export function tagSafe(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[.-]+/, '');
}

/** What one entry gives for one image: a tag, none for a reason, or a problem. */
export type TagResult = {
  /** The entry, as it was written. */
  readonly text: string;
  readonly place: Place;
} & (
  | {
      readonly tag: string;
      readonly immutable: boolean;
      /** See `TypeResult`. */ readonly release?: boolean;
      /** Behind `tag`, the entry it comes from. */ readonly entry?: TagEntry;
    }
  | { readonly none: string; readonly warn?: true }
  | { readonly problem: Problem }
);

/** The tags of a matrix in one run. */
export interface Tagger {
  /** What is wrong whatever the image. */
  readonly problems: readonly Problem[];
  /** Every entry that an image has, with what it gives, in the order of their priorities. */
  readonly results: (cell: Cell, context: Context) => readonly TagResult[];
}

type Context = Readonly<Record<string, unknown>>;

export interface TaggerOptions {
  readonly matrix: Matrix;
  /** Every image of the matrix, whatever this run was narrowed to. */
  readonly cells: readonly Cell[];
  readonly facts: RunFacts;
  readonly templates: Templates;
  /** Entries in place of the matrix's. */
  readonly given?: readonly string[] | undefined;
}

/** Whether a tag of this run can depend on what was released before. */
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

/** Reads the entries of all targets once; what each gives is asked image by image. */
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
      const own = given.length > 0 ? undefined : tags && entriesAt(tags, ['targets', name, 'tags']);
      return [
        name,
        own ??
          common ??
          DEFAULT_TAGS.map((text): TagEntry => ({
            text,
            place: source.atKey(['targets', name]),
            at: () => source.atKey(['targets', name]),
            type: 'pattern',
            keys: { value: text },
            priority: 0,
          })),
      ];
    }),
  );

  const found = findLatest(matrix, cells);
  const { latest } = found;
  problems.push(...found.problems);
  const mode = file.flavor?.latest;
  const ask = (what: string, place: Place): void => {
    if (!latest && found.problems.length === 0) problems.push(latestProblem(what, found.images, place));
  };
  if (mode !== undefined && mode !== false) ask('"latest" of the flavor', source.at(['flavor', 'latest']));
  for (const entry of new Set([...entries.values()].flat()))
    if (entry.keys.only) ask(`"only: latest" of "${entry.text}"`, entry.at('only'));

  const wishes = (cell: Cell): boolean =>
    latest !== undefined && latest.is(cell) && mode !== false && (latest.declared || mode !== undefined);
  return {
    problems,
    results: (cell, context) => {
      const scene: Scene = { matrix, cell, context, facts, templates, isLatest: latest?.is(cell) ?? false };
      const results = (entries.get(cell.target.name) ?? []).map((entry) => resultOf(entry, scene));
      // Whoever gives tags for one run gives all of them.
      if (latest && wishes(cell) && given.length === 0)
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

/** One image in one run. */
interface Scene {
  readonly matrix: Matrix;
  readonly cell: Cell;
  readonly context: Context;
  readonly facts: RunFacts;
  readonly templates: Templates;
  readonly isLatest: boolean;
}

function resultOf(entry: TagEntry, scene: Scene): TagResult {
  const { text, place, keys } = entry;
  const none = (reason: string, warn?: true): TagResult => ({
    text,
    place,
    none: reason,
    ...(warn ? { warn } : {}),
  });
  // In the run that it is for, a name that nobody knows would be found too late.
  const idle = (reason: string, warn?: true): TagResult => {
    const problem = unknownName(entry, scene);
    return problem ? { text, place, problem } : none(reason, warn);
  };

  if (keys.when && !holds(keys.when, scene.cell)) return none('"when" does not hold for this image');
  if (keys.only && !scene.isLatest) return none('only for the image that is latest');
  if (keys.enable !== undefined) {
    // A branch is compared as it is called, not as a tag would spell it.
    const enable = render(
      keys.enable,
      entry.at('enable'),
      scene,
      factTexts(scene.facts, (fact) => fact),
    );
    if (typeof enable !== 'string') return idle(enable.none);
    if (enable !== 'true' && enable !== 'false')
      return { text, place, problem: enableProblem(enable, entry.at('enable')) };
    if (enable === 'false') return none('"enable" is false');
  }

  const renderKey = keyRender(entry, scene);
  const made = typeResult(entry, scene.facts, renderKey);
  if ('none' in made) return idle(made.none, made.warn);
  // A name of Git's may begin with what a tag may not.
  const result = entry.type === 'ref' ? { ...made, body: tagSafe(made.body) } : made;
  const lower = keys.highest ? notHighest(entry, result.body, scene, renderKey) : undefined;
  if (lower !== undefined) return typeof lower === 'string' ? none(lower) : { text, place, problem: lower };

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
  if (entry.type === 'pattern') return done(result.body);
  if (result.body === '') return none('it gives an empty text');
  const prefix = affix('prefix', entry, scene);
  const suffix = affix('suffix', entry, scene);
  if (typeof prefix === 'object' || typeof suffix === 'object')
    return none(typeof prefix === 'object' ? prefix.none : (suffix as { none: string }).none);
  const inFront = keys.prefix === undefined ? `${prefix}${result.prefix ?? ''}` : prefix;
  // As metadata-action does with names of branches and whatever a workflow puts in.
  return done(`${inFront}${result.body}${suffix}`.replace(/[^A-Za-z0-9_.-]+/g, '-'));
}

/** Known in a pattern of semver and pep440, beside the facts of a run. */
const VERSION_PARTS = ['raw', 'version', 'major', 'minor', 'patch'];

/** A name in the entry's expressions that no run and no image has. */
function unknownName(entry: TagEntry, { context, templates }: Scene): Problem | undefined {
  for (const key of EXPRESSIONS) {
    const text = entry.keys[key];
    if (text === undefined || !text.includes('{{') || (entry.type === 'match' && key === 'pattern')) continue;
    const known = [
      ...new Set([
        ...Object.keys(context),
        ...TAG_FACTS,
        ...(entry.type === 'semver' || entry.type === 'pep440' ? VERSION_PARTS : []),
      ]),
    ];
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

/** The tag's own, or else the flavor's of its target or of the matrix. Texts are what they are: none of it is added to them. */
function affix(key: 'prefix' | 'suffix', entry: TagEntry, scene: Scene): string | { readonly none: string } {
  const { file, source } = scene.matrix;
  const target = scene.cell.target.name;
  const known = factTexts(scene.facts, tagSafe);
  const own = entry.keys[key];
  if (own !== undefined) return render(own, entry.at(key), scene, known);
  if (entry.type === 'raw') return '';
  const targets = file.targets[target]?.flavor?.[key];
  if (targets !== undefined)
    return render(targets, source.at(['targets', target, 'flavor', key]), scene, known);
  return render(file.flavor?.[key] ?? '', source.at(['flavor', key]), scene, known);
}

function keyRender(entry: TagEntry, scene: Scene): Render {
  return (key, facts, more = {}, text = entry.keys[key] ?? '') =>
    render(
      text,
      entry.at(key),
      scene,
      factTexts(
        facts,
        entry.type === 'pattern' || key === 'pattern' || entry.type === 'raw' ? tagSafe : (fact) => fact,
      ),
      more,
    );
}

/** An expression with the image's values; these win over facts of the same name, but not over `more`. */
function render(
  text: string,
  place: Place,
  { context, facts, templates }: Scene,
  known: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): string | { readonly none: string } {
  if (!text.includes('{{')) return text;
  const dated = expandDates(text, { date: facts.now, commit_date: facts.created });
  const used = templates.uses(dated.text);
  const missing = [
    ...dated.missing,
    ...TAG_FACTS.filter(
      (fact) => used.has(fact) && !(fact in known) && !(fact in more) && !Object.hasOwn(context, fact),
    ),
  ];
  if (missing.length > 0) return { none: missing.map(missingFact).join('; ') };
  const facets = Object.fromEntries(Object.entries(known).filter(([name]) => !Object.hasOwn(context, name)));
  return templates.expression(dated.text, extendContext(context, { ...facets, ...more }), place);
}

function holds(
  condition: NonNullable<TagEntry['keys']['when']>,
  { target, combination, allPlatforms }: Cell,
): boolean {
  const test = conditionTest(condition);
  return allPlatforms.some((platform) => test({ ...combination, target: target.name, platform }));
}

/** Why a tag must not move to this version; a problem where nobody can say. */
function notHighest(
  entry: TagEntry,
  body: string,
  { facts }: Scene,
  renderKey: Render,
): string | Problem | undefined {
  const version = entryVersion(entry, facts, renderKey);
  if ('none' in version) return version.none;
  if (!version.stable) return `${version.version} is a prerelease`;
  const { releases } = facts;
  if (releases === undefined) return 'the releases are not looked up here';
  if ('because' in releases)
    return error(
      'releases-unknown',
      `whether ${version.version} is the highest release cannot be told: ${releases.because}`,
      { place: entry.place, hint: releases.hint },
    );
  const higher = higherRelease(entry, { version, body }, releases, facts, renderKey);
  return higher === undefined ? undefined : `${higher} is higher than ${version.version}`;
}

/** The tag `latest` of the one image that gets it. */
function latestResult(
  place: Place,
  mode: boolean | 'auto' | 'highest',
  results: readonly TagResult[],
  scene: Scene,
): TagResult {
  const text = 'latest';
  const given = results.flatMap((result) =>
    'tag' in result && result.entry && result.release !== undefined
      ? [{ entry: result.entry, release: result.release }]
      : [],
  );
  switch (mode) {
    case 'auto': {
      const [first] = given;
      const { version } = scene.facts;
      const release = first
        ? first.release
        : version !== undefined && readReleaseVersion('any', version)?.stable === true;
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
      // Versions are read as the first tag of a version reads them.
      const reader = given.find(({ entry }) => entry.type === 'semver' || entry.type === 'pep440')?.entry;
      const entry: TagEntry = reader
        ? { ...reader, text, place, keys: { ...reader.keys, pattern: text } }
        : { text, place, at: () => place, type: 'raw', keys: { value: text }, priority: 0 };
      const lower = notHighest(entry, text, scene, keyRender(entry, scene));
      if (lower === undefined) return { text, place, tag: text, immutable: false };
      return typeof lower === 'string' ? { text, place, none: lower } : { text, place, problem: lower };
    }
    default:
      return { text, place, tag: text, immutable: false };
  }
}

/** What one image is tagged with; a tag that several entries give counts once, and never moves if one of them says so. */
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
      ? [warning('no-version', `${result.none}: "${result.text}" gives no tag`, { place: result.place })]
      : [],
  );
  return { tags: [...tags.values()], problems, warnings };
}
