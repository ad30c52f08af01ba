import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import { combinationKey, combinations, restrict, type Combination } from './axes.ts';
import { conditionTest } from './condition.ts';
import { conditionProblems } from './condition-problems.ts';
import type { Matrix } from './parse.ts';
import { resolveTargets, type ResolvedTarget } from './targets.ts';

/** One image to be: a target at one combination of its axes, with the platforms that the rules left. */
export interface Cell {
  readonly target: ResolvedTarget;
  readonly combination: Combination;
  readonly platforms: readonly string[];
  /** The same, before platforms are chosen for one run. */
  readonly allPlatforms: readonly string[];
}

/** A cell, or one platform of it, that a rule took away. */
export interface Excluded {
  readonly target: string;
  readonly combination: Combination;
  /** Only these platforms are gone; absent when the whole cell is. */
  readonly platforms?: readonly string[];
  readonly because: string;
  /** The rule. */
  readonly place: Place;
}

/** What a rule does; each rule has exactly one of these keys. */
const RULE_KINDS = ['exclude', 'include', 'require', 'set'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export interface Expansion {
  /** Every target, those included that have no cell left. */
  readonly targets: ReadonlyMap<string, ResolvedTarget>;
  readonly cells: readonly Cell[];
  readonly excluded: readonly Excluded[];
}

export interface CompiledRule {
  /** Its position under `rules`. */
  readonly index: number;
  readonly kind: RuleKind;
  /** Whether the rule is about this cell and platform. */
  readonly test: (facts: Readonly<Record<string, string>>) => boolean;
  /** Whether it takes it away. */
  readonly drops: (facts: Readonly<Record<string, string>>) => boolean;
  readonly because: string;
  readonly place: Place;
  matched: boolean;
}

/**
 * Axes × targets × platforms, then the rules: what an `exclude` matches, or a `require` does not hold for, is gone,
 * unless an `include` matches it too.
 * The order of rules does not matter. Throws `ProblemsFound` for names that do not exist and rules that match nothing.
 */
export function expand(matrix: Matrix): Expansion {
  const { targets, problems } = resolveTargets(matrix);
  const { rules, problems: ruleProblems } = compileRules(matrix);
  const all = [...problems, ...duplicateValues(matrix), ...ruleProblems];
  if (all.length > 0) throw new ProblemsFound(all);

  const cells: Cell[] = [];
  const excluded: Excluded[] = [];
  const gone = new Map<string, Excluded>();
  const left = new Map<string, readonly string[]>();
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
      const parentGone = parentKey === undefined ? undefined : gone.get(parentKey);
      if (parentGone) {
        const entry = {
          ...parentGone,
          target: target.name,
          combination,
          because: `its parent "${parentGone.target}" is excluded: ${parentGone.because}`,
        };
        gone.set(key, entry);
        excluded.push(entry);
        continue;
      }
      const parentPlatforms = parentKey === undefined ? undefined : left.get(parentKey);
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
        gone.set(key, entry);
        excluded.push(entry);
        continue;
      }
      for (const rule of new Set(dropped.values())) {
        const its = [...dropped].filter(([, by]) => by === rule).map(([platform]) => platform);
        excluded.push({
          target: target.name,
          combination,
          platforms: its,
          because: rule.because,
          place: rule.place,
        });
      }
      left.set(key, platforms);
      cells.push({ target, combination, platforms, allPlatforms: platforms });
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

function cellKey(target: string, combination: Combination): string {
  return `${target} ${combinationKey(combination)}`;
}

/** The rule that takes a cell's platform away. Marks every rule that matches, so that idle ones can be told. */
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

/** The rules as tests; `explain` asks them one by one. */
export function compileRules(matrix: Matrix): { rules: CompiledRule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const rules: CompiledRule[] = [];
  for (const [index, rule] of (matrix.file.rules ?? []).entries()) {
    const place = matrix.source.at(['rules', index]);
    const kinds = RULE_KINDS.filter((kind) => rule[kind] !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
      problems.push(
        error(
          'rule-kind',
          `a rule has exactly one of ${RULE_KINDS.join(', ')}, not ${kinds.length === 0 ? 'none' : kinds.join(' and ')}`,
          { place },
        ),
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
    const own = kind === 'set' ? undefined : rule[kind];
    if (own) problems.push(...conditionProblems(matrix, own, ['rules', index, kind]));
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
    const holds = own ? conditionTest(own) : () => true;
    rules.push({
      index,
      kind,
      // A requirement on an axis says nothing about targets that are not built over it.
      test:
        kind === 'require'
          ? (facts) => when(facts) && Object.keys(own ?? {}).every((key) => key in facts)
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

/** A value twice would be the same images twice. */
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
