import { createRequire } from 'node:module';

/** Patterns in the language of RE2, which is Go's: searched in time that grows with the text, whatever the pattern. */

type Engine = typeof import('re2js');

let engine: Engine | undefined;

/**
 * The engine, loaded with the first pattern: most matrices have none, and it takes longer than reading one.
 * Planning does not wait for anything, so it cannot be `import()`. scripts/generate/dist.mjs puts the package into the
 * bundle as a file of its own, under a name that it writes here.
 */
function re2(): Engine {
  return (engine ??= createRequire(import.meta.url)('re2js') as Engine);
}

export interface Pattern {
  /** Whether it is found anywhere in a text. */
  readonly test: (text: string) => boolean;
}

/** Compiled before. A condition is asked again for every image, a decorator for every Dockerfile. */
const known = new Map<string, Pattern>();
/** Then all of them are forgotten. */
const MAX_KNOWN = 1000;

/**
 * Reads a pattern. Throws an Error with a phrase that goes on after the pattern when it is none: `has "(?=", which …`.
 *
 * @param lines whether `^` and `$` are the beginning and end of any line, as with `(?m)`
 */
export function compilePattern(text: string, lines = false): Pattern {
  const key = `${lines ? 'm' : ''}/${text}`;
  const before = known.get(key);
  if (before) return before;
  const { RE2JS, RE2JSSyntaxException } = re2();
  try {
    const compiled = RE2JS.compile(text, lines ? RE2JS.MULTILINE : 0);
    const pattern: Pattern = { test: (searched) => compiled.test(searched) };
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, pattern);
    return pattern;
  } catch (cause) {
    if (!(cause instanceof RE2JSSyntaxException)) throw cause;
    throw new Error(refusal(text, cause.getDescription(), cause.getPattern() ?? ''), { cause });
  }
}

/** A text as a pattern that finds nothing but this text. */
export function quotePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** RE2's own limit. */
const MAX_REPEAT = 1000;

/**
 * What is wrong with a pattern.
 *
 * @param description as Go words it
 * @param part of the pattern, from the fault on
 */
function refusal(text: string, description: string, part: string): string {
  // Both are reported under several names, which say nothing of why.
  const around = /^\(\?<?[=!]/.exec(part)?.[0];
  if (around !== undefined) return `has "${around}", which looks at the text around it; RE2 cannot`;
  const reference = /^\\(?:\d+|k)/.exec(part)?.[0] ?? (part === '(?P' && /\(\?P=\w*\)/.exec(text)?.[0]);
  if (reference) return `has "${reference}", which refers back to a group; RE2 cannot`;

  switch (description) {
    case 'missing closing )':
      return 'is no regular expression: unterminated group';
    case 'unexpected )':
      return "is no regular expression: unmatched ')'";
    case 'missing closing ]':
      return 'is no regular expression: unterminated character class';
    case 'missing argument to repetition operator':
    case 'invalid nested repetition operator':
      return 'is no regular expression: nothing to repeat';
    case 'invalid repeat count':
      return repeatRefusal(part);
    case 'trailing backslash at end of expression':
      return 'ends with a single backslash';
    case 'invalid escape sequence':
      // Such a set is known everywhere else.
      return /^\\[dDsSwW]/.test(part)
        ? `has a range that ends with "${part}"`
        : `has the escape "${part}", which is not supported`;
    case 'invalid character class range':
      if (part.startsWith('[:')) return `has an unknown class "${part}"`;
      return `is no regular expression: ${
        /^\\[pP]/.test(part) ? 'invalid property name' : 'range out of order in character class'
      }`;
    case 'duplicate capture group name':
      return `has two groups of the name "${part}"`;
    case 'invalid named capture':
      return `has "${part}", which is no name for a group`;
    case 'invalid or unsupported Perl syntax':
      return `has "${part}", which is not supported`;
    case 'expression too large':
    case 'expression nests too deeply':
      return 'is too large for RE2';
    default:
      return `is no regular expression: ${description}`;
  }
}

function repeatRefusal(repeat: string): string {
  const [least = 0, most = least] = [...repeat.matchAll(/\d+/g)].map(Number);
  if (Math.max(least, most) > MAX_REPEAT)
    return `has the repetition "${repeat}"; at most ${MAX_REPEAT} are allowed`;
  if (least > most) return 'is no regular expression: numbers out of order in {} quantifier';
  return `has the repetition "${repeat}" of a repetition; at most ${MAX_REPEAT} are allowed in all`;
}
