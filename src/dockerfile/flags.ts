/** Reads the flags of Dockerfile instructions, such as `--mount=type=cache,target=/root/.cache`. */

/** A flag of an instruction: `--mount=type=cache,target=/x`. */
export interface Flag {
  /** With its dashes. */
  readonly name: string;
  readonly value: string;
}

/** The flags that begin at an offset, and where they end. Quoted or escaped blanks are part of a flag. */
export function readFlags(
  text: string,
  from: number,
): { readonly flags: readonly Flag[]; readonly end: number } {
  const flags: Flag[] = [];
  const flag = /(--(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')*)(\s+|$)/y;
  let end = from;
  for (;;) {
    flag.lastIndex = end;
    const match = flag.exec(text);
    const word = match?.[1];
    if (!match || word === undefined || word === '--') return { flags, end };
    const equals = word.indexOf('=');
    flags.push(
      equals === -1
        ? { name: word, value: '' }
        : { name: word.slice(0, equals), value: word.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2') },
    );
    end += match[0].length;
  }
}

/** The options of a mount such as `type=bind,from=x`, by name. The value of an option without one is `true`. */
export function mountOptions(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(',').map((option) => {
      const equals = option.indexOf('=');
      return equals === -1
        ? ([option.trim(), 'true'] as const)
        : ([
            option.slice(0, equals).trim(),
            option.slice(equals + 1).replace(/^(["'])(.*)\1$/s, '$2'),
          ] as const);
    }),
  );
}
