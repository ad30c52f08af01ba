/** The helper `pep440`, which spells a version as Python does. */

import { readPep440 } from '../../version/release.ts';
import { textOf, type Helpers } from './helper.ts';

/** `{{pep440 version}}`: 1.3.0-rc.1 is 1.3.0rc1, as an installed package says of itself. */
export const versions: Helpers = {
  pep440: {
    usage: '(pep440 version)',
    min: 1,
    max: 1,
    run: ({ args: [text] }) => {
      const version = textOf(text, 'pep440');
      const read = readPep440(version);
      if (read === undefined) throw new Error(`"${version}" is no version by PEP 440`);
      return read.version;
    },
  },
};
