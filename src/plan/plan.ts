/** Makes the plan: every image with its platforms, tags and labels, and every Dockerfile, before any build. */

import type { Cell, Excluded } from '../matrix/expand.ts';
import { dockerfilePath, imageId } from '../matrix/names.ts';
import type { Matrix } from '../matrix/parse.ts';
import { parseRepository } from '../oci/reference.ts';
import { collecting, error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { withRunOverrides, type RunFacts } from '../tags/run-facts.ts';
import { builtStage } from '../stages/built-stage.ts';
import { createTagger, imageTags, untagged } from '../tags/tags.ts';
import type { Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { groupBy } from '../text/group.ts';
import { splitOverrides, type Overrides } from '../values/overrides.ts';
import { NO_INPUTS, type ValueInputs } from '../values/sources.ts';
import { argProblems, buildArgs } from './build-args.ts';
import { cacheReferences } from './cache.ts';
import { declaredChecks, type Checks } from './checks.ts';
import { collisions, pathCollisions, sameImages } from './collisions.ts';
import { contextImage, missingContexts } from './image-contexts.ts';
import type { Context, Image } from './image.ts';
import { imageLabels } from './labels.ts';
import { openModel, type Model } from './model.ts';
import { refreshProblems } from './refresh.ts';
import { mirrorRepositories, primaryRepository, repositoryProblems } from './repositories.ts';
import { createRunTexts } from '../tags/run-texts.ts';
import { select, type Selection } from './select.ts';
import { settingsOf, type Asked, type Settings } from './settings.ts';
import { declaredTests, testEntryProblems } from './tests/declared.ts';

/** Everything that a build needs to know: nothing after this reads the matrix again. */
export interface Plan {
  readonly images: readonly Image[];
  /** The groups in docker-bake.hcl: `default`, and one for each target that has several images. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly excluded: readonly Excluded[];
  readonly settings: Settings;
  /** Dockerfiles and their ignore files, with paths from the output folder. */
  readonly files: readonly TextFile[];
  /** Texts of Dockerfiles that are used as they are, by their path from the folder of the matrix. */
  readonly verbatim: ReadonlyMap<string, string>;
  /** Warnings, of lint among others, and notices; they do not fail a plan. */
  readonly warnings: readonly Problem[];
}

export interface PlanOptions extends Selection {
  readonly facts: RunFacts;
  readonly overrides?: Overrides;
  /** Settings of this run that replace those of the matrix. */
  readonly asked?: Asked;
  /** Tag patterns that replace those of the matrix. */
  readonly tags?: readonly string[];
  /** Files that values are read from. */
  readonly inputs?: ValueInputs;
  /** Whether to lint the Dockerfiles: rendered ones, and those that are used as they are. */
  readonly lint?: boolean;
  /** Finds further problems in the finished plan, as gates do. They are shown with the others. */
  readonly review?: (plan: Plan) => readonly Problem[];
}

/**
 * Makes a plan. Throws `ProblemsFound` with every problem: names that do not exist, templates that cannot be rendered,
 * and tags or paths that two images would both use.
 */
export function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan {
  const { inputs = NO_INPUTS, overrides = {} } = options;
  return planImages(openModel({ matrix, templates, inputs }, overrides), options);
}

/**
 * The plan of one run, from an opened matrix.
 *
 * @internal used by the commands; a model is not part of the library
 * @param options of its `overrides` only the facts of the run count: the model has the values already
 */
export function planImages(model: Model, options: Omit<PlanOptions, 'inputs'>): Plan {
  const { matrix, templates, inputs, scopeOf } = model;
  const facts = withRunOverrides(options.facts, splitOverrides(options.overrides ?? {}).facts);
  const repository = readRepository(matrix);
  const settings = settingsOf(matrix, options.asked ?? {});
  const { expansion } = model;
  const cells = select(expansion, options);

  const entries = testEntryProblems(matrix);
  const { files, ...rendered } = model.dockerfiles(cells);
  const problems: Problem[] = [...entries, ...rendered.problems];
  const warnings: Problem[] = [];
  const collect = collecting(problems);

  const tagger = createTagger({ matrix, cells: expansion.cells, facts, templates, given: options.tags });
  problems.push(...tagger.problems);
  const texts = createRunTexts(facts, templates);
  const byTarget = groupBy(expansion.cells, ({ target }) => target.name);
  const imageContexts = (
    cell: Cell,
    expression: (text: string, key: string) => string,
  ): Readonly<Record<string, Context>> =>
    Object.fromEntries(
      Object.entries(matrix.file.targets[cell.target.name]?.contexts ?? {})
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, text]) => {
          const written = expression(text, key);
          return [
            key,
            written.startsWith('image:')
              ? {
                  kind: 'image' as const,
                  id: contextImage(matrix, cell, written.slice('image:'.length), key, byTarget),
                }
              : { kind: 'written' as const, text: written },
          ];
        }),
    );
  const textByPath = new Map(files.map(({ path, text }) => [path, text]));
  const textOf = (path: string): string | undefined => textByPath.get(path) ?? inputs.files.get(path);
  const checksOf = new Map<string, Pick<Checks, 'policy' | 'sizeLimit'>>();
  const images = cells.flatMap((cell) => {
    const image = collect((): Image => {
      const name = cell.target.name;
      const declared = matrix.file.targets[name];
      const { context } = scopeOf(name, cell.combination);
      const verbatim = declared?.dockerfile;
      const dockerfile =
        verbatim ?? dockerfilePath(cell.combination, declared?.file === undefined ? undefined : name);
      if (verbatim !== undefined && inputs.files.has(verbatim) && textOf(verbatim) === undefined)
        problems.push(
          error('no-dockerfile', `there is no file "${verbatim}"`, {
            place: matrix.source.at(['targets', name, 'dockerfile']),
            hint: 'paths start at the folder of the matrix',
          }),
        );
      const stage = collect(() => builtStage(matrix, name, textOf(dockerfile)));
      const id = imageId(cell);
      // When the tags fail, problems of the other parts are still collected.
      const tags = (declared?.output === 'local'
        ? undefined
        : collect(() => imageTags(tagger.results(cell, context)))) ?? {
        tags: [],
        problems: [],
        warnings: [],
      };
      problems.push(...tags.problems);
      warnings.push(...tags.warnings);
      const args = collect(() => buildArgs(matrix, name, context, texts)) ?? { args: {}, runArgs: {} };
      const tests =
        declared?.output === 'local' || entries.length > 0
          ? undefined
          : collect(() => declaredTests(matrix, name, context, texts, inputs));
      const checks = checksOf.get(name) ?? declaredChecks(matrix, name);
      checksOf.set(name, checks);
      return {
        id,
        target: name,
        combination: cell.combination,
        platforms: cell.platforms,
        allPlatforms: cell.allPlatforms,
        dockerfile,
        verbatim: verbatim !== undefined,
        ...(stage === undefined ? {} : { stage }),
        context: settings.context,
        contexts:
          collect(() =>
            imageContexts(cell, (text, key) =>
              templates.expression(text, context, matrix.source.at(['targets', name, 'contexts', key])),
            ),
          ) ?? {},
        secrets: (declared?.secrets ?? []).map((secret) =>
          typeof secret === 'string' ? { id: secret } : secret,
        ),
        output: declared?.output ?? 'image',
        repository,
        tags: tags.tags,
        mirrors: declared?.output === 'local' ? [] : mirrorRepositories(matrix),
        ...args,
        labels: collect(() => imageLabels(matrix, name, context, facts, texts)) ?? {},
        ...cacheReferences(matrix.file.cache ?? true, repository, id, facts),
        checks: { ...checks, tests: tests ?? [] },
      };
    });
    return image ? [image] : [];
  });

  const isWhole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
  const verbatim = verbatimFiles(images, inputs);
  const dockerfiles = [...files.map(({ text }) => text), ...verbatim.values()];
  problems.push(
    ...missingContexts(matrix, images),
    ...collisions(matrix, images),
    ...sameImages(matrix, images, textOf),
    ...(isWhole ? refreshProblems(matrix, dockerfiles) : []),
    ...(isWhole ? argProblems(matrix, texts, dockerfiles) : []),
    ...pathCollisions(files, matrix),
  );
  if (problems.length === 0) {
    const published = images.filter(({ output }) => output === 'image');
    warnings.push(...untagged(published, facts, matrix, options.tags));
  }
  const findings = options.lint ? rendered.findings(isWhole && problems.length === 0) : [];
  problems.push(...findings.filter(({ severity }) => severity === 'error'));
  if (isWhole && problems.length === 0) problems.push(...model.idleDecorators());
  const draft: Plan = {
    images,
    groups: groupsOf(images),
    excluded: expansion.excluded,
    settings,
    files,
    verbatim,
    warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === 'warning')]),
  };
  const reviewed = options.review?.(draft) ?? [];
  problems.push(...reviewed.filter(({ severity }) => severity === 'error'));
  if (problems.length > 0) throw new ProblemsFound(distinct(problems));
  return { ...draft, warnings: distinct([...draft.warnings, ...reviewed]) };
}

function readRepository(matrix: Matrix): string {
  const problems = [...repositoryProblems(matrix)];
  const cache = typeof matrix.file.cache === 'object' ? matrix.file.cache.repository : undefined;
  const wrong = cache === undefined ? undefined : parseRepository(cache);
  if (typeof wrong === 'string')
    problems.push(error('invalid-image', wrong, { place: matrix.source.at(['cache', 'repository']) }));
  if (problems.length > 0) throw new ProblemsFound(problems);
  return primaryRepository(matrix);
}

function verbatimFiles(images: readonly Image[], { files }: ValueInputs): ReadonlyMap<string, string> {
  const paths = new Set(images.filter(({ verbatim }) => verbatim).map(({ dockerfile }) => dockerfile));
  return new Map([...paths].map((path) => [path, files.get(path) ?? '']));
}

function groupsOf(images: readonly Image[]): Readonly<Record<string, readonly string[]>> {
  const groups: Record<string, string[]> = { default: images.map(({ id }) => id) };
  for (const image of images) if (image.target !== image.id) (groups[image.target] ??= []).push(image.id);
  return groups;
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [
    ...new Map(
      problems.map((problem) => [JSON.stringify([problem.message, problem.place]), problem]),
    ).values(),
  ];
}
