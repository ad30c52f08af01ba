/** Lint rule: ADD of a URL needs a checksum. */

import { shellWords } from '../heredocs.ts';
import type { Rule } from './rule.ts';

export const addChecksum: Rule = {
  severity: 'warning',
  about: 'ADD of a URL without --checksum: whatever is there on the day of the build gets into the image.',
  check: ({ instructions }) =>
    instructions.flatMap(({ keyword, line, text, exec, flags }) => {
      if (keyword !== 'ADD' || flags.some(({ name }) => name === '--checksum')) return [];
      const url = (exec ?? shellWords(text))
        .slice(0, -1)
        .map((word) => word.replace(/^["']/, ''))
        .find((word) => /^https?:\/\//i.test(word) && !/\.git(?:[#?]|["']?$)/.test(word));
      return url === undefined
        ? []
        : [
            {
              line,
              message: `ADD of ${url} without a checksum`,
              hint: 'ADD --checksum=sha256:… URL FILE; sha256sum prints it',
            },
          ];
    }),
};
