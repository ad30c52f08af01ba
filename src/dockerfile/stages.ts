import { combinationKey, restrict, type Combination } from '../matrix/axes.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import { didYouMean } from '../matrix/suggest.ts';
import type { ResolvedTarget } from '../matrix/targets.ts';
import { valuesFor } from '../matrix/values.ts';
import { error, ProblemsFound } from '../problem.ts';
import { stageReferences } from './stage-references.ts';
import type { Templates } from './templates.ts';

/** Where stage templates are, seen from the matrix's folder. */
export const DEFAULT_TEMPLATES = 'templates';

/** A stage of a Dockerfile, rendered. */
export interface RenderedStage {
  readonly name: string;
  /** What follows `FROM`, without `AS name`: an image or another stage's name. */
  readonly from: string;
  readonly body: string;
  /** Path of the template it comes from, from the matrix's folder. */
  readonly template: string;
  /** Stages it needs in the same file, in the order they are named. */
  readonly needs: readonly string[];
}

/**
 * Renders stages, each once for every combination of values it can see.
 * A target's stage sees its own axes only, so that its text is the same in every file that holds it,
 * and BuildKit can share the build; a helper stage sees the combination it is needed for.
 */
export function createStages(matrix: Matrix, targets: ReadonlyMap<string, ResolvedTarget>, templates: Templates, overrides: Readonly<Record<string, Value>>) {
  const { file, source } = matrix;
  const rendered = new Map<string, RenderedStage>();

  const isStage = (name: string): boolean => Object.hasOwn(file.targets, name) || Object.hasOwn(file.stages ?? {}, name);

  /** One stage. Throws `ProblemsFound` for a template that does not exist or does not render. */
  const stage = (name: string, combination: Combination): RenderedStage => {
    const target = targets.get(name);
    const seen = target ? restrict(combination, target.axes) : combination;
    const key = `${name} ${combinationKey(seen)}`;
    const known = rendered.get(key);
    if (known) return known;

    const section = target ? 'targets' : 'stages';
    const declared = target ? file.targets[name] : file.stages?.[name];
    if (!declared) throw new Error(`no stage "${name}"`);
    const templateName = declared.template ?? name;
    if (!templates.names.includes(templateName)) {
      const place = declared.template ? source.at([section, name, 'template']) : source.atKey([section, name]);
      throw new ProblemsFound([
        error('unknown-template', `there is no template "${templateName}" for ${target ? 'target' : 'stage'} "${name}"${didYouMean(templateName, templates.names)}`, {
          place,
          hint: `write ${file.templates ?? DEFAULT_TEMPLATES}/${templateName}.hbs, or name another with "template:"`,
        }),
      ]);
    }
    const context = { ...valuesFor(matrix, seen, declared.values ?? {}, overrides), ...(target ? { target: name } : {}) };
    const fromPlace = source.at([section, name, 'from']);
    const from = templates.expression(declared.from, context, fromPlace).trim();
    if (!/^(?:--platform=\S+ )?[^\s"'\\]+$/.test(from)) {
      throw new ProblemsFound([error('invalid-from', `"from" of "${name}" gives "${from}", which is no image or stage`, { place: fromPlace, hint: 'one image reference, or the name of a stage or target' })]);
    }
    const body = templates.render(templateName, context).replace(/^\n+|\s+$/g, '');
    const base = from.split(' ').at(-1) ?? from;
    const needs = [...new Set([base, ...stageReferences(body)])].filter(isStage);
    if (target && needs.includes(base)) checkParent(target, base, fromPlace);
    const result: RenderedStage = { name, from, body, template: `${file.templates ?? DEFAULT_TEMPLATES}/${templateName}.hbs`, needs };
    rendered.set(key, result);
    return result;
  };

  /** A `from` that only turns out to be a target once rendered is held to the same rules as a plain one. */
  const checkParent = (target: ResolvedTarget, base: string, place: ReturnType<typeof source.at>): void => {
    const parent = targets.get(base);
    const missing = parent?.axes.filter((axis) => !target.axes.includes(axis)) ?? [];
    const foreign = parent ? target.platforms.filter((platform) => !parent.platforms.includes(platform)) : [];
    if (missing.length > 0) throw new ProblemsFound([error('axis-not-in-child', `target "${target.name}" is built from "${base}", which has the axes ${missing.join(', ')} besides`, { place, hint: `add them to the axes of "${target.name}"` })]);
    if (foreign.length > 0) throw new ProblemsFound([error('platform-not-in-parent', `target "${target.name}" is built for ${foreign.join(', ')}, but its parent "${base}" is not`, { place })]);
  };

  /**
   * The stages that the given targets need, each after those it needs itself.
   * Targets and needed stages are visited by name, so that the order in the matrix changes nothing.
   */
  const closure = (names: readonly string[], combination: Combination): readonly RenderedStage[] => {
    const ordered: RenderedStage[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (name: string, trail: readonly string[]): void => {
      if (state.get(name) === 'done') return;
      if (state.get(name) === 'open') {
        const place = source.atKey([Object.hasOwn(file.targets, name) ? 'targets' : 'stages', name]);
        throw new ProblemsFound([error('stage-cycle', `stages need each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(' → ')}`, { place })]);
      }
      state.set(name, 'open');
      const current = stage(name, combination);
      for (const needed of current.needs.toSorted()) visit(needed, [...trail, name]);
      state.set(name, 'done');
      ordered.push(current);
    };
    for (const name of names) visit(name, []);
    return ordered;
  };

  return { stage, closure };
}
