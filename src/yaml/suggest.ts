/** Suggestions for misspelt words: `did you mean "targets"?`. */

import { distance } from 'fastest-levenshtein';
import { isVersion } from '../version/order.ts';

/** The allowed word that is closest to a wrong one; nothing when none is so close that it may be meant. */
export function closest(wrong: string, allowed: Iterable<string>): string | undefined {
  let best: { word: string; edits: number } | undefined;
  for (const word of allowed) {
    const edits = distance(wrong.toLowerCase(), word.toLowerCase());
    if (edits <= Math.ceil(word.length / 3) && edits < word.length && (!best || edits < best.edits))
      best = { word, edits };
  }
  return best?.word;
}

/** ` (did you mean "x"?)`, or the list of what is allowed, for the end of a message. */
export function didYouMean(wrong: string, allowed: Iterable<string>): string {
  const words = [...allowed];
  // No suggestion for a version: one that is not allowed is rarely a slip of the keyboard.
  const word = isVersion(wrong) ? undefined : closest(wrong, words);
  if (word !== undefined) return ` (did you mean "${word}"?)`;
  return words.length === 0 ? '' : ` (allowed: ${words.join(', ')})`;
}
