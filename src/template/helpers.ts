/** All helpers that templates can use, such as `{{join list ","}}`. */

import { architecture } from './helpers/architecture.ts';
import { comparison, logic } from './helpers/comparison.ts';
import { continuation } from './helpers/continuation.ts';
import type { Helpers } from './helpers/helper.ts';
import { lists, text } from './helpers/lists.ts';
import { quoting } from './helpers/quoting.ts';
import { versions } from './helpers/versions.ts';

export { isText, kindOf } from './helpers/helper.ts';

/** The helpers by name. They stay small on purpose: anything larger belongs in the values of the matrix. */
export const helpers: Helpers = {
  ...comparison,
  ...logic,
  ...lists,
  ...text,
  ...quoting,
  ...continuation,
  ...architecture,
  ...versions,
};
