/** Runs all lint rules on a Dockerfile, or on one stage of it. */

import type { LintRule } from '../../problem/codes.ts';
import { baseNames, isAutomatic, type Arguments } from '../base-names.ts';
import { expandWord, type Lookup } from '../expand.ts';
import { readInstructions, type Instruction } from '../instructions.ts';
import { referencesOf } from '../stage-references.ts';
import { applyAllows, type Allow } from './allow.ts';
import type { Build, Finding, Found, Stage, Surroundings } from './rule.ts';
import { isRule, rules } from './rules.ts';
import { faultsOf } from './unparsable.ts';
import { variablesOf } from './variables.ts';

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly allows: readonly Allow[];
}

export interface LintOptions {
  /** The platforms that the image is built for. */
  readonly platforms: readonly string[];
  /** Names of further build contexts. */
  readonly contexts?: ReadonlySet<string>;
  /** Build arguments that are given. */
  readonly args?: Readonly<Record<string, string>>;
  /** Names of values of the matrix, when the text comes from a template. */
  readonly values?: ReadonlySet<string>;
  /** The target that is built, and its stage; absent for the last one. */
  readonly build?: Build & { readonly stage?: string };
}

/** Lints a whole Dockerfile. Lines count from 1. */
export function lintDockerfile(text: string, options: LintOptions): LintResult {
  const { platforms, contexts = new Set<string>(), args = {}, values = new Set<string>(), build } = options;
  const read = readInstructions(text);
  const first = read.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
  const argument = argumentsOf(head, args);
  const stages = stagesOf(read.instructions, platforms);
  const needed = neededStages(stages, build?.stage, argument);
  const namesAndLines = stages.map(({ name, from }) => [name?.toLowerCase() ?? '', from.line] as const);
  const isSet = isSetIn(() => read.instructions);
  const findings = [
    ...findingsOf('unparsable', headFaults(read.instructions, head, first)),
    ...stages.flatMap((stage, index) =>
      checkStage(
        {
          ...stage,
          platforms: needed.get(index) ?? platforms,
          builds: build !== undefined && needed.has(index) ? [build] : [],
        },
        {
          globals: head,
          argument,
          values,
          isSet,
          stages: new Set(namesAndLines.slice(0, index).map(([name]) => name)),
          later: new Map(namesAndLines.slice(index + 1)),
          aliases: new Map(),
          contexts,
          index,
        },
      ),
    ),
  ];
  return applyAllows(findings, read.comments, read.instructions);
}

/** Lints one stage without its FROM; findings about the FROM have the line 0. */
export function lintBody(
  text: string,
  stage: Omit<Stage, 'instructions'>,
  around: Omit<Surroundings, 'later' | 'index'>,
): LintResult {
  const read = readInstructions(text);
  const findings = checkStage(
    { ...stage, instructions: read.instructions },
    { ...around, later: new Map(), index: 0 },
  );
  return applyAllows(findings, read.comments, read.instructions);
}

/** Whether an ARG or ENV among some instructions sets a variable. They are looked through when somebody asks. */
export function isSetIn(instructions: () => readonly Instruction[]): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    names ??= new Set(
      instructions().flatMap((instruction) => variablesOf(instruction).map((set) => set.name)),
    );
    return names.has(name);
  };
}

/** The values of the ARGs above the first FROM. A default may use those above it. */
function argumentsOf(head: readonly Instruction[], given: Readonly<Record<string, string>>): Arguments {
  return head.flatMap(variablesOf).reduce<Arguments>(
    (above, { name, value }) =>
      (asked, automatic) => {
        if (asked !== name) return above(asked, automatic);
        if (Object.hasOwn(given, name)) return given[name];
        if (value === undefined) return above(name, automatic);
        const lookup: Lookup = (used) => {
          const known = isAutomatic(used) ? automatic(used) : above(used, automatic);
          // What has no value is empty here, and no mistake.
          return known === undefined ? '' : known;
        };
        return expandWord(value, lookup).text ?? null;
      },
    () => undefined,
  );
}

/** The positions of the stages that building one of them needs, with the platforms that they are needed on. */
function neededStages(
  stages: readonly Omit<Stage, 'builds'>[],
  wanted: string | undefined,
  argument: Arguments,
): ReadonlyMap<number, readonly string[]> {
  const needed = new Map<number, readonly string[]>();
  const indexOf = (name: string, before: number): number =>
    /^\d+$/.test(name)
      ? Number(name)
      : stages.findLastIndex(
          (stage, index) => index < before && stage.name?.toLowerCase() === name.toLowerCase(),
        );
  const visit = (index: number, platform: string): void => {
    const stage = stages[index];
    const known = needed.get(index) ?? [];
    if (!stage || known.includes(platform)) return;
    needed.set(index, [...known, platform]);
    const names = [...baseNames(stage.from.image, [platform], argument).names.keys()];
    for (const name of [...names, ...stage.instructions.flatMap(referencesOf)])
      visit(indexOf(name, index), platform);
  };
  const named = wanted === undefined ? -1 : indexOf(wanted, stages.length);
  const built = named === -1 ? stages.length - 1 : named;
  for (const platform of stages[built]?.platforms ?? []) visit(built, platform);
  return needed;
}

function checkStage(stage: Stage, around: Surroundings): readonly Finding[] {
  return Object.keys(rules)
    .filter(isRule)
    .flatMap((code) => findingsOf(code, rules[code].check(stage, around)));
}

function findingsOf(code: LintRule, findings: readonly Found[]): readonly Finding[] {
  const { severity } = rules[code];
  return findings.map((finding) => ({ ...finding, code, severity }));
}

/** What BuildKit cannot read above the first FROM, and in the FROM instructions, which belong to no stage. */
function headFaults(
  instructions: readonly Instruction[],
  head: readonly Instruction[],
  first: number,
): readonly Found[] {
  const faults = [...head, ...instructions.filter(({ keyword }) => keyword === 'FROM')].flatMap(faultsOf);
  if (first === -1)
    return [...faults, { line: 1, message: 'there is no FROM, so that there is nothing to build' }];
  return [
    ...faults,
    ...head
      .filter(({ keyword }) => keyword !== 'ARG')
      .map(({ keyword, line }) => ({
        line,
        message: `${keyword} stands above the first FROM, where only ARG can`,
      })),
  ];
}

function stagesOf(
  instructions: readonly Instruction[],
  platforms: readonly string[],
): readonly Omit<Stage, 'builds'>[] {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return starts.map((start, index) => {
    const from = instructions[start];
    const [image = '', , name] = (from?.text ?? '').split(/\s+/);
    const platform = from?.flags.find((flag) => flag.name === '--platform')?.value;
    return {
      name,
      from: { image, line: from?.line ?? 0, ...(platform === undefined ? {} : { platform }) },
      instructions: instructions.slice(start + 1, starts[index + 1]),
      platforms,
    };
  });
}
