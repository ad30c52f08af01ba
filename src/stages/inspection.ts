/** Runs lint, and shows each finding at the line of the template or Dockerfile that the user wrote. */

import type { LintRule } from '../problem/codes.ts';
import type { Combination } from '../matrix/axes.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, warning, type Place, type Problem } from '../problem/problem.ts';
import type { Placed } from './decoration.ts';
import type { RenderedStage } from './stages.ts';
import { uselessAllow } from '../dockerfile/lint/allow.ts';
import { lintBody, lintDockerfile, type LintResult } from '../dockerfile/lint/lint.ts';
import type { Finding } from '../dockerfile/lint/rule.ts';

/** What lint has to know of a target. */
interface Target {
  readonly target: { readonly name: string };
  readonly combination: Combination;
  readonly platforms: readonly string[];
}

/** Makes functions that run lint on stages and Dockerfiles, and collect the findings of all of them. */
export function createInspection({ file, source }: Matrix) {
  const problems = new Map<string, Problem>();
  const allows = new Map<string, { code: LintRule; place: Place; used: boolean }>();
  const seen = new WeakMap<RenderedStage, Set<boolean>>();
  const names = Object.entries({ ...file.stages, ...file.targets }).map(
    ([key, declared]) =>
      [key, 'stage' in declared && declared.stage !== undefined ? declared.stage : key] as const,
  );
  const around = {
    stages: new Set(names.map(([, name]) => name)),
    aliases: new Map(names.filter(([key, name]) => key !== name)),
    contexts: new Set(
      Object.values(file.targets)
        .flatMap(({ contexts = {} }) => Object.keys(contexts))
        .map((name) => name.toLowerCase()),
    ),
  };

  const add = (finding: Finding, place: Place): void => {
    const { code, severity, hint } = finding;
    const make = severity === 'error' ? error : warning;
    const problem = make(code, `${finding.message} [${code}]`, { place, hint });
    problems.set(JSON.stringify([problem.message, place]), problem);
  };
  const collect = ({ findings, allows: written }: LintResult, placeOf: (line: number) => Place): void => {
    for (const finding of findings) add(finding, placeOf(finding.line));
    for (const { code, line, used } of written) {
      const place = placeOf(line);
      const key = `${place.file}:${place.line} ${code}`;
      allows.set(key, { code, place, used: used || (allows.get(key)?.used ?? false) });
    }
  };
  const fallback = (path: string): Place => ({ file: path, line: 1, column: 1 });

  return {
    /** Lints the stages of one rendered Dockerfile. `built` are the targets that are built from it. */
    stages: (stages: readonly RenderedStage[], built: readonly Target[]): void => {
      const architectures = architecturesOf(stages, built);
      for (const stage of stages) {
        const severalArchitectures = (architectures.get(stage.key)?.size ?? 0) > 1;
        const done = seen.get(stage) ?? new Set();
        if (done.has(severalArchitectures)) continue;
        seen.set(stage, done.add(severalArchitectures));
        const image = stage.from.split(' ').at(-1) ?? '';
        const from = source.at([
          Object.hasOwn(file.targets, stage.key) ? 'targets' : 'stages',
          stage.key,
          'from',
        ]);
        collect(
          lintBody(stage.body, { name: stage.name, from: { image, line: 0 }, severalArchitectures }, around),
          (line) => (line === 0 ? from : (stage.places()[line - 1] ?? fallback(stage.template))),
        );
      }
    },
    /** Lints a whole Dockerfile, rendered or the user's own, that is built for these platforms. */
    dockerfile: ({ text, places }: Placed, platforms: readonly string[]): void => {
      const severalArchitectures = new Set(platforms.map(architectureOf)).size > 1;
      collect(
        lintDockerfile(text, { severalArchitectures, contexts: around.contexts }),
        (line) => places()[line - 1] ?? places().at(-1) ?? fallback(source.file.path),
      );
    },
    /** @param whole whether everything was looked at; only then are comments reported that allow no finding */
    problems: (whole: boolean): readonly Problem[] => {
      if (whole)
        for (const { code, place, used } of allows.values())
          if (!used) add(uselessAllow({ code, line: place.line }), place);
      return [...problems.values()];
    },
  };
}

/** The architectures that each stage is built for: those of all targets that need it. */
function architecturesOf(
  stages: readonly RenderedStage[],
  built: readonly Target[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const architectures = new Map<string, Set<string>>();
  const visit = (key: string, names: readonly string[]): void => {
    const known = architectures.get(key) ?? new Set();
    if (names.every((name) => known.has(name))) return;
    architectures.set(key, new Set([...known, ...names]));
    for (const needed of byKey.get(key)?.needs ?? []) visit(needed, names);
  };
  for (const { target, platforms } of built) visit(target.name, platforms.map(architectureOf));
  return architectures;
}

function architectureOf(platform: string): string {
  return platform.split('/')[1] ?? platform;
}

/** A Dockerfile of the user, where every line comes from itself. */
export function ownPlaces(path: string, text: string): Placed {
  return {
    text,
    places: () =>
      text.split('\n').map((line, index) => ({
        file: path,
        line: index + 1,
        column: line.length - line.trimStart().length + 1,
        length: Math.max(1, line.trim().length),
      })),
  };
}
