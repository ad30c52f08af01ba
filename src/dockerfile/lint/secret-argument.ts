/** Lint rule: no secrets in ARG and ENV, because their values stay in the image. */

import { hasSecretName, passwordsIn } from '../secret-variable.ts';
import type { Rule } from './rule.ts';
import { variablesOf } from './variables.ts';

export const secretArgument: Rule = {
  severity: 'warning',
  about:
    'An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY) or a password in a URL: ' +
    'its value stays in the image, its history and its provenance.',
  check: ({ instructions }) =>
    instructions.flatMap((instruction) =>
      variablesOf(instruction)
        .filter(
          ({ name, value }) =>
            passwordsIn(value ?? '').length > 0 ||
            (hasSecretName(name) && !(instruction.keyword === 'ENV' && value === '')),
        )
        .map(({ name, line }) => {
          const id = name.toLowerCase().replaceAll('_', '-');
          return {
            line,
            message: `${instruction.keyword} ${name} looks like a secret, which stays in the image`,
            hint: `give it to the steps that need it: RUN --mount=type=secret,id=${id},env=${name} …`,
          };
        }),
    ),
};
