import { groupBy } from '../../text/group.ts';
import { compileRules, type Excluded } from '../../matrix/expand.ts';
import type { Candidates } from './cells.ts';
import type { Explanation, RuleOverview, TargetOverview } from './explanation.ts';
import type { Model } from '../../plan/model.ts';
import { ruleText } from './rules.ts';

/** Every target with its cells, and every rule with what it did. */
export function overview(model: Model, candidates: Candidates): Explanation {
  const { matrix } = model.workspace;
  const byTarget = groupBy(candidates.all, ({ target }) => target.name);
  const targets = [...candidates.targets.values()].map((target): TargetOverview => {
    const cells = byTarget.get(target.name) ?? [];
    const images = cells.filter(({ fate }) => fate.kind === 'image').length;
    return {
      target: target.name,
      place: matrix.source.atKey(['targets', target.name]),
      axes: target.axes,
      platforms: target.platforms,
      cells: cells.length,
      images,
      excluded: cells.length - images,
    };
  });
  return { kind: 'overview', targets, rules: ruleOverviews(model, candidates) };
}

function ruleOverviews(
  { workspace: { matrix }, expansion }: Model,
  candidates: Candidates,
): readonly RuleOverview[] {
  const inherited = (entry: Excluded): boolean => {
    const own = candidates.find(entry.target, entry.combination);
    const parent = own && candidates.parentOf(own);
    return entry.platforms === undefined && parent?.fate.kind === 'excluded';
  };
  return compileRules(matrix).rules.map((rule): RuleOverview => {
    const written = matrix.file.rules?.[rule.index] ?? {};
    const takes = rule.kind === 'exclude' || rule.kind === 'require';
    const excluded = takes
      ? expansion.excluded.filter(
          ({ place }) => place.line === rule.place.line && place.column === rule.place.column,
        )
      : [];
    const own = excluded.filter((entry) => !inherited(entry));
    const touched = takes
      ? own
      : candidates.all.filter(
          ({ target, combination, fate }) =>
            (rule.kind !== 'set' || fate.kind === 'image') &&
            target.platforms.some((platform) => rule.test({ ...combination, target: target.name, platform })),
        );
    return {
      place: rule.place,
      kind: rule.kind,
      rule: ruleText(written),
      ...(written.because === undefined ? {} : { because: written.because }),
      cells: touched.length - own.filter(({ platforms }) => platforms !== undefined).length,
      partly: own.filter(({ platforms }) => platforms !== undefined).length,
      descendants: excluded.filter(inherited).length,
      targets: [...new Set(touched.map(({ target }) => (typeof target === 'string' ? target : target.name)))],
    };
  });
}
