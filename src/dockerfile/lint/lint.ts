/** Runs all lint rules on a Dockerfile, or on one stage of it. */

import type { LintRule } from '../../problem/codes.ts';
import { readInstructions, type Instruction } from '../instructions.ts';
import { applyAllows, type Allow } from './allow.ts';
import type { Finding, Found, Stage, Surroundings } from './rule.ts';
import { isRule, rules } from './rules.ts';
import { faultsOf } from './unparsable.ts';

export interface LintResult {
  readonly findings: readonly Finding[];
  readonly allows: readonly Allow[];
}

export interface LintOptions {
  /** Whether the image is built for several architectures. */
  readonly severalArchitectures: boolean;
  /** Names of further build contexts. */
  readonly contexts?: ReadonlySet<string>;
}

/** Lints a whole Dockerfile. Lines count from 1. */
export function lintDockerfile(text: string, options: LintOptions): LintResult {
  const read = readInstructions(text);
  const first = read.instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const head = first === -1 ? read.instructions : read.instructions.slice(0, first);
  const stages = stagesOf(read.instructions, options);
  const namesAndLines = stages.map(({ name, from }) => [name?.toLowerCase() ?? '', from.line] as const);
  const findings = [
    ...findingsOf('unparsable', headFaults(read.instructions, head, first)),
    ...stages.flatMap((stage, index) =>
      checkStage(stage, {
        globals: head,
        stages: new Set(namesAndLines.slice(0, index).map(([name]) => name)),
        later: new Map(namesAndLines.slice(index + 1)),
        aliases: new Map(),
        contexts: options.contexts ?? new Set(),
        index,
      }),
    ),
  ];
  return applyAllows(findings, read.comments, read.instructions);
}

/** Lints one stage without its FROM; findings about the FROM have the line 0. */
export function lintBody(
  text: string,
  stage: Pick<Stage, 'name' | 'from' | 'severalArchitectures'>,
  around: Omit<Surroundings, 'globals' | 'later' | 'index'>,
): LintResult {
  const read = readInstructions(text);
  const findings = checkStage(
    { ...stage, instructions: read.instructions },
    { ...around, globals: [], later: new Map(), index: 0 },
  );
  return applyAllows(findings, read.comments, read.instructions);
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
  { severalArchitectures }: LintOptions,
): readonly Stage[] {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return starts.map((start, index) => {
    const from = instructions[start];
    const [image = '', , name] = (from?.text ?? '').split(/\s+/);
    return {
      name,
      from: { image, line: from?.line ?? 0 },
      instructions: instructions.slice(start + 1, starts[index + 1]),
      severalArchitectures,
    };
  });
}
