import * as v from 'valibot';
import { byKind, filled, someOf } from '../yaml/schema-parts.ts';

/** The shape of conditions: of rules, of tags, and of which image is latest. */

const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = 'must be letters, digits, "_" and "-", beginning with a letter';

export const key = v.pipe(v.string(KEY_RULE), v.regex(KEY, KEY_RULE));

const pattern = byKind({ text: filled, list: someOf(filled, 'must be a value or a list of values') }, 'text');

export const condition = v.pipe(
  v.record(key, pattern, 'must be a mapping from target, platform or an axis to a value'),
  v.minEntries(1, 'must name at least one of target, platform or an axis'),
);

/** How a condition is written, for descriptions. */
export const CONDITION =
  'Keys are target, platform or an axis; all must hold. A value is a text, a glob (py*), a comparison of versions (">=3.13", "~12.4"), or a list of them, of which any must hold.';
