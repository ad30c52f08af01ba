/** Renders the stages of Dockerfiles from templates, and finds the stages that each target needs. */

import { combinationKey, restrict, type Combination } from '../matrix/axes.ts';
import type { Matrix } from '../matrix/parse.ts';
import { isRunFact } from '../matrix/names.ts';
import { didYouMean } from '../yaml/suggest.ts';
import type { ResolvedTarget } from '../matrix/targets.ts';
import type { Scope } from '../values/scope.ts';
import { error, ProblemsFound, type Place } from '../problem/problem.ts';
import { checkValues } from './check-values.ts';
import { createDecoration, type Placed } from './decoration.ts';
import { baseNames, isAutomatic } from '../dockerfile/base-names.ts';
import { variablesIn } from '../dockerfile/expand.ts';
import { readInstructions } from '../dockerfile/instructions.ts';
import { stageReferences } from '../dockerfile/stage-references.ts';
import { quoted } from '../template/strict.ts';
import type { Context, Templates } from '../template/templates.ts';

/** The folder of the templates, seen from the folder of the matrix. */
export const DEFAULT_TEMPLATES = 'templates';

/** A stage of a Dockerfile, rendered. */
export interface RenderedStage {
  /** Name of the target or helper stage in the matrix. */
  readonly key: string;
  /** Its name in the Dockerfile. */
  readonly name: string;
  /** What follows `FROM`, without `AS name`: an image or another stage's name, perhaps with variables. */
  readonly from: string;
  /**
   * The arguments that `from` uses, with their values: ARGs above the first FROM. One that is about the run has none.
   */
  readonly args: Readonly<Record<string, string | undefined>>;
  /** Names of the values that its template can use. */
  readonly values: ReadonlySet<string>;
  readonly body: string;
  /** For each line of the body, its place in the templates. */
  readonly places: () => readonly Place[];
  /** Path of the template it comes from, from the matrix's folder. */
  readonly template: string;
  /** How many lines that template has. */
  readonly templateLines: number;
  /** Keys of the stages it needs in the same file. */
  readonly needs: readonly string[];
  /** Those that it needs on some platforms: a name in `from` may depend on them. */
  readonly needsOn: (platforms: readonly string[]) => readonly string[];
}

/**
 * The arguments that the FROMs of some stages use, by name: with the value that is the default of all of them, or
 * without one where they differ.
 */
export function globalArguments(
  stages: readonly Pick<RenderedStage, 'args'>[],
): Readonly<Record<string, string | undefined>> {
  const values = new Map<string, Set<string | undefined>>();
  for (const [name, value] of stages.flatMap(({ args }) => Object.entries(args)))
    values.set(name, new Set([...(values.get(name) ?? []), value]));
  const sorted = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([name, [first, other]]) => [name, other === undefined ? first : undefined]),
  );
}

/** A stage before it is known for which platforms it is built. */
type DeclaredStage = Omit<RenderedStage, 'needs'>;

/** A target of a Dockerfile: its name, and the platforms of its image there. */
export interface Wanted {
  readonly name: string;
  readonly platforms: readonly string[];
}

/**
 * Makes functions that render stages. A stage is rendered once for every combination of values that it can use.
 * The stage of a target can use the axes of the target only: so its text is the same in every Dockerfile that has it,
 * and BuildKit builds it once. A helper stage can use all axes of the target that needs it.
 */
export function createStages(
  matrix: Matrix,
  targets: ReadonlyMap<string, ResolvedTarget>,
  templates: Templates,
  scopeOf: (name: string, combination: Combination) => Scope,
) {
  const { file, source } = matrix;
  const rendered = new Map<string, DeclaredStage>();
  const resolved = new WeakMap<DeclaredStage, Map<string, RenderedStage>>();
  const decoration = createDecoration(matrix, templates);
  const folder = file.templates ?? DEFAULT_TEMPLATES;
  const keys = [
    ...Object.keys(file.targets).filter((key) => file.targets[key]?.from !== undefined),
    ...Object.keys(file.stages ?? {}),
  ];
  const nameOf = (key: string): string => file.targets[key]?.stage ?? key;

  /** The key of the stage that a name in `from` or in an instruction means; none for an external image. */
  const keyOf = (reference: string, place: Place): string | undefined => {
    if (keys.includes(reference)) return reference;
    const named = keys.filter((key) => nameOf(key) === reference);
    if (named.length > 1)
      throw new ProblemsFound([
        error(
          'ambiguous-stage',
          `"${reference}" is the stage name of ${named.map((key) => `"${key}"`).join(' and ')}; ` +
            'name one of them instead',
          { place },
        ),
      ]);
    return named[0];
  };

  /** One stage. Throws `ProblemsFound` for a template that does not exist or does not render. */
  const stage = (key: string, combination: Combination): DeclaredStage => {
    const target = targets.get(key);
    const seen = target ? restrict(combination, target.axes) : combination;
    const memoKey = `${key} ${combinationKey(seen)}`;
    const known = rendered.get(memoKey);
    if (known) return known;

    const section = target ? 'targets' : 'stages';
    const declared = target ? file.targets[key] : file.stages?.[key];
    if (declared?.from === undefined) throw new Error(`no stage "${key}"`);
    const template = templateOf(
      declared.template ?? key,
      [section, key],
      declared.template === undefined ? undefined : 'template',
    );
    const { context } = scopeOf(key, seen);
    const fromPlace = source.at([section, key, 'from']);
    const written = templates.expression(declared.from, context, fromPlace).trim();
    if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(written)) {
      throw new ProblemsFound([
        error('invalid-from', `"from" of "${key}" gives ${quoted(written)}, which is no image or stage`, {
          place: fromPlace,
          hint: 'one image reference, or the name of a stage or target',
        }),
      ]);
    }
    const { text: body, places } = renderBody(template, context);
    checkBody(body, template, [section, key]);
    const base = written.split(' ').at(-1) ?? written;
    const baseKey = keyOf(base, fromPlace);
    if (target && baseKey !== undefined) checkParent(target, baseKey, fromPlace);
    const bodyKeys = stageReferences(body).flatMap(
      (reference) => keyOf(reference.toLowerCase(), source.atKey([section, key])) ?? [],
    );
    for (const needed of bodyKeys) checkAxes(needed, Object.keys(seen), [section, key]);
    const fromArgs = Object.fromEntries(
      variablesIn(written)
        .toSorted()
        .filter((name) => !isAutomatic(name) && declaredArgs(key)[name] !== undefined)
        .map((name) => [name, argument(key, name, seen)]),
    );
    /** Its base as BuildKit finds it, where that is a stage: by the name in the Dockerfile, on each platform. */
    const baseKeys = (platforms: readonly string[]): readonly string[] =>
      [...baseNames(base, platforms, (name) => fromArgs[name]).names.keys()].flatMap((name) => {
        const named = keys.filter((other) => nameOf(other) === name.toLowerCase());
        return named.length > 1 ? (keyOf(name.toLowerCase(), fromPlace) ?? []) : named;
      });
    const fixed = [...new Set([...(baseKey === undefined ? [] : [baseKey]), ...bodyKeys])];
    const result: DeclaredStage = {
      key,
      name: nameOf(key),
      from:
        baseKey === undefined
          ? written
          : `${written.slice(0, written.length - base.length)}${nameOf(baseKey)}`,
      args: fromArgs,
      values: new Set(Object.keys(context)),
      body,
      places,
      template: `${folder}/${template}.hbs`,
      templateLines: templates.lines(template),
      needsOn: base.includes('$')
        ? (platforms) => [...new Set([...fixed, ...baseKeys(platforms)])]
        : () => fixed,
    };
    if (target && base.includes('$'))
      for (const parent of baseKeys(target.platforms)) checkParent(target, parent, fromPlace);
    rendered.set(memoKey, result);
    return result;
  };

  /** The build arguments of a target or stage as they are written; the target's own win over the matrix's. */
  const declaredArgs = (key: string): Readonly<Record<string, string>> => ({
    ...file.args,
    ...file.targets[key]?.args,
  });
  /** The value of a build argument; none for one that is not declared, or is about the run. */
  const argument = (key: string, name: string, combination: Combination): string | undefined => {
    const text = declaredArgs(key)[name];
    if (text === undefined || [...templates.uses(text)].some(isRunFact)) return undefined;
    const path =
      file.targets[key]?.args?.[name] === undefined ? ['args', name] : ['targets', key, 'args', name];
    return templates.expression(text, scopeOf(key, combination).context, source.at(path));
  };
  /** The build arguments of a target that are the same in every run. */
  const args = (target: string, combination: Combination): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.keys(declaredArgs(target)).flatMap((name) => {
        const value = argument(target, name, combination);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  /** The names of the values that a template of a target can use. */
  const values = (target: string, combination: Combination): ReadonlySet<string> =>
    new Set(Object.keys(scopeOf(target, combination).context));

  /**
   * The name of a template; a problem when there is no such template.
   *
   * @param path the target or stage that needs it
   * @param option the key that names it, when it is named
   */
  const templateOf = (name: string, path: readonly string[], option: string | undefined): string => {
    if (templates.names.includes(name)) return name;
    const owner = `${path[0] === 'targets' ? 'target' : 'stage'} "${path[1] ?? ''}"`;
    const alternative =
      templates.names.length === 0
        ? `; there is no template in ${folder} now`
        : `, or name another with "${option ?? 'template'}:"`;
    throw new ProblemsFound([
      error(
        'unknown-template',
        `there is no template "${name}" for ${owner}${didYouMean(name, templates.names)}`,
        {
          place: option === undefined ? source.atKey(path) : source.at([...path, option]),
          hint: `write ${folder}/${name}.hbs${alternative}`,
        },
      ),
    ]);
  };

  /** The rendered template, without empty lines around it, and decorated. */
  const renderBody = (template: string, context: Context): Placed => {
    const { text, isRisky } = templates.rendering(template, context);
    if (isRisky) checkValues(text, template, context, { templates, isWhole: false });
    const above = /^\n*/.exec(text)?.[0].length ?? 0;
    return decoration.apply(
      { text: text.slice(above).trimEnd(), places: () => templates.trace(template, context).slice(above) },
      context,
    );
  };

  /** The whole Dockerfile of a target with `file`. */
  const placedFile = (key: string, combination: Combination): Placed => {
    const template = templateOf(file.targets[key]?.file ?? key, ['targets', key], 'file');
    const { context } = scopeOf(key, combination);
    const rendered = templates.render(template, context);
    checkValues(rendered, template, context, { templates, isWhole: true });
    const { text, places } = decoration.apply(
      { text: rendered.trimEnd(), places: () => templates.trace(template, context) },
      context,
    );
    return { text: `${text}\n`, places };
  };
  const wholeFile = (key: string, combination: Combination): string => placedFile(key, combination).text;

  /** A stage that takes files from a target must have all axes of the target: they say from which of its images. */
  const checkAxes = (needed: string, axes: readonly string[], path: readonly string[]): void => {
    const missing = targets.get(needed)?.axes.filter((axis) => !axes.includes(axis)) ?? [];
    if (missing.length === 0) return;
    throw new ProblemsFound([
      error(
        'axis-not-in-child',
        `"${path[1] ?? ''}" takes files from "${needed}", which has the axes ${missing.join(', ')} besides`,
        {
          place: source.atKey(path),
          hint: `add them to the axes of "${path[1] ?? ''}", or take the files from a helper stage`,
        },
      ),
    ]);
  };

  /** A template is the inside of one stage: it must end all of its instructions, and have no FROM. */
  const checkBody = (body: string, template: string, path: readonly string[]): void => {
    const { instructions } = readInstructions(body);
    const last = instructions.at(-1);
    const heredoc = last?.heredocs.find(({ terminated }) => !terminated);
    const named = `${folder}/${template}.hbs`;
    const place = source.atKey(path);
    if (heredoc)
      throw new ProblemsFound([
        error('open-instruction', `${named} ends inside of the heredoc "${heredoc.name}"`, {
          place,
          hint: `end it with a line "${heredoc.name}"`,
        }),
      ]);
    if (last?.open)
      throw new ProblemsFound([
        error(
          'open-instruction',
          `${named} ends in the middle of an instruction: its last line is continued with "\\"`,
          { place, hint: 'remove the last "\\"' },
        ),
      ]);
    const from = instructions.find(({ keyword }) => keyword === 'FROM');
    if (from !== undefined)
      throw new ProblemsFound([
        error(
          'from-in-template',
          `${named} has "FROM ${from.text}", but a template is the inside of one stage`,
          {
            place,
            hint: 'write each stage as a target or under stages:, or the whole Dockerfile with "file:"',
          },
        ),
      ]);
  };

  /** A `from` may turn out to be a target only when its values are filled in. The same rules hold for it then. */
  const checkParent = (target: ResolvedTarget, base: string, place: Place): void => {
    const parent = targets.get(base);
    const missing = parent?.axes.filter((axis) => !target.axes.includes(axis)) ?? [];
    const foreign = parent ? target.platforms.filter((platform) => !parent.platforms.includes(platform)) : [];
    if (missing.length > 0)
      throw new ProblemsFound([
        error(
          'axis-not-in-child',
          `target "${target.name}" is built from "${base}", which has the axes ${missing.join(', ')} besides`,
          { place, hint: `add them to the axes of "${target.name}"` },
        ),
      ]);
    if (foreign.length > 0)
      throw new ProblemsFound([
        error(
          'platform-not-in-parent',
          `target "${target.name}" is built for ${foreign.join(', ')}, but its parent "${base}" is not`,
          { place },
        ),
      ]);
  };

  /** A stage with the stages that it needs on these platforms. The same ones give the same object. */
  const onPlatforms = (declared: DeclaredStage, platforms: ReadonlySet<string>): RenderedStage => {
    const needs = declared.needsOn([...platforms].toSorted());
    const known = resolved.get(declared) ?? new Map<string, RenderedStage>();
    resolved.set(declared, known);
    const result = known.get(needs.join(' ')) ?? { ...declared, needs };
    known.set(needs.join(' '), result);
    return result;
  };

  /** The platforms that each stage is built for: those of all targets that need it. */
  const platformsOf = (
    wanted: readonly Wanted[],
    combination: Combination,
  ): ReadonlyMap<string, ReadonlySet<string>> => {
    const platforms = new Map<string, Set<string>>();
    const visit = (key: string, of: readonly string[]): void => {
      const known = platforms.get(key) ?? new Set();
      if (of.every((platform) => known.has(platform))) return;
      platforms.set(key, new Set([...known, ...of]));
      for (const platform of of)
        for (const needed of stage(key, combination).needsOn([platform])) visit(needed, [platform]);
    };
    for (const { name, platforms: own } of wanted) visit(name, own);
    return platforms;
  };

  /**
   * The stages that the given targets need, each after those it needs itself.
   * Targets and needed stages are visited by name, so that the order in the matrix changes nothing.
   */
  const closure = (wanted: readonly Wanted[], combination: Combination): readonly RenderedStage[] => {
    const platforms = platformsOf(wanted, combination);
    const ordered: RenderedStage[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const names = new Map<string, string>();
    const visit = (name: string, trail: readonly string[]): void => {
      if (state.get(name) === 'done') return;
      if (state.get(name) === 'open') {
        const place = source.atKey([Object.hasOwn(file.targets, name) ? 'targets' : 'stages', name]);
        throw new ProblemsFound([
          error(
            'stage-cycle',
            `stages need each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(' → ')}`,
            { place },
          ),
        ]);
      }
      state.set(name, 'open');
      const current = onPlatforms(stage(name, combination), platforms.get(name) ?? new Set());
      for (const needed of current.needs.toSorted()) visit(needed, [...trail, name]);
      state.set(name, 'done');
      const twin = names.get(current.name);
      if (twin !== undefined) {
        const place = source.atKey(
          Object.hasOwn(file.targets, name)
            ? ['targets', name, ...(file.targets[name]?.stage === undefined ? [] : ['stage'])]
            : ['stages', name],
        );
        throw new ProblemsFound([
          error(
            'stage-collision',
            `"${name}" and "${twin}" would both be the stage "${current.name}" of one Dockerfile`,
            { place, hint: 'give one of them another "stage:"' },
          ),
        ]);
      }
      names.set(current.name, name);
      ordered.push(current);
    };
    for (const { name } of wanted) visit(name, []);
    checkArguments(ordered, wanted, combination);
    return ordered;
  };

  /**
   * What the build of a target is given replaces the default of an ARG above the first FROM, for all of its stages. So
   * it has to be what these were rendered with; and the default has to be, where the build is given nothing.
   */
  const checkArguments = (
    stages: readonly RenderedStage[],
    wanted: readonly Wanted[],
    combination: Combination,
  ): void => {
    const withArgs = stages.filter(({ args }) => Object.keys(args).length > 0);
    if (withArgs.length === 0) return;
    const defaults = globalArguments(stages);
    const problems = wanted.flatMap((target) => {
      const needed = platformsOf([target], combination);
      const own = restrict(combination, targets.get(target.name)?.axes ?? []);
      return withArgs
        .filter(({ key }) => needed.has(key))
        .flatMap((needs) =>
          Object.entries(needs.args).map(([name, value]) => ({ key: needs.key, name, value })),
        )
        .flatMap(({ key, name, value }) => {
          const given = argument(target.name, name, own) ?? defaults[name];
          if (value === undefined || given === value) return [];
          const actual = given === undefined ? `without the argument ${name}` : `with ${name} "${given}"`;
          return [
            error(
              'argument-differs',
              `"${target.name}" is built ${actual}, and the stage "${key}" in it from "${value}"`,
              {
                place: source.atKey(['targets', target.name]),
                hint:
                  `give both the same (args: { ${name}: … }), ` +
                  'or write a value of the matrix in "from" instead: {{name}}',
              },
            ),
          ];
        });
    });
    if (problems.length > 0) throw new ProblemsFound(problems);
  };

  return { stage, closure, args, values, wholeFile, placedFile, idleDecorators: decoration.problems };
}
