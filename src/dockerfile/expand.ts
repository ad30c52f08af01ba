/** Expands variables in a word of a Dockerfile, as in `FROM ${BASE}:${TAG:-12}`. */

/** What a word gives. */
export interface Expanded {
  /** Absent when it depends on something that is known to the build only. */
  readonly text?: string;
  /** Variables that it needs and that have no value. */
  readonly missing: readonly string[];
}

/** The value of a variable: undefined when it has none, null when it has one that is known to the build only. */
export type Lookup = (name: string) => string | null | undefined;

/**
 * Expands a word by the rules of BuildKit (frontend/dockerfile/shell/lex.go). What cuts or replaces parts of a value
 * (`${NAME#part}`) is not worked out here, and gives no text.
 */
export function expandWord(word: string, lookup: Lookup): Expanded {
  const missing = new Set<string>();
  let known = true;
  let at = 0;

  /** The value of a braced variable, with `at` behind its name. `used` is whether the result is part of the text. */
  const braced = (name: string, used: boolean): string => {
    const operator = /:?[-+?]|[#%/]/y;
    operator.lastIndex = at;
    const [kind = ''] = operator.exec(word) ?? [];
    at += kind.length;
    const value = lookup(name);
    const isSet = value !== undefined && !(kind.startsWith(':') && value === '');
    const instead = { '-': !isSet, '+': isSet }[kind.at(-1) ?? ''] ?? false;
    const inner = kind === '' ? '' : read('}', used && instead);
    // What BuildKit cannot read stays as it is, and is the name of nothing.
    if (word[at] !== '}') {
      at = word.length;
      return `\${${name}${kind}`;
    }
    at++;
    if (instead) return inner;
    if (kind.endsWith('+')) return '';
    if (used && !isSet) missing.add(name);
    if (used && (value === null || /[#%/]/.test(kind))) known = false;
    return value ?? '';
  };
  const read = (end: string, used: boolean): string => {
    let text = '';
    while (at < word.length && word[at] !== end) {
      const variable = /\$(\{)?([A-Za-z_]\w*)/y;
      variable.lastIndex = at;
      const [all, brace, name] = variable.exec(word) ?? [];
      if (all === undefined || name === undefined) {
        const plain = /\\(.)|'([^']*)'|./sy;
        plain.lastIndex = at;
        const match = plain.exec(word);
        at += match?.[0].length ?? 1;
        text += match?.[1] ?? match?.[2] ?? (match?.[0] === '"' ? '' : (match?.[0] ?? ''));
        continue;
      }
      at += all.length;
      if (brace !== undefined) text += braced(name, used);
      else {
        const value = lookup(name);
        if (used && value === undefined) missing.add(name);
        if (used && value === null) known = false;
        text += value ?? '';
      }
    }
    return text;
  };

  const text = read('', true);
  return { ...(known && missing.size === 0 ? { text } : {}), missing: [...missing] };
}

/** The names of all variables in a word, whether it needs their value or not. */
export function variablesIn(word: string): readonly string[] {
  return [...new Set([...word.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name ?? ''))];
}
