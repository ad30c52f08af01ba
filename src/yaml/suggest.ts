import { distance } from 'fastest-levenshtein';
import { isVersion } from '../version/order.ts';

/** The allowed word closest to a wrong one, or nothing when none is close enough to be what was meant. */
export function closest(wrong: string, allowed: Iterable<string>): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of allowed) {
    const d = distance(wrong.toLowerCase(), word.toLowerCase());
    if (d <= Math.ceil(word.length / 3) && d < word.length && (!best || d < best.distance))
      best = { word, distance: d };
  }
  return best?.word;
}

/** ` (did you mean "x"?)`, or the list of what is allowed, for the end of a message. */
export function didYouMean(wrong: string, allowed: Iterable<string>): string {
  const words = [...allowed];
  // A version that is not there is rarely a misspelt one.
  const word = isVersion(wrong) ? undefined : closest(wrong, words);
  if (word !== undefined) return ` (did you mean "${word}"?)`;
  return words.length === 0 ? '' : ` (allowed: ${words.join(', ')})`;
}
