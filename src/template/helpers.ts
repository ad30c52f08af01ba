import { architecture } from './helpers/architecture.ts';
import { comparison, logic } from './helpers/comparison.ts';
import { continuation } from './helpers/continuation.ts';
import type { Helpers } from './helpers/helper.ts';
import { lists, text } from './helpers/lists.ts';
import { quoting } from './helpers/quoting.ts';

export { isText, kindOf } from './helpers/helper.ts';

/** The helpers of stage templates. Small on purpose: what needs more belongs in the matrix's values. */
export const helpers: Helpers = {
  ...comparison,
  ...logic,
  ...lists,
  ...text,
  ...quoting,
  ...continuation,
  ...architecture,
};
