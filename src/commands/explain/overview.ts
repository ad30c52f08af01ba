/** The answer of `explain` without words: all targets and all rules. */

import { groupBy } from '../../text/group.ts';
import { compileRules, type Excluded } from '../../matrix/expand.ts';
import type { Candidates } from './cells.ts';
import type { Explanation, RuleOverview, TargetOverview } from './explanation.ts';
import type { Model } from '../../plan/model.ts';
import { ruleText } from './rules.ts';

/** Every target with its cells, and every rule with what it did. */
export function overview(model: Model, candidates: Candidates): Explanation {
  const { matrix } = model;
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

function ruleOverviews({ matrix, expansion }: Model, candidates: Candidates): readonly RuleOverview[] {
  const inherited = (entry: Excluded): boolean => {
    const candidate = candidates.find(entry.target, entry.combination);
    const parent = candidate && candidates.parentOf(candidate);
    return entry.platforms === undefined && parent?.fate.kind === 'excluded';
  };
  return compileRules(matrix).rules.map((rule): RuleOverview => {
    const written = matrix.file.rules?.[rule.index] ?? {};
    const canExclude = rule.kind === 'exclude' || rule.kind === 'require';
    const excluded = canExclude
      ? expansion.excluded.filter(
          ({ place }) => place.line === rule.place.line && place.column === rule.place.column,
        )
      : [];
    const direct = excluded.filter((entry) => !inherited(entry));
    const touched = canExclude
      ? direct
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
      cells: touched.length - direct.filter(({ platforms }) => platforms !== undefined).length,
      partly: direct.filter(({ platforms }) => platforms !== undefined).length,
      descendants: excluded.filter(inherited).length,
      targets: [...new Set(touched.map(({ target }) => (typeof target === 'string' ? target : target.name)))],
    };
  });
}
