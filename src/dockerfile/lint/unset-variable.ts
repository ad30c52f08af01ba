/** Lint rule: variables must have a value where BuildKit expands them. */

import { baseNames } from '../base-names.ts';
import { variablesIn } from '../expand.ts';
import type { Instruction } from '../instructions.ts';
import type { Found, Rule } from './rule.ts';
import { uses } from './shadowed-argument.ts';

/** Instructions whose variables are the build's. A container has variables of its own for CMD and the like. */
const EXPANDED = new Set('ADD ARG COPY ENV EXPOSE LABEL RUN STOPSIGNAL USER VOLUME WORKDIR'.split(' '));
/** BuildKit knows these without ARG (Dockerfile reference, "Predefined ARGs"). */
const PREDEFINED = /^(?:https?|ftp|no|all)_proxy$/;

export const unsetVariable: Rule = {
  severity: 'error',
  about:
    'A variable in FROM without a value: no ARG above the first FROM has a default for it, and nothing gives it. ' +
    'In templates also ${name} where {{name}} was meant: a value of the matrix (in lower case, as no variables are) ' +
    'that no ARG, ENV or script sets.',
  check: ({ from, instructions, platforms }, { argument, values, isSet }) => {
    const missing = [from.image, from.platform ?? ''].flatMap(
      (word) => baseNames(word, platforms, argument).missing,
    );
    const giveIt = (name: string): string => {
      const where = from.line === 0 ? `args: { ${name}: … }` : `ARG ${name}=… above the first FROM`;
      return `give it one: ${where}; or one to take instead: \${${name}:-…}`;
    };
    const findings: Found[] = [...new Set(missing)].map((name) => ({
      line: from.line,
      message: `FROM uses \${${name}}, which has no value`,
      hint: values.has(name) ? `write {{${name}}}` : giveIt(name),
    }));
    for (const instruction of instructions) {
      if (!EXPANDED.has(instruction.keyword)) continue;
      const heredocs = isShellScript(instruction) ? instruction.heredocs : [];
      // What says what to take instead, as `${name:-x}`, is meant.
      const text = instruction.text.replace(/\$\{\w+:?[-+?][^}]*\}/g, '');
      const script = [text, ...heredocs.flatMap(({ body }) => body)].join('\n');
      for (const name of variablesIn(script)) {
        const isValue = values.has(name) && /^[a-z_]\w*$/.test(name) && !PREDEFINED.test(name);
        if (!isValue || isSet(name) || !uses({ ...instruction, text, heredocs }, name)) continue;
        findings.push({
          line: instruction.line,
          message: `"${name}" is a value of the matrix and no variable: \${${name}} is empty here`,
          hint: `write {{${name}}}, or declare a variable of that name: ARG ${name}`,
        });
      }
    }
    return findings;
  },
};

/** Whether the heredoc of a RUN is what the shell runs, and neither input nor a script for another program. */
function isShellScript({ text, heredocs: [heredoc] }: Instruction): boolean {
  const isForShell = !/^#!(?!.*\b(?:sh|bash|ash|dash|zsh|ksh)\b)/.test(heredoc?.body[0] ?? '');
  return isForShell && text.trim() === heredoc?.word;
}
