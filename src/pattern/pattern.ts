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

/** RE2's own bound. */
const MAX_REPEAT = 1000;

/**
 * A regular expression as container-structure-test (Go, RE2) reads it. Throws with a phrase that says what is wrong:
 * one that would silently mean something else here is refused. Only syntax that every Node.js reads alike comes out of
 * it. The result tells whether a text matches; it has no groups.
 * One difference is left: with the flag i, `\b` takes U+017F and U+212A, which fold to s and k, for parts of a word.
 *
 * @param lines whether `^` and `$` are the beginning and end of any line, as with `(?m)`
 */
export function compilePattern(text: string, lines = false): RegExp {
  const inline = /^\(\?([a-zA-Z]+)\)/.exec(text);
  const flags = inline?.[1] ?? '';
  if (/[^ims]/.test(flags)) throw new Error(`has the flags "(?${flags})"; i, m and s are supported`);
  const plain: Plain = { lines: lines || flags.includes('m'), all: flags.includes('s'), names: new Set() };
  const body = text.slice(inline?.[0].length ?? 0);
  let result = '';
  let inClass = false;
  /** What stands before in the class: a set such as `\d`, or a `-` that may make a range of what follows. */
  let before = 'nothing' as 'nothing' | 'set' | 'dash' | 'other';
  for (let at = 0; at < body.length;) {
    const rest = body.slice(at);
    const step = inClass ? classStep(rest) : plainStep(rest, plain);
    if (inClass) {
      if (step.isSet && before === 'dash')
        throw new Error(`has a range that ends with "${rest.slice(0, step.length)}"`);
      const isDash = rest.startsWith('-');
      // In RE2 a "-" behind a set is itself.
      result += isDash && before === 'set' ? '\\-' : step.text;
      before = step.isSet ? 'set' : isDash && before === 'other' ? 'dash' : 'other';
    } else {
      result += step.text;
      before = step.isMember ? 'other' : 'nothing';
    }
    if (step.opens) inClass = true;
    if (step.closes) inClass = false;
    at += step.length;
  }
  try {
    return new RegExp(result, flags.includes('i') ? 'iu' : 'u');
  } catch (cause) {
    throw new Error(
      `is no regular expression: ${cause instanceof Error ? (cause.message.split(': ').at(-1) ?? '').toLowerCase() : String(cause)}`,
      { cause },
    );
  }
}

/** What a pattern means outside of classes. */
interface Plain {
  readonly lines: boolean;
  /** `.` is any character. */
  readonly all: boolean;
  /** Of the groups so far. */
  readonly names: Set<string>;
}

interface Step {
  readonly text: string;
  /** Characters of the pattern that it takes. */
  readonly length: number;
  readonly opens?: boolean;
  readonly closes?: boolean;
  /** It opens a class and is its first character, too. */
  readonly isMember?: boolean;
  /** Several characters of a class, which can be no end of a range. */
  readonly isSet?: boolean;
}

function plainStep(rest: string, { lines, all, names }: Plain): Step {
  if (rest.startsWith('\\')) return escapeStep(rest, false);
  if (rest.startsWith('(?')) return groupStep(rest, names);
  // JavaScript's own end a line at \r, U+2028 and U+2029 as well.
  if (rest.startsWith('.')) return { text: all ? '[\\s\\S]' : '[^\\n]', length: 1 };
  if (lines && rest.startsWith('^')) return { text: '(?<![^\\n])', length: 1 };
  if (lines && rest.startsWith('$')) return { text: '(?![^\\n])', length: 1 };
  const negated = /^\[\^?/.exec(rest)?.[0];
  // A bracket at the beginning of a class is one of its characters.
  if (negated !== undefined)
    return rest[negated.length] === ']'
      ? { text: `${negated}\\]`, length: negated.length + 1, opens: true, isMember: true }
      : { text: negated, length: negated.length, opens: true };
  // Alone, these are themselves in RE2; JavaScript wants them escaped.
  if (rest.startsWith(']') || rest.startsWith('}')) return { text: `\\${rest[0]}`, length: 1 };
  if (rest.startsWith('{')) {
    const [repeat, least = '0', most = '0'] = /^\{(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
    if (repeat === undefined) return { text: '\\{', length: 1 };
    if (Math.max(Number(least), Number(most)) > MAX_REPEAT)
      throw new Error(`has the repetition "${repeat}"; at most ${MAX_REPEAT} are allowed`);
    return { text: repeat, length: repeat.length };
  }
  return character(rest);
}

/** What begins with `(?`. RE2 and each Node.js have their own, so only what all of them have passes. */
function groupStep(rest: string, names: Set<string>): Step {
  if (rest.startsWith('(?:')) return { text: '(?:', length: 3 };
  const around = /^\(\?<?[=!]/.exec(rest)?.[0];
  if (around !== undefined) throw new Error(`has "${around}", which looks at the text around it; RE2 cannot`);
  const flags = /^\(\?[a-zA-Z-]+[:)]/.exec(rest)?.[0];
  if (flags !== undefined)
    throw new Error(
      `has "${flags}"; flags are supported at the beginning of the whole pattern only, as "(?i)"`,
    );
  const [group, name = ''] = /^\(\?P?<([^>]*)>/.exec(rest) ?? [];
  if (group === undefined) throw new Error(`has "${rest.slice(0, 3)}", which is not supported`);
  if (!/^[0-9A-Za-z_]+$/.test(name)) throw new Error(`has "${group}", which is no name for a group`);
  if (names.has(name)) throw new Error(`has two groups of the name "${name}"`);
  names.add(name);
  return { text: '(?:', length: group.length };
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
    return { text: members, length: all.length, isSet: true };
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
    return {
      text: `\\${kind}{${/^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`}}`,
      length: all.length,
      isSet: true,
    };
  }
  if (/[A-Za-z0-9]/.test(next)) {
    if (!(inClass ? /[dDwWsSnrtfvx]/ : /[dDwWsSbBnrtfvx]/).test(next))
      throw new Error(`has the escape "\\${next}", which is not supported`);
    const isSet = /[dDwWsS]/.test(next);
    // RE2's \s is ASCII's, and without \v.
    if (next === 's') return { text: inClass ? '\\t\\n\\f\\r ' : '[\\t\\n\\f\\r ]', length: 2, isSet };
    if (next === 'S')
      return {
        text: inClass ? '\\x00-\\x08\\v\\x0E-\\x1F!-\\u{10FFFF}' : '[^\\t\\n\\f\\r ]',
        length: 2,
        isSet,
      };
    return { text: `\\${next}`, length: 2, isSet };
  }
  if (next > '\x7F')
    throw new Error(`has the escape "\\${character(rest.slice(1)).text}", which is not supported`);
  // Any punctuation may be escaped in RE2; with JavaScript's flag u only what has a meaning.
  const escaped = character(rest.slice(1));
  return {
    text: /[\\^$.*+?()[\]{}|/]/.test(next) || (inClass && next === '-') ? `\\${next}` : escaped.text,
    length: 1 + escaped.length,
  };
}

function character(rest: string): Step {
  const text = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return { text, length: text.length };
}
