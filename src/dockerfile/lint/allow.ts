import type { LintRule } from '../../problem/codes.ts';
import { didYouMean } from '../../yaml/suggest.ts';
import type { Comment, Instruction } from '../instructions.ts';
import type { Finding } from './rule.ts';
import { isRule, rules } from './rules.ts';

/** A comment that switches findings of one instruction off. */
export interface Allow {
  readonly code: LintRule;
  readonly line: number;
  readonly used: boolean;
}

const ALLOW = /^#\s*docker-matrix:\s*(.*)$/;
const FORM = '# docker-matrix: allow CODE because …';

/**
 * Takes out what `# docker-matrix: allow CODE because …` stands above (or inside of) an instruction for. A comment
 * that is no such sentence is a finding itself; one that has nothing to allow is for the caller, who sees every rendering.
 */
export function applyAllows(
  findings: readonly Finding[],
  comments: readonly Comment[],
  instructions: readonly Instruction[],
): { findings: readonly Finding[]; allows: readonly Allow[] } {
  const wrong: Finding[] = [];
  const written = comments.flatMap((comment) => {
    const sentence = ALLOW.exec(comment.text)?.[1];
    if (sentence === undefined) return [];
    const [, code, reason] = /^allow\s+(\S+)(?:\s+because\s+(\S.*))?\s*$/.exec(sentence) ?? [];
    const fault = (message: string): [] => (
      wrong.push({ code: 'allow', severity: 'error', line: comment.line, message, hint: `write ${FORM}` }),
      []
    );
    if (code === undefined) return fault(`"${sentence}" is nothing that docker-matrix knows`);
    if (!isRule(code))
      return fault(`there is no finding "${code}" to allow${didYouMean(code, Object.keys(rules))}`);
    if (reason === undefined) return fault(`allowing "${code}" needs a reason`);
    const instruction = instructions.find(({ endLine }) => endLine >= comment.line);
    return [{ code, line: comment.line, first: instruction?.line ?? 0, last: instruction?.endLine ?? -1 }];
  });
  const covers = (allow: (typeof written)[number], finding: Finding): boolean =>
    allow.code === finding.code && finding.line >= allow.first && finding.line <= allow.last;
  return {
    findings: [...findings.filter((finding) => !written.some((allow) => covers(allow, finding))), ...wrong],
    allows: written.map((allow) => ({
      code: allow.code,
      line: allow.line,
      used: findings.some((finding) => covers(allow, finding)),
    })),
  };
}

/** The finding for a comment that allows nothing. */
export function uselessAllow({ code, line }: Pick<Allow, 'code' | 'line'>): Finding {
  return {
    code: 'allow',
    severity: 'error',
    line,
    message: `there is no "${code}" here to allow`,
    hint: 'remove the comment',
  };
}
