/** Lint rule: an ARG above FROM is empty in a stage that does not declare it too. */

import type { Instruction } from '../instructions.ts';
import type { Found, Rule } from './rule.ts';
import { variablesOf } from './variables.ts';

export const shadowedArgument: Rule = {
  severity: 'warning',
  about:
    'An ARG that is not what it looks like: set above the first FROM and used in a stage that does not ' +
    'declare it (it is empty there), or declared again with another default.',
  check: ({ instructions }, { globals }) => {
    const defaults = new Map<string, { value: string; line: number }>();
    for (const { name, value, line } of globals.flatMap(variablesOf))
      if (value !== undefined) defaults.set(name, { value, line });
    const global = new Set(globals.flatMap(variablesOf).map(({ name }) => name));
    const declared = new Set<string>();
    const findings: Found[] = [];
    for (const instruction of instructions) {
      for (const name of global) {
        if (declared.has(name) || !uses(instruction, name)) continue;
        declared.add(name);
        findings.push({
          line: instruction.line,
          message: `"${name}" is an ARG above FROM and is empty in this stage`,
          hint: `write ARG ${name} in the stage too`,
        });
      }
      for (const { name, value, line } of variablesOf(instruction)) {
        const before = defaults.get(name);
        if (
          instruction.keyword === 'ARG' &&
          before !== undefined &&
          value !== undefined &&
          value !== before.value
        ) {
          findings.push({
            line,
            message: `ARG ${name} has the default "${value}" here and "${before.value}" in line ${before.line}`,
            hint: `write ARG ${name} without a default, to take over the other`,
          });
        }
        if (instruction.keyword === 'ARG' && value !== undefined) defaults.set(name, { value, line });
        declared.add(name);
      }
    }
    return findings;
  },
};

/** Whether an instruction reads a variable that it does not set itself. */
export function uses({ keyword, text, heredocs, exec }: Instruction, name: string): boolean {
  const script = [text, ...(keyword === 'RUN' ? heredocs.flatMap(({ body }) => body) : [])].join('\n');
  if (exec && keyword === 'RUN') return false;
  if (
    keyword === 'RUN' &&
    new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s|read\\s[^;&|]*\\b${name}\\b)`).test(script)
  )
    return false;
  return new RegExp(`(?<!\\\\)\\$(?:${name}(?!\\w)|\\{${name}[}:#%/^,])`).test(
    script.replace(/'[^']*'/g, ''),
  );
}
