/** Runs lint, and shows each finding at the line of the template or Dockerfile that the user wrote. */

import type { LintRule } from '../problem/codes.ts';
import type { Matrix } from '../matrix/parse.ts';
import { error, warning, type Place, type Problem } from '../problem/problem.ts';
import type { Placed } from './decoration.ts';
import { globalArguments, type RenderedStage } from './stages.ts';
import { uselessAllow } from '../dockerfile/lint/allow.ts';
import { isSetIn, lintBody, lintDockerfile, type LintResult } from '../dockerfile/lint/lint.ts';
import type { Build, Finding } from '../dockerfile/lint/rule.ts';
import { readInstructions } from '../dockerfile/instructions.ts';

/** What lint has to know of a target. */
interface Target {
  readonly target: { readonly name: string };
  readonly platforms: readonly string[];
}

/** What lint has to know of a whole Dockerfile: the target that it is for. */
interface Whole extends Target {
  readonly args: Readonly<Record<string, string>>;
  /** Names of values that its template can use; absent when it is used as it is. */
  readonly values?: ReadonlySet<string> | undefined;
}

/** Makes functions that run lint on stages and Dockerfiles, and collect the findings of all of them. */
export function createInspection({ file, source }: Matrix) {
  const problems = new Map<string, Problem>();
  const allows = new Map<string, { code: LintRule; place: Place; used: boolean }>();
  const seen = new WeakMap<RenderedStage, Set<string>>();
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
  const buildOf = (target: string): Build => ({
    target,
    secrets: new Set(
      (file.targets[target]?.secrets ?? []).map((secret) =>
        typeof secret === 'string' ? secret : secret.id,
      ),
    ),
  });
  const fallback = (path: string): Place => ({ file: path, line: 1, column: 1 });

  return {
    /** Lints the stages of one rendered Dockerfile. `built` are the targets that are built from it. */
    stages: (stages: readonly RenderedStage[], built: readonly Target[]): void => {
      const users = usersOf(stages, built);
      const args = globalArguments(stages);
      const globals = readInstructions(
        Object.keys(args)
          .map((name) => `ARG ${name}\n`)
          .join(''),
      ).instructions;
      const isSet = isSetIn(() => [
        ...globals,
        ...stages.flatMap(({ body }) => readInstructions(body).instructions),
      ]);
      for (const stage of stages) {
        const platforms = [...(users.get(stage.key)?.platforms ?? [])].toSorted();
        const builds = [...(users.get(stage.key)?.targets ?? [])].toSorted().map(buildOf);
        const done = seen.get(stage) ?? new Set();
        const key = [...platforms, ...builds.map(({ target }) => target)].join(' ');
        if (done.has(key)) continue;
        seen.set(stage, done.add(key));
        const [image = '', flag] = stage.from.split(' ').toReversed();
        const from = source.at([
          Object.hasOwn(file.targets, stage.key) ? 'targets' : 'stages',
          stage.key,
          'from',
        ]);
        collect(
          lintBody(
            stage.body,
            {
              name: stage.name,
              from: {
                image,
                line: 0,
                ...(flag === undefined ? {} : { platform: flag.slice('--platform='.length) }),
              },
              platforms,
              builds,
            },
            { ...around, globals, isSet, values: stage.values, argument: (name) => stage.args[name] },
          ),
          (line) => (line === 0 ? from : (stage.places()[line - 1] ?? fallback(stage.template))),
        );
      }
    },
    /** Lints a whole Dockerfile, rendered or the user's own. */
    dockerfile: ({ text, places }: Placed, { target, platforms, args, values }: Whole): void => {
      const stage = file.targets[target.name]?.stage ?? target.name;
      collect(
        lintDockerfile(text, {
          platforms,
          contexts: around.contexts,
          args,
          ...(values === undefined ? {} : { values }),
          build: { ...buildOf(target.name), stage },
        }),
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

/** What each stage is built for: all targets that need it, and their platforms. */
function usersOf(
  stages: readonly RenderedStage[],
  built: readonly Target[],
): ReadonlyMap<string, { readonly platforms: Set<string>; readonly targets: Set<string> }> {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const users = new Map(
    stages.map(({ key }) => [key, { platforms: new Set<string>(), targets: new Set<string>() }]),
  );
  const visited = new Set<string>();
  const visit = (key: string, target: string, platform: string): void => {
    const known = users.get(key);
    const pair = [key, target, platform].join(' ');
    if (known === undefined || visited.has(pair)) return;
    visited.add(pair);
    known.targets.add(target);
    known.platforms.add(platform);
    for (const needed of byKey.get(key)?.needsOn([platform]) ?? []) visit(needed, target, platform);
  };
  for (const { target, platforms } of built)
    for (const platform of platforms) visit(target.name, target.name, platform);
  return users;
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
