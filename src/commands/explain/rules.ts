/** What each rule of a matrix says about one cell, and why. */

import type { Combination } from '../../matrix/axes.ts';
import { conditionTest, type Condition } from '../../matrix/condition.ts';
import type { CompiledRule, RuleKind } from '../../matrix/expand.ts';
import type { Matrix } from '../../matrix/parse.ts';
import type { Rule } from '../../matrix/schema.ts';
import type { Place } from '../../problem/problem.ts';

/** What a rule says about a cell, or about some of its platforms. */
export interface RuleVerdict {
  readonly place: Place;
  readonly kind: RuleKind;
  /** The rule in words: `exclude target ml, python >=3.13`. */
  readonly rule: string;
  readonly because?: string;
  /**
   * `takes-away`: an exclude that matches, or a require that does not hold; `keeps`: an include that matches;
   * `holds`: a require that is fulfilled; `sets`: a set rule that applies; `silent`: it is about other cells.
   */
  readonly effect: 'takes-away' | 'keeps' | 'holds' | 'sets' | 'silent';
  /** Why, one condition each: `python is 3.11, not >=3.13`. */
  readonly reasons: readonly string[];
  /** The platforms that this is about; absent for all platforms of the target. */
  readonly platforms?: readonly string[];
  /** The include rule that wins over this one. */
  readonly rescuedBy?: Place;
}

/** A cell as conditions see it: its axis values, target and platform. */
type Facts = Readonly<Record<string, string>>;

/** Tests every rule on one cell, platform by platform. */
export function judgeCell(
  matrix: Matrix,
  rules: readonly CompiledRule[],
  cell: { readonly target: string; readonly combination: Combination; readonly platforms: readonly string[] },
): readonly RuleVerdict[] {
  const facts = cell.platforms.map((platform): Facts => ({
    ...cell.combination,
    target: cell.target,
    platform,
  }));
  const keepers = new Map(
    facts.map((platformFacts) => [
      platformFacts['platform'] ?? '',
      rules.find((rule) => rule.kind === 'include' && rule.test(platformFacts)),
    ]),
  );
  return rules.flatMap((rule) => {
    const written = matrix.file.rules?.[rule.index] ?? {};
    const groups = new Map<string, { verdict: RuleVerdict; platforms: string[] }>();
    for (const platformFacts of facts) {
      const platform = platformFacts['platform'] ?? '';
      const verdict = judge(rule, written, platformFacts, keepers.get(platform));
      const key = JSON.stringify([verdict.effect, verdict.reasons, verdict.rescuedBy?.line]);
      const group = groups.get(key) ?? { verdict, platforms: [] };
      group.platforms.push(platform);
      groups.set(key, group);
    }
    const verdicts = [...groups.values()];
    // When a rule matches on no platform, only the reasons that all platforms share are given.
    const [first, ...others] = verdicts.map(({ verdict }) => verdict);
    const shared =
      first?.reasons.filter((reason) => others.every(({ reasons }) => reasons.includes(reason))) ?? [];
    if (first && shared.length > 0 && verdicts.every(({ verdict }) => verdict.effect === 'silent'))
      return [{ ...first, reasons: shared }];
    return verdicts.map(({ verdict, platforms }) =>
      groups.size === 1 ? verdict : { ...verdict, platforms },
    );
  });
}

/** What a rule says about a cell on one platform. `keeper` is the include rule that keeps it. */
function judge(
  rule: CompiledRule,
  written: Rule,
  facts: Facts,
  keeper: CompiledRule | undefined,
): RuleVerdict {
  const base = {
    place: rule.place,
    kind: rule.kind,
    rule: ruleText(written),
    ...(written.because === undefined ? {} : { because: written.because }),
  };
  const condition = rule.kind === 'set' ? undefined : written[rule.kind];
  if (!rule.test(facts)) {
    const failing = written.when && !conditionTest(written.when)(facts) ? written.when : condition;
    return { ...base, effect: 'silent', reasons: mismatches(failing ?? {}, facts) };
  }
  if (rule.kind === 'set') return { ...base, effect: 'sets', reasons: matches(written.when ?? {}, facts) };
  if (rule.kind === 'include') return { ...base, effect: 'keeps', reasons: matches(condition ?? {}, facts) };
  if (!rule.drops(facts)) return { ...base, effect: 'holds', reasons: matches(condition ?? {}, facts) };
  return {
    ...base,
    effect: 'takes-away',
    reasons: rule.kind === 'require' ? mismatches(condition ?? {}, facts) : matches(condition ?? {}, facts),
    ...(keeper ? { rescuedBy: keeper.place } : {}),
  };
}

function matches(condition: Condition, facts: Facts): readonly string[] {
  return Object.keys(condition).map((key) => `${key} is ${facts[key] ?? ''}`);
}

function mismatches(condition: Condition, facts: Facts): readonly string[] {
  return Object.entries(condition).flatMap(([key, patterns]) => {
    const fact = facts[key];
    if (fact === undefined) return [`${facts['target'] ?? 'it'} is not built over ${key}`];
    if (conditionTest({ [key]: patterns })(facts)) return [];
    return [
      Array.isArray(patterns)
        ? `${key} is ${fact}, none of ${patterns.join(', ')}`
        : `${key} is ${fact}, not ${String(patterns)}`,
    ];
  });
}

/** A rule in one line of words. */
export function ruleText(rule: Rule): string {
  const when = rule.when ? ` when ${conditionText(rule.when)}` : '';
  if (rule.set) return `set ${Object.keys(rule.set).join(', ')}${when}`;
  const kind = (['exclude', 'include', 'require'] as const).find((name) => rule[name] !== undefined);
  return kind === undefined ? '' : `${kind} ${conditionText(rule[kind] ?? {})}${when}`;
}

function conditionText(condition: Condition): string {
  return Object.entries(condition)
    .map(([key, patterns]) => `${key} ${[patterns].flat().join(' or ')}`)
    .join(', ');
}
