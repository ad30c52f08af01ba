/** Finds the images of a matrix: every target with every combination of its axes, less what rules exclude. */

import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import { axisValues, cellKey, combinations, restrict, type Combination } from './axes.ts';
import { conditionTest } from './condition.ts';
import { conditionProblems } from './condition-problems.ts';
import type { Matrix } from './parse.ts';
import { resolveTargets, type ResolvedTarget } from './targets.ts';

/** One image to build: a target with one combination of axis values, and the platforms that rules do not exclude. */
export interface Cell {
  readonly target: ResolvedTarget;
  readonly combination: Combination;
  readonly platforms: readonly string[];
  /** All its platforms; `platforms` may have fewer, when a run chooses some. */
  readonly allPlatforms: readonly string[];
}

/** An image, or some of its platforms, that a rule excludes. */
export interface Excluded {
  readonly target: string;
  readonly combination: Combination;
  /** The platforms that are excluded; absent when the whole image is. */
  readonly platforms?: readonly string[];
  readonly because: string;
  /** Where the rule is. */
  readonly place: Place;
}

/** What a rule does; each rule has exactly one of these keys. */
const RULE_KINDS = ['exclude', 'include', 'require', 'set'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** All images of a matrix, and what was excluded. */
export interface Expansion {
  /** Every target, also those without any image left. */
  readonly targets: ReadonlyMap<string, ResolvedTarget>;
  readonly cells: readonly Cell[];
  readonly excluded: readonly Excluded[];
}

/** A rule of the matrix, ready to be applied. */
export interface CompiledRule {
  /** Its position under `rules`. */
  readonly index: number;
  readonly kind: RuleKind;
  /** Whether the rule is about this cell and platform. */
  readonly test: (facts: Readonly<Record<string, string>>) => boolean;
  /** Whether the rule excludes them. To be asked only when `test` holds. */
  readonly drops: (facts: Readonly<Record<string, string>>) => boolean;
  readonly because: string;
  readonly place: Place;
  /** Whether it was about any image so far. */
  matched: boolean;
}

/** What can be planned in seconds and in 1 GB; axes multiply, and one more can make a hundred times as many. */
const MAX_IMAGES = 20_000;
/** The same, of those that rules may exclude. */
const MAX_COMBINATIONS = 200_000;

/**
 * Finds all images: every target, with every combination of its axes, for every platform. Rules then exclude those
 * that an `exclude` matches or a `require` does not hold for, unless an `include` matches them too. The order of rules
 * does not matter. Throws `ProblemsFound` for names that do not exist, for rules that match nothing, and for
 * too many images.
 */
export function expand(matrix: Matrix): Expansion {
  const { targets, problems } = resolveTargets(matrix);
  const { rules, problems: ruleProblems } = compileRules(matrix);
  const allProblems = [
    ...problems,
    ...duplicateValues(matrix),
    ...ruleProblems,
    ...tooManyCombinations(matrix, targets.values()),
  ];
  if (allProblems.length > 0) throw new ProblemsFound(allProblems);

  const cells: Cell[] = [];
  const excluded: Excluded[] = [];
  /** By the key of the image, so that images built from it can be looked up. */
  const excludedByKey = new Map<string, Excluded>();
  const platformsByKey = new Map<string, readonly string[]>();
  for (const target of targets.values()) {
    for (const combination of combinations(matrix.file, target.axes)) {
      const key = cellKey(target.name, combination);
      const parent = target.parent === undefined ? undefined : targets.get(target.parent);
      const parentKey = parent && cellKey(parent.name, restrict(combination, parent.axes));
      const dropped = new Map<string, CompiledRule>();
      for (const platform of target.platforms) {
        const rule = droppingRule(rules, { ...combination, target: target.name, platform });
        if (rule) dropped.set(platform, rule);
      }
      const excludedParent = parentKey === undefined ? undefined : excludedByKey.get(parentKey);
      if (excludedParent) {
        const entry = {
          ...excludedParent,
          target: target.name,
          combination,
          because: `its parent "${excludedParent.target}" is excluded: ${excludedParent.because}`,
        };
        excludedByKey.set(key, entry);
        excluded.push(entry);
        continue;
      }
      const parentPlatforms = parentKey === undefined ? undefined : platformsByKey.get(parentKey);
      const platforms = target.platforms.filter(
        (platform) => !dropped.has(platform) && (parentPlatforms?.includes(platform) ?? true),
      );
      const [first] = dropped.values();
      if (platforms.length === 0) {
        const entry: Excluded = {
          target: target.name,
          combination,
          because: first?.because ?? `its parent "${target.parent ?? ''}" has none of its platforms left`,
          place: first?.place ?? matrix.source.at(['targets', target.name]),
        };
        excludedByKey.set(key, entry);
        excluded.push(entry);
        continue;
      }
      for (const rule of new Set(dropped.values())) {
        const excludedPlatforms = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
        excluded.push({
          target: target.name,
          combination,
          platforms: excludedPlatforms,
          because: rule.because,
          place: rule.place,
        });
      }
      platformsByKey.set(key, platforms);
      cells.push({ target, combination, platforms, allPlatforms: platforms });
      if (cells.length > MAX_IMAGES) throw new ProblemsFound([tooMany(matrix, target, MAX_IMAGES, 'images')]);
    }
  }

  const idle = rules.filter((rule) => !rule.matched);
  if (idle.length > 0) {
    throw new ProblemsFound(
      idle.map((rule) =>
        error('idle-rule', `this ${rule.kind} rule matches nothing`, {
          place: rule.place,
          hint: 'correct its condition, or remove it',
        }),
      ),
    );
  }
  return { targets, cells, excluded };
}

/** The rule that excludes a platform of an image, if one does. Marks every rule that matches as matched. */
function droppingRule(
  rules: readonly CompiledRule[],
  facts: Readonly<Record<string, string>>,
): CompiledRule | undefined {
  let exclude: CompiledRule | undefined;
  let kept = false;
  for (const rule of rules) {
    if (!rule.test(facts)) continue;
    rule.matched = true;
    if (rule.kind === 'include') kept = true;
    else if (rule.drops(facts)) exclude ??= rule;
  }
  return kept ? undefined : exclude;
}

/** The rules, ready to be applied; `explain` applies them one by one. */
export function compileRules(matrix: Matrix): { rules: CompiledRule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const rules: CompiledRule[] = [];
  for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
    const place = matrix.source.at(['rules', index]);
    const kinds = RULE_KINDS.filter((kind) => rule[kind] !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      const present = kinds.length === 0 ? 'none' : kinds.join(' and ');
      problems.push(
        error('rule-kind', `a rule has exactly one of ${RULE_KINDS.join(', ')}, not ${present}`, { place }),
      );
      continue;
    }
    if (rule.when && (kind === 'exclude' || kind === 'include')) {
      problems.push(
        error('rule-when', `"when" belongs to require and set; the condition of ${kind} is its own value`, {
          place: matrix.source.atKey(['rules', index, 'when']),
        }),
      );
      continue;
    }
    const condition = kind === 'set' ? undefined : rule[kind];
    if (condition) problems.push(...conditionProblems(matrix, condition, ['rules', index, kind]));
    if (rule.when) problems.push(...conditionProblems(matrix, rule.when, ['rules', index, 'when']));
    if (kind === 'set' && rule.when && 'platform' in rule.when) {
      problems.push(
        error('set-platform', 'a value cannot depend on the platform: one Dockerfile serves all of them', {
          place: matrix.source.atKey(['rules', index, 'when', 'platform']),
          hint: 'use TARGETARCH in the template',
        }),
      );
    }
    const when = rule.when ? conditionTest(rule.when) : () => true;
    const holds = condition ? conditionTest(condition) : () => true;
    rules.push({
      index,
      kind,
      // A `require` about an axis is not for targets without that axis.
      test:
        kind === 'require'
          ? (facts) => when(facts) && Object.keys(condition ?? {}).every((key) => key in facts)
          : kind === 'set'
            ? when
            : holds,
      drops: (facts) => kind === 'exclude' || (kind === 'require' && !holds(facts)),
      because:
        rule.because ??
        (kind === 'require'
          ? `required otherwise at ${place.file}:${place.line}`
          : `excluded at ${place.file}:${place.line}`),
      place,
      matched: false,
    });
  }
  return { rules, problems };
}

/** Combinations are counted before any is made: of ten long axes there are more than fit into memory. */
function tooManyCombinations(matrix: Matrix, targets: Iterable<ResolvedTarget>): readonly Problem[] {
  let count = 0;
  for (const target of targets) {
    count += target.axes.reduce((product, axis) => product * axisValues(matrix.file, axis).length, 1);
    if (count > MAX_COMBINATIONS)
      return [tooMany(matrix, target, MAX_COMBINATIONS, 'combinations of axis values')];
  }
  return [];
}

/** @param target the one with which there are too many */
function tooMany({ source }: Matrix, { name }: ResolvedTarget, limit: number, things: string): Problem {
  return error('too-many-images', `the matrix has more than ${limit.toLocaleString('en')} ${things}`, {
    place: source.atKey(['targets', name]),
    hint: 'name fewer "axes" in targets, or make several matrices of this one',
  });
}

/** Values that an axis lists twice: the same images would be built twice. */
function duplicateValues({ file, source }: Matrix): Problem[] {
  return Object.entries(file.axes ?? {}).flatMap(([axis, values]) =>
    Array.isArray(values)
      ? (values as readonly string[]).flatMap((value, index) =>
          values.indexOf(value) === index
            ? []
            : [
                error('duplicate-value', `the axis "${axis}" has the value "${value}" twice`, {
                  place: source.at(['axes', axis, index]),
                }),
              ],
        )
      : [],
  );
}
