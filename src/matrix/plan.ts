import { dirname, join } from 'node:path';
import { createInspection, ownPlaces } from '../dockerfile/lint/inspection.ts';
import { createStages } from '../dockerfile/stages.ts';
import { DEFAULT_SYNTAX, renderDockerfile, renderIgnoreFile } from '../dockerfile/render.ts';
import type { Templates } from '../dockerfile/templates.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem.ts';
import { parseRepository } from '../publish/reference.ts';
import { groupBy } from '../group.ts';
import { declaredTests, testEntryProblems } from '../image-tests/declared.ts';
import type { ImageTest } from '../image-tests/model.ts';
import { combinationKey, type Combination } from './axes.ts';
import { cacheReferences } from './cache.ts';
import { expand, type Cell, type Excluded, type Expansion } from './expand.ts';
import type { RunFacts } from './facts.ts';
import { imageLabels } from './labels.ts';
import type { Matrix } from './parse.ts';
import { mirrorRepositories, primaryRepository, repositoryProblems } from './repositories.ts';
import type { TextFile } from './source.ts';
import { didYouMean } from './suggest.ts';
import { createTagger, imageTags } from './tags.ts';
import { createScopes } from './value-scope.ts';
import { NO_INPUTS, type ValueInputs } from './value-sources.ts';
import { isRunFact, nameProblems, readOverrides, type Overrides } from './values.ts';

/** A build secret: its id, and where bake finds the value. Values are never part of a plan. */
export interface Secret {
  readonly id: string;
  readonly env?: string;
  readonly file?: string;
  /** Its build does without, with an empty value. */
  readonly optional?: boolean;
}

/** What gets built and tagged: a target at one combination. */
export interface Image {
  /** Also its name in docker-bake.hcl: `[a-z0-9_-]+`. */
  readonly id: string;
  readonly target: string;
  readonly combination: Combination;
  /** Those built in this run. */
  readonly platforms: readonly string[];
  /** Those it has when none are chosen. */
  readonly allPlatforms: readonly string[];
  /** Path of its Dockerfile: below the output folder, or for a verbatim one below the matrix's. */
  readonly dockerfile: string;
  /** The Dockerfile is the user's own, used as it is. */
  readonly verbatim: boolean;
  /** The stage to build; absent for the last one of a Dockerfile that names none. */
  readonly stage?: string;
  readonly context: string;
  /** Further build contexts: a folder, a `docker-image://` reference, or `image:ID` for an image of this plan. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly secrets: readonly Secret[];
  /** `local`: files instead of an image; nothing is tagged, scanned or published. */
  readonly output: 'image' | 'local';
  readonly repository: string;
  /** Full references, `repository:tag`. */
  readonly tags: readonly string[];
  /** Those of `tags` that never move: an existing one with another digest is refused. */
  readonly immutable: readonly string[];
  /** Further repositories that get the same image under the same tags. */
  readonly mirrors: readonly string[];
  readonly args: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** References of registry caches, most specific first. */
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
}

/** The whole plan: nothing after this looks at the matrix again. */
export interface Plan {
  readonly images: readonly Image[];
  /** Bake groups: `default`, and a target's name where the target has several images. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly excluded: readonly Excluded[];
  /** What images are tested for, by their ids. */
  readonly tests: ReadonlyMap<string, readonly ImageTest[]>;
  /** Dockerfiles and their ignore files, by path below the output folder. */
  readonly files: readonly TextFile[];
  /** What lint advises against; nothing that fails a plan. */
  readonly warnings: readonly Problem[];
  /** Where the pattern of each tag stands, by reference. */
  readonly tagPlaces: ReadonlyMap<string, Place>;
}

export interface PlanOptions {
  readonly facts: RunFacts;
  readonly overrides?: Overrides;
  /** Targets, groups or image ids to keep; all when empty. */
  readonly targets?: readonly string[];
  /** Platforms to keep; all when empty. Images that have none of them are left out. */
  readonly platforms?: readonly string[];
  /** Tag patterns instead of the matrix's. */
  readonly tags?: readonly string[];
  /** Files that values are read from. */
  readonly inputs?: ValueInputs;
  /** Whether to lint what is rendered, and Dockerfiles that are used as they are. */
  readonly lint?: boolean;
}

/**
 * Everything there is to know before a build. Throws `ProblemsFound` with every problem: names that do not exist,
 * templates that do not render, and whatever two images would fight over.
 */
export function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan {
  const names = nameProblems(matrix);
  if (names.length > 0) throw new ProblemsFound(names);
  const runFacts = Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => isRunFact(name)));
  const facts: RunFacts = { ...options.facts, ...runFacts };
  const overrides = readOverrides(matrix, Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))));
  const repository = readRepository(matrix);

  const expansion = expand(matrix);
  const cells = select(expansion, options);
  const scopeOf = createScopes(matrix, templates, overrides, options.inputs ?? NO_INPUTS);
  const stages = createStages(matrix, expansion.targets, templates, scopeOf);

  const entries = testEntryProblems(matrix);
  const problems: Problem[] = [...entries];
  const warnings: Problem[] = [];
  const collect = <T>(step: () => T): T | undefined => {
    try {
      return step();
    } catch (cause) {
      if (!(cause instanceof ProblemsFound)) throw cause;
      problems.push(...cause.problems);
      return undefined;
    }
  };

  const inspection = createInspection(matrix);
  const files: TextFile[] = [];
  const addFile = (path: string, text: string): void => {
    files.push({ path, text });
    if (matrix.file.ignore) files.push({ path: `${path}.dockerignore`, text: renderIgnoreFile(matrix.file.ignore, fileName(matrix)) });
  };
  for (const group of groupBy(cells.filter(({ target }) => matrix.file.targets[target.name]?.from !== undefined), ({ combination }) => combinationKey(combination)).values()) {
    const [first] = group;
    // Each by itself first, so that one that fails does not hide the others' problems.
    for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
    const closure = first && collect(() => stages.closure(group.map(({ target }) => target.name), first.combination));
    if (!closure) continue;
    addFile(dockerfilePath(first.combination), renderDockerfile({ syntax: matrix.file.syntax ?? DEFAULT_SYNTAX, matrix: fileName(matrix), stages: closure }));
    if (options.lint) inspection.stages(closure, group);
  }
  for (const { target, combination, platforms } of cells.filter(({ target }) => matrix.file.targets[target.name]?.file !== undefined)) {
    const rendered = collect(() => stages.placedFile(target.name, combination));
    if (rendered === undefined) continue;
    addFile(dockerfilePath(combination, target.name), rendered.text);
    if (options.lint) inspection.dockerfile(rendered, platforms);
  }
  for (const { target, platforms } of cells) {
    const path = matrix.file.targets[target.name]?.dockerfile;
    const text = path === undefined ? undefined : options.inputs?.files.get(path);
    if (path !== undefined && text !== undefined && options.lint) inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms);
  }

  const places = new Map<string, readonly (readonly [string, Place])[]>();
  const tagger = createTagger({ matrix, cells: expansion.cells, facts, templates, given: options.tags });
  problems.push(...tagger.problems);
  const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
  const imageContexts = (cell: Cell, expression: (text: string, key: string) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => {
        const written = expression(text, key);
        return [key, written.startsWith('image:') ? `image:${contextImage(matrix, cell, written.slice('image:'.length), key, byTarget)}` : written];
      }),
    );
  const tests = new Map<string, readonly ImageTest[]>();
  const images = cells.flatMap((cell) => {
    const image = collect((): Image => {
      const name = cell.target.name;
      const declared = matrix.file.targets[name];
      const { context } = scopeOf(name, cell.combination);
      const verbatim = declared?.dockerfile;
      const stage = declared?.stage ?? (declared?.from === undefined ? undefined : name);
      const id = imageId(cell);
      // One that fails does not hide the problems of the others.
      const tags = (declared?.output === 'local' ? undefined : collect(() => imageTags(tagger.results(cell, context)))) ?? { tags: [], problems: [], warnings: [] };
      problems.push(...tags.problems);
      warnings.push(...tags.warnings);
      places.set(id, tags.tags.map(({ tag, place }) => [`${repository}:${tag}`, place] as const));
      const args = Object.entries(declared?.args ?? {}).map(([key, text]) => [key, collect(() => templates.expression(text, context, matrix.source.at(['targets', name, 'args', key]))) ?? ''] as const);
      if (declared?.output !== 'local' && entries.length === 0) tests.set(id, collect(() => declaredTests(matrix, name, context, templates, options.inputs)) ?? []);
      return {
        id,
        target: name,
        combination: cell.combination,
        platforms: cell.platforms,
        allPlatforms: cell.allPlatforms,
        dockerfile: verbatim ?? dockerfilePath(cell.combination, declared?.file === undefined ? undefined : name),
        verbatim: verbatim !== undefined,
        ...(stage === undefined ? {} : { stage }),
        context: matrix.file.context ?? '.',
        contexts: collect(() => imageContexts(cell, (text, key) => templates.expression(text, context, matrix.source.at(['targets', name, 'contexts', key])))) ?? {},
        secrets: (declared?.secrets ?? []).map((secret) => (typeof secret === 'string' ? { id: secret } : secret)),
        output: declared?.output ?? 'image',
        repository,
        tags: tags.tags.map(({ tag }) => `${repository}:${tag}`),
        immutable: tags.tags.filter(({ immutable }) => immutable).map(({ tag }) => `${repository}:${tag}`),
        mirrors: declared?.output === 'local' ? [] : mirrorRepositories(matrix),
        args: Object.fromEntries(args.toSorted(([a], [b]) => (a < b ? -1 : 1))),
        labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
        ...cacheReferences(matrix.file.cache ?? true, repository, id, facts),
      };
    });
    return image ? [image] : [];
  });

  problems.push(...missingContexts(matrix, images), ...collisions(matrix, images, places), ...pathCollisions(files, matrix));
  const whole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
  const findings = inspection.problems(whole && problems.length === 0);
  problems.push(...findings.filter(({ severity }) => severity === 'error'));
  if (whole && problems.length === 0) problems.push(...stages.idleDecorators());
  if (problems.length > 0) throw new ProblemsFound(distinct(problems));
  return { images, groups: groupsOf(images), excluded: expansion.excluded, tests, files, warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === 'warning')]), tagPlaces: new Map([...places.values()].flat()) };
}

/** The matrix's own name: rendered files must not depend on the folder the command was started in. */
export function fileName(matrix: Matrix): string {
  return matrix.source.file.path.split(/[\\/]/).at(-1) ?? '';
}

/** An image that another one takes files from must be built in the same run. */
function missingContexts(matrix: Matrix, images: readonly Image[]): Problem[] {
  const ids = new Set(images.map(({ id }) => id));
  return images.flatMap((image) =>
    Object.entries(image.contexts).flatMap(([key, context]) => {
      const other = context.startsWith('image:') ? context.slice('image:'.length) : undefined;
      if (other === undefined || ids.has(other)) return [];
      return [error('context-not-chosen', `"${image.id}" takes files from the image "${other}", which is not chosen`, { place: matrix.source.at(['targets', image.target, 'contexts', key]), hint: `choose both: --target ${image.id},${other}` })];
    }),
  );
}

function readRepository(matrix: Matrix): string {
  const problems = [...repositoryProblems(matrix)];
  const cache = typeof matrix.file.cache === 'object' ? matrix.file.cache.repository : undefined;
  const wrong = cache === undefined ? undefined : parseRepository(cache);
  if (typeof wrong === 'string') problems.push(error('invalid-image', wrong, { place: matrix.source.at(['cache', 'repository']) }));
  if (problems.length > 0) throw new ProblemsFound(problems);
  return primaryRepository(matrix);
}

/** The image of another target that a cell takes as a context: the one at the same axis values, with all its platforms. */
function contextImage(matrix: Matrix, cell: Cell, target: string, key: string, byTarget: ReadonlyMap<string, readonly Cell[]>): string {
  const place = matrix.source.at(['targets', cell.target.name, 'contexts', key]);
  const candidates = byTarget.get(target);
  if (!candidates) throw new ProblemsFound([error('unknown-target', `the context "${key}" is the image of "${target}", which is no target${didYouMean(target, byTarget.keys())}`, { place })]);
  const found = candidates.find((other) => Object.entries(other.combination).every(([axis, value]) => cell.combination[axis] === value));
  if (!found) throw new ProblemsFound([error('context-without-image', `"${cell.target.name}" has no image of "${target}" at the same axis values to take as context "${key}"`, { place, hint: 'a context must have the same axes, or fewer, and not be excluded' })]);
  const missing = cell.platforms.filter((platform) => !found.platforms.includes(platform));
  if (missing.length > 0) throw new ProblemsFound([error('platform-not-in-parent', `"${cell.target.name}" is built for ${missing.join(', ')}, but the image of "${target}" in its context "${key}" is not`, { place })]);
  return imageId(found);
}

/** `ml-3-11-12-1`: the target and its axis values. Bake allows no dots in names. */
export function imageId(cell: Pick<Cell, 'target' | 'combination'>): string {
  return [cell.target.name, ...cell.target.axes.map((axis) => cell.combination[axis] ?? '')].join('-').toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
}

/** `dockerfiles/cuda12.1-python3.11.Dockerfile`; plain `dockerfiles/Dockerfile` where there are no axes. */
export function dockerfilePath(combination: Combination, target?: string): string {
  const parts = Object.entries(combination).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([axis, value]) => `${axis}${value.replace(/[^A-Za-z0-9._]+/g, '_')}`);
  if (target !== undefined) parts.unshift(target);
  return `dockerfiles/${parts.length === 0 ? 'Dockerfile' : `${parts.join('-')}.Dockerfile`}`;
}

function select({ cells, excluded, targets: declared }: Expansion, options: PlanOptions): readonly Cell[] {
  const { targets = [], platforms = [] } = options;
  const problems: Problem[] = [];
  const names = new Set(cells.flatMap((cell) => [cell.target.name, imageId(cell)]));
  const allPlatforms = new Set(cells.flatMap((cell) => cell.platforms));
  const [firstGone] = excluded;
  if (cells.length === 0) throw new ProblemsFound([error('empty-plan', `no image is left; "${firstGone?.target ?? ''}" is excluded: ${firstGone?.because ?? ''}`, { place: firstGone?.place, hint: 'narrow the rules' })]);
  for (const target of targets) {
    if (target === 'default' || names.has(target)) continue;
    const gone = excluded.find((entry) => !entry.platforms && (entry.target === target || isImage(entry, target, declared)));
    problems.push(gone ? error('excluded-target', `"${target}" is excluded: ${gone.because}`, { place: gone.place }) : error('unknown-target', `there is no target or image "${target}"${didYouMean(target, names)}`));
  }
  for (const platform of platforms) if (!allPlatforms.has(platform)) problems.push(error('unknown-platform', `no image is built for the platform "${platform}"${didYouMean(platform, allPlatforms)}`));
  if (problems.length > 0) throw new ProblemsFound(problems);
  const wanted = cells.flatMap((cell) => {
    if (targets.length > 0 && !targets.includes('default') && !targets.includes(cell.target.name) && !targets.includes(imageId(cell))) return [];
    const left = platforms.length === 0 ? cell.platforms : cell.platforms.filter((platform) => platforms.includes(platform));
    return left.length === 0 ? [] : [{ ...cell, platforms: left }];
  });
  if (wanted.length === 0) throw new ProblemsFound([error('empty-plan', 'no image is left: none of the chosen targets is built for the chosen platforms', { hint: '"docker-matrix plan" shows which image has which platforms' })]);
  return wanted;
}

function isImage({ target, combination }: Excluded, id: string, targets: Expansion['targets']): boolean {
  const resolved = targets.get(target);
  return resolved !== undefined && imageId({ target: resolved, combination }) === id;
}

function groupsOf(images: readonly Image[]): Readonly<Record<string, readonly string[]>> {
  const groups: Record<string, string[]> = { default: images.map(({ id }) => id) };
  for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
  return groups;
}

/** Two images with one id, or one tag, would overwrite each other silently: buildx accepts both. */
function collisions(matrix: Matrix, images: readonly Image[], places: ReadonlyMap<string, readonly (readonly [string, Place])[]>): Problem[] {
  const problems: Problem[] = [];
  const ids = new Map<string, Image>();
  const tags = new Map<string, { image: Image; place: Place }>();
  for (const image of images) {
    const place = matrix.source.atKey(['targets', image.target]);
    const twin = ids.get(image.id);
    const named = image.id !== image.target && Object.hasOwn(matrix.file.targets, image.id);
    if (named) problems.push(error('id-collision', `the image "${image.id}" of target "${image.target}" (${describe(image)}) has the name of another target`, { place, hint: 'rename one of the targets or axis values' }));
    else if (twin && twin.target !== image.id && image.target !== image.id) problems.push(error('id-collision', `"${image.target}" (${describe(image)}) and "${twin.target}" (${describe(twin)}) would both be named "${image.id}"`, { place, hint: 'rename one of the targets or axis values' }));
    else if (image.id === 'default') problems.push(error('id-collision', 'a target cannot be named "default": bake uses that name for the group of all images', { place }));
    ids.set(image.id, image);
    for (const [tag, at] of places.get(image.id) ?? []) {
      const other = tags.get(tag);
      if (other && other.image.id !== image.id) {
        problems.push(error('tag-collision', `images "${other.image.id}" and "${image.id}" would both be tagged ${tag}${samePlace(at, other.place) ? '' : ` (also at ${other.place.file}:${other.place.line}:${other.place.column})`}`, { place: at, hint: 'tags need whatever tells the images apart, as {{target}} or an axis' }));
      }
      tags.set(tag, { image, place: at });
    }
  }
  return problems;
}

function pathCollisions(files: readonly TextFile[], matrix: Matrix): Problem[] {
  const seen = new Map<string, string>();
  return files.filter(({ path }) => path.endsWith('file')).flatMap(({ path }) => {
    const other = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    // Two names that differ in case only are one file on macOS and Windows.
    return other === undefined ? [] : [error('path-collision', `two combinations would both be rendered to ${path}${other === path ? '' : ` (${other})`}`, { place: matrix.source.atKey(['axes']), hint: 'change one of the axis values: in file names everything but letters, digits and "." becomes "_"' })];
  });
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function describe(image: Image): string {
  const parts = Object.entries(image.combination).map(([axis, value]) => `${axis} ${value}`);
  return parts.length === 0 ? 'no axes' : parts.join(', ');
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem])).values()];
}
