/** Lint rule: no secrets in ARG and ENV, because their values stay in the image. */

import type { Rule } from './rule.ts';
import { variablesOf } from './variables.ts';

/** The words that BuildKit's own check SecretsUsedInArgOrEnv looks for. */
const SECRET = /(?:^|_)(?:api_?key|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)/i;
/** Names of public values, and of what only tells where a secret is (`TOKEN_FILE`). */
const HARMLESS = /(?:^|_)public(?:_|$)|_(?:file|path|dir|url|id|name|ttl)$|^gpg_key$/i;

/** Whether a variable of this name is expected to hold a secret. */
export function hasSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

export const secretArgument: Rule = {
  severity: 'warning',
  about:
    'An ARG or ENV with the name of a secret (TOKEN, PASSWORD, SECRET, …_KEY): ' +
    'its value stays in the image, its history and its provenance.',
  check: ({ instructions }) =>
    instructions.flatMap((instruction) =>
      variablesOf(instruction)
        .filter(({ name, value }) => hasSecretName(name) && !(instruction.keyword === 'ENV' && value === ''))
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
