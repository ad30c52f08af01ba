/** Reads heredocs: `RUN <<EOF`, and the lines up to `EOF`. */

/** A heredoc of RUN, COPY or ADD. */
export interface Heredoc {
  readonly name: string;
  /** The word that announces it, as written: `<<-"EOF"`. */
  readonly word: string;
  /** Its lines, without the one that ends it. */
  readonly body: readonly string[];
  /** The first line of the body. */
  readonly line: number;
  /** The line that ends it, or the text's last one. */
  readonly endLine: number;
  /** Whether there is a line that ends it. */
  readonly terminated: boolean;
}

/**
 * The heredocs of an instruction.
 *
 * @param text the instruction
 * @param lines all lines of the Dockerfile
 * @param at how many of them are above the first heredoc
 */
export function heredocsOf(text: string, lines: readonly string[], at: number): readonly Heredoc[] {
  const heredocs: Heredoc[] = [];
  let line = at;
  for (const word of shellWords(text)) {
    // As BuildKit reads it: `<<NAME` is a word of its own; there may be a number in front, and nothing behind.
    const match = /^\d*<<(-?)(?:"([^"<]+)"|'([^'<]+)'|([^"'<\s\\]+))$/.exec(word);
    const name = match?.[2] ?? match?.[3] ?? match?.[4];
    if (!match || name === undefined) continue;
    const body: string[] = [];
    const start = line + 1;
    let terminated = false;
    while (line < lines.length && !terminated) {
      const current = lines[line++] ?? '';
      terminated = (match[1] === '-' ? current.replace(/^\t+/, '') : current) === name;
      if (!terminated) body.push(current);
    }
    heredocs.push({ name, word, body, line: start, endLine: line, terminated });
  }
  return heredocs;
}

/** Splits at blanks that are not quoted; words keep their quotes. Every part may end anywhere: it never goes back. */
export function shellWords(text: string): readonly string[] {
  return text.match(/(?:[^\s"'\\]+|\\[\s\S]?|"(?:[^"\\]+|\\[\s\S])*"?|'[^']*'?)+/g) ?? [];
}
