/** Small pieces of messages: a noun in the right number (`3 images`), the first line of an output. */

/** A noun in the number that it needs: `image`, `images`. */
export function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`;
}

/** A number with its noun: `1 image`, `3 images`. */
export function counted(count: number, noun: string): string {
  return `${count} ${plural(noun, count)}`;
}

/** The first line of a text that a program wrote, without the empty lines around it. */
export function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
