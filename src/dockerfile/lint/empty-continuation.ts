/** Lint rule: no empty line between the lines of a continued instruction. */

import type { Rule } from './rule.ts';

export const emptyContinuation: Rule = {
  severity: 'error',
  about:
    'An empty line inside of a continued instruction. BuildKit still joins over it and warns that it ' +
    'will stop doing so; most come from a block that rendered to nothing.',
  check: ({ instructions }) =>
    instructions.flatMap(({ keyword, emptyLines }) =>
      emptyLines.slice(0, 1).map((line) => ({
        line,
        message: `an empty line inside of the continued ${keyword}`,
        hint: 'remove it; in a template, {{#continued}} … {{/continued}} leaves out lines that render to nothing',
      })),
    ),
};
