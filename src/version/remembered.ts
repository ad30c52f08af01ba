/** Remembers what texts were read as, so that none is read twice. */

/** When so many texts are remembered, all of them are forgotten, so that memory does not grow without end. */
const MAX_TEXTS = 20_000;

/**
 * Makes a reader that reads each text once: the same Git tags and axis values are compared for every image of a matrix.
 *
 * @param read gives the same for the same text
 */
export function remembered<Result>(read: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined || results.has(text)) return known as Result;
    const result = read(text);
    if (results.size >= MAX_TEXTS) results.clear();
    results.set(text, result);
    return result;
  };
}
