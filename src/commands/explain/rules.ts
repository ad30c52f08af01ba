import type { Combination } from '../../matrix/axes.ts';
import { conditionTest, type Condition } from '../../matrix/condition.ts';
import type { CompiledRule, RuleKind } from '../../matrix/expand.ts';
import type { Matrix } from '../../matrix/parse.ts';
import type { Rule } from '../../matrix/schema.ts';
import type { Place } from '../../problem/problem.ts';

/** What a rule said of a cell, or of some of its platforms. */
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
  /** The platforms this is about; absent for all of the target's. */
  readonly platforms?: readonly string[];
  /** The include rule that wins over this one. */
  readonly rescuedBy?: Place;
}

type Facts = Readonly<Record<string, string>>;

/** Asks every rule about one cell, platform by platform. */
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
    facts.map((its) => [
      its['platform'] ?? '',
      rules.find((rule) => rule.kind === 'include' && rule.test(its)),
    ]),
  );
  return rules.flatMap((rule) => {
    const written = matrix.file.rules?.[rule.index] ?? {};
    const groups = new Map<string, { verdict: RuleVerdict; platforms: string[] }>();
    for (const its of facts) {
      const verdict = judge(rule, written, its, keepers.get(its['platform'] ?? ''));
      const key = JSON.stringify([verdict.effect, verdict.reasons, verdict.rescuedBy?.line]);
      const group = groups.get(key) ?? { verdict, platforms: [] };
      group.platforms.push(its['platform'] ?? '');
      groups.set(key, group);
    }
    const verdicts = [...groups.values()];
    // A rule that is silent on every platform for a reason of its own is so for that, not for the platform too.
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
  const own = rule.kind === 'set' ? undefined : written[rule.kind];
  if (!rule.test(facts)) {
    const about = written.when && !conditionTest(written.when)(facts) ? written.when : own;
    return { ...base, effect: 'silent', reasons: mismatches(about ?? {}, facts) };
  }
  if (rule.kind === 'set') return { ...base, effect: 'sets', reasons: matches(written.when ?? {}, facts) };
  if (rule.kind === 'include') return { ...base, effect: 'keeps', reasons: matches(own ?? {}, facts) };
  if (!rule.drops(facts)) return { ...base, effect: 'holds', reasons: matches(own ?? {}, facts) };
  return {
    ...base,
    effect: 'takes-away',
    reasons: rule.kind === 'require' ? mismatches(own ?? {}, facts) : matches(own ?? {}, facts),
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

/** A rule in one line, as people would say it. */
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
