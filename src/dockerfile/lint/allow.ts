/** Comments that allow a finding: `# docker-matrix: allow CODE because …`. */

import type { LintRule } from '../../problem/codes.ts';
import { didYouMean } from '../../yaml/suggest.ts';
import type { Comment, Instruction } from '../instructions.ts';
import type { Finding } from './rule.ts';
import { isRule, rules } from './rules.ts';

/** A comment that allows the findings of one rule in one instruction. `used` is whether there was such a finding. */
export interface Allow {
  readonly code: LintRule;
  readonly line: number;
  readonly used: boolean;
}

const ALLOW = /^#\s*docker-matrix:\s*(.*)$/;
const FORM = '# docker-matrix: allow CODE because …';

/**
 * Removes findings that a comment above (or inside of) their instruction allows. A comment that is no proper sentence
 * is a finding itself. Whether a comment allows nothing is for the caller to say: one template may be rendered for many
 * images, and the finding may be in one of them only.
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
