import { expand, type Cell, type Excluded } from '../matrix/expand.ts';
import { dockerfilePath, imageId, isRunFact } from '../matrix/names.ts';
import type { Matrix } from '../matrix/parse.ts';
import { parseRepository } from '../oci/reference.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { renderDockerfiles } from '../stages/dockerfiles.ts';
import { createStages } from '../stages/stages.ts';
import { withRunOverrides, type RunFacts } from '../tags/run-facts.ts';
import { createTagger, imageTags } from '../tags/tags.ts';
import type { Templates } from '../template/templates.ts';
import type { TextFile } from '../text/file.ts';
import { groupBy } from '../text/group.ts';
import { nameProblems, readOverrides, type Overrides } from '../values/overrides.ts';
import { createScopes } from '../values/scope.ts';
import { NO_INPUTS, type ValueInputs } from '../values/sources.ts';
import { cacheReferences } from './cache.ts';
import { declaredChecks, type Checks } from './checks.ts';
import { collisions, pathCollisions } from './collisions.ts';
import { contextImage, missingContexts } from './image-contexts.ts';
import type { Context, Image } from './image.ts';
import { imageLabels } from './labels.ts';
import { mirrorRepositories, primaryRepository, repositoryProblems } from './repositories.ts';
import { select, type Selection } from './select.ts';
import { settingsOf, type Asked, type Settings } from './settings.ts';
import { declaredTests, testEntryProblems } from './tests/declared.ts';

/** The whole plan: nothing after this looks at the matrix again. */
export interface Plan {
  readonly images: readonly Image[];
  /** Bake groups: `default`, and a target's name where the target has several images. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly excluded: readonly Excluded[];
  readonly settings: Settings;
  /** Dockerfiles and their ignore files, by path below the output folder. */
  readonly files: readonly TextFile[];
  /** Dockerfiles that are used as they are, by path below the folder of the matrix. */
  readonly verbatim: ReadonlyMap<string, string>;
  /** What lint advises against; nothing that fails a plan. */
  readonly warnings: readonly Problem[];
}

export interface PlanOptions extends Selection {
  readonly facts: RunFacts;
  readonly overrides?: Overrides;
  /** What the run asks for in place of the matrix's settings. */
  readonly asked?: Asked;
  /** Tag patterns instead of the matrix's. */
  readonly tags?: readonly string[];
  /** Files that values are read from. */
  readonly inputs?: ValueInputs;
  /** Whether to lint what is rendered, and Dockerfiles that are used as they are. */
  readonly lint?: boolean;
  /** What another plan of the same cells and values rendered: facts of a run change nothing in it. */
  readonly files?: readonly TextFile[];
  /** What else finds problems in a plan, as gates do: they are shown with the plan's own. */
  readonly review?: (plan: Plan) => readonly Problem[];
}

/**
 * Everything there is to know before a build. Throws `ProblemsFound` with every problem: names that do not exist,
 * templates that do not render, and whatever two images would fight over.
 */
export function plan(matrix: Matrix, templates: Templates, options: PlanOptions): Plan {
  const names = nameProblems(matrix);
  if (names.length > 0) throw new ProblemsFound(names);
  const runFacts = Object.fromEntries(
    Object.entries(options.overrides ?? {}).filter(([name]) => isRunFact(name)),
  );
  const facts = withRunOverrides(options.facts, runFacts);
  const overrides = readOverrides(
    matrix,
    Object.fromEntries(Object.entries(options.overrides ?? {}).filter(([name]) => !(name in runFacts))),
  );
  const repository = readRepository(matrix);
  const settings = settingsOf(matrix, options.asked ?? {});

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

  const rendered = options.files
    ? undefined
    : renderDockerfiles(
        { matrix, cells, stages, inputs: options.inputs ?? NO_INPUTS, lint: options.lint ?? false },
        collect,
      );
  const files = options.files ?? rendered?.files ?? [];

  const tagger = createTagger({ matrix, cells: expansion.cells, facts, templates, given: options.tags });
  problems.push(...tagger.problems);
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
  const checksOf = new Map<string, Pick<Checks, 'policy' | 'sizeLimit'>>();
  const images = cells.flatMap((cell) => {
    const image = collect((): Image => {
      const name = cell.target.name;
      const declared = matrix.file.targets[name];
      const { context } = scopeOf(name, cell.combination);
      const verbatim = declared?.dockerfile;
      const stage = declared?.stage ?? (declared?.from === undefined ? undefined : name);
      const id = imageId(cell);
      // One that fails does not hide the problems of the others.
      const tags = (declared?.output === 'local'
        ? undefined
        : collect(() => imageTags(tagger.results(cell, context)))) ?? {
        tags: [],
        problems: [],
        warnings: [],
      };
      problems.push(...tags.problems);
      warnings.push(...tags.warnings);
      const args = Object.entries(declared?.args ?? {}).map(
        ([key, text]) =>
          [
            key,
            collect(() =>
              templates.expression(text, context, matrix.source.at(['targets', name, 'args', key])),
            ) ?? '',
          ] as const,
      );
      const tests =
        declared?.output === 'local' || entries.length > 0
          ? undefined
          : collect(() => declaredTests(matrix, name, context, templates, options.inputs));
      const checks = checksOf.get(name) ?? declaredChecks(matrix, name);
      checksOf.set(name, checks);
      return {
        id,
        target: name,
        combination: cell.combination,
        platforms: cell.platforms,
        allPlatforms: cell.allPlatforms,
        dockerfile:
          verbatim ?? dockerfilePath(cell.combination, declared?.file === undefined ? undefined : name),
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
        args: Object.fromEntries(args.toSorted(([a], [b]) => (a < b ? -1 : 1))),
        labels: collect(() => imageLabels(matrix, name, context, facts, templates)) ?? {},
        ...cacheReferences(matrix.file.cache ?? true, repository, id, facts),
        checks: { ...checks, tests: tests ?? [] },
      };
    });
    return image ? [image] : [];
  });

  problems.push(
    ...missingContexts(matrix, images),
    ...collisions(matrix, images),
    ...pathCollisions(files, matrix),
  );
  const whole = (options.targets ?? []).length === 0 && (options.platforms ?? []).length === 0;
  const findings = rendered?.findings(whole && problems.length === 0) ?? [];
  problems.push(...findings.filter(({ severity }) => severity === 'error'));
  if (rendered && whole && problems.length === 0) problems.push(...stages.idleDecorators());
  const made: Plan = {
    images,
    groups: groupsOf(images),
    excluded: expansion.excluded,
    settings,
    files,
    verbatim: verbatimFiles(images, options.inputs),
    warnings: distinct([...warnings, ...findings.filter(({ severity }) => severity === 'warning')]),
  };
  const reviewed = options.review?.(made) ?? [];
  problems.push(...reviewed.filter(({ severity }) => severity === 'error'));
  if (problems.length > 0) throw new ProblemsFound(distinct(problems));
  return { ...made, warnings: distinct([...made.warnings, ...reviewed]) };
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

function verbatimFiles(
  images: readonly Image[],
  { files }: ValueInputs = NO_INPUTS,
): ReadonlyMap<string, string> {
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
