/** Draws any character of Unicode, for tests that try random texts. */

import { nat, type Arbitrary } from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

/**
 * Any one character of Unicode but the surrogates, as fast-check's unit `binary` gives it. That one first makes a
 * table of all characters, which takes seconds.
 */
export const anyCharacter: Arbitrary<string> = nat(0x10ffff - SURROGATES.count).map(
  (index) => String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.count),
  (text) => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (code === undefined || String.fromCodePoint(code) !== text) throw new Error('no single character');
    return code < SURROGATES.from ? code : code - SURROGATES.count;
  },
);
