/** POSIX classes, which JavaScript does not have. https://github.com/google/re2/wiki/Syntax */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/**
 * A regular expression as container-structure-test (Go, RE2) reads it. Throws with a phrase that says what is wrong:
 * one that would silently mean something else here is refused.
 *
 * @param lines whether `^` and `$` are the beginning and end of any line, as with `(?m)`
 */
export function compilePattern(text: string, lines = false): RegExp {
  const inline = /^\(\?([a-zA-Z]+)\)/.exec(text);
  const flags = inline?.[1] ?? '';
  if (/[^ims]/.test(flags)) throw new Error(`has the flags "(?${flags})"; i, m and s are supported`);
  const body = text.slice(inline?.[0].length ?? 0);
  let result = '';
  let inClass = false;
  for (let at = 0; at < body.length; ) {
    const rest = body.slice(at);
    const step = inClass ? classStep(rest) : plainStep(rest);
    if (step.opens) inClass = true;
    if (step.closes) inClass = false;
    result += step.text;
    at += step.length;
  }
  try {
    return new RegExp(result, [...new Set(`${flags}u${lines ? 'm' : ''}`)].join(''));
  } catch (cause) {
    throw new Error(`is no regular expression: ${cause instanceof Error ? (cause.message.split(': ').at(-1) ?? '').toLowerCase() : String(cause)}`, { cause });
  }
}

interface Step {
  readonly text: string;
  /** Characters of the pattern that it takes. */
  readonly length: number;
  readonly opens?: boolean;
  readonly closes?: boolean;
}

function plainStep(rest: string): Step {
  if (rest.startsWith('\\')) return escapeStep(rest, false);
  if (rest.startsWith('(?P<')) return { text: '(?<', length: 4 };
  const negated = /^\[\^?/.exec(rest)?.[0];
  // A bracket at the beginning of a class is one of its characters.
  if (negated !== undefined) return rest[negated.length] === ']' ? { text: `${negated}\\]`, length: negated.length + 1, opens: true } : { text: negated, length: negated.length, opens: true };
  // Alone, these are themselves in RE2; JavaScript wants them escaped.
  if (rest.startsWith(']') || rest.startsWith('}')) return { text: `\\${rest[0]}`, length: 1 };
  if (rest.startsWith('{')) {
    const repeat = /^\{\d+(?:,\d*)?\}/.exec(rest)?.[0];
    return repeat === undefined ? { text: '\\{', length: 1 } : { text: repeat, length: repeat.length };
  }
  return character(rest);
}

function classStep(rest: string): Step {
  if (rest.startsWith('\\')) return escapeStep(rest, true);
  if (rest.startsWith(']')) return { text: ']', length: 1, closes: true };
  const posix = /^\[:(\^?)([a-z]+):\]/.exec(rest);
  if (posix) {
    const [all, negated, name = ''] = posix;
    const members = CLASSES[name];
    if (members === undefined) throw new Error(`has an unknown class "${all}"`);
    if (negated) throw new Error(`has the negated class "${all}", which is not supported`);
    return { text: members, length: all.length };
  }
  return rest.startsWith('[') ? { text: '\\[', length: 1 } : character(rest);
}

function escapeStep(rest: string, inClass: boolean): Step {
  const next = rest[1];
  if (next === undefined) throw new Error('ends with a single backslash');
  if (!inClass && next === 'A') return { text: '(?<![\\s\\S])', length: 2 };
  if (!inClass && next === 'z') return { text: '(?![\\s\\S])', length: 2 };
  if (next === 'a') return { text: '\\x07', length: 2 };
  if (!inClass && next === 'Q') {
    const end = rest.indexOf('\\E', 2);
    const quoted = end < 0 ? rest.slice(2) : rest.slice(2, end);
    return { text: quoted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), length: end < 0 ? rest.length : end + 2 };
  }
  const code = /^\\x\{([0-9A-Fa-f]+)\}/.exec(rest);
  if (code) return { text: `\\u{${code[1] ?? ''}}`, length: code[0].length };
  const property = /^\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/.exec(rest);
  if (property) {
    const [all, letter = '', negated, long, short] = property;
    const kind = negated ? (letter === 'p' ? 'P' : 'p') : letter;
    const name = long ?? short ?? '';
    return { text: `\\${kind}{${/^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`}}`, length: all.length };
  }
  if (/[A-Za-z0-9]/.test(next)) {
    if (!/[dDwWsSbBnrtfvx]/.test(next)) throw new Error(`has the escape "\\${next}", which is not supported`);
    // RE2's \s is ASCII's, and without \v.
    if (next === 's') return { text: inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]', length: 2 };
    if (next === 'S' && !inClass) return { text: '[^\\t\\n\\f\\r ]', length: 2 };
    return { text: `\\${next}`, length: 2 };
  }
  // Any punctuation may be escaped in RE2; with JavaScript's flag u only what has a meaning.
  const escaped = character(rest.slice(1));
  return { text: /[\\^$.*+?()[\]{}|/]/.test(next) || (inClass && next === '-') ? `\\${next}` : escaped.text, length: 1 + escaped.length };
}

function character(rest: string): Step {
  const text = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return { text, length: text.length };
}
