/** Regular expressions as in Go (RE2): no pattern, however it is written, can make a search endless. */

import { createRequire } from 'node:module';
import { error, type Place, type Problem } from '../problem/problem.ts';
import { reasonOf } from '../text/reason.ts';

type Engine = typeof import('re2js');

let engine: Engine | undefined;

/**
 * The engine, loaded with the first pattern: loading takes longer than reading a matrix, and most have no pattern.
 * Planning is synchronous, so this cannot be `import()`. In the bundle the package is a file of its own:
 * scripts/generate/dist.mjs replaces the name here by the name of that file.
 */
function re2(): Engine {
  return (engine ??= createRequire(import.meta.url)('re2js') as Engine);
}

export interface Pattern {
  /** Whether it is found anywhere in a text. */
  readonly test: (text: string) => boolean;
}

/** Patterns that are compiled already: a condition is tested for every image, a decorator for every Dockerfile. */
const compiledPatterns = new Map<string, Pattern>();
/** When so many are kept, all of them are forgotten, so that memory does not grow without end. */
const MAX_COMPILED = 1000;

/**
 * Reads a pattern. Throws an Error when it is not valid, whose message continues a sentence about the pattern:
 * `has "(?=", which …`.
 *
 * @param lines whether `^` and `$` are the beginning and end of any line, as with `(?m)`
 */
export function compilePattern(text: string, lines = false): Pattern {
  const key = `${lines ? 'm' : ''}/${text}`;
  const existing = compiledPatterns.get(key);
  if (existing) return existing;
  const { RE2JS, RE2JSSyntaxException } = re2();
  try {
    const compiled = RE2JS.compile(text, lines ? RE2JS.MULTILINE : 0);
    const pattern: Pattern = { test: (searched) => compiled.test(searched) };
    if (compiledPatterns.size >= MAX_COMPILED) compiledPatterns.clear();
    compiledPatterns.set(key, pattern);
    return pattern;
  } catch (cause) {
    if (!(cause instanceof RE2JSSyntaxException)) throw cause;
    throw new Error(refusal(text, cause.getDescription(), cause.getPattern() ?? ''), { cause });
  }
}

/** A pattern that finds exactly this text. */
export function quotePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** RE2 itself allows no more repetitions, as in `a{1000}`. */
const MAX_REPEAT = 1000;

/**
 * What is wrong with a pattern, as the end of a sentence about it.
 *
 * @param description the fault in the words of Go
 * @param part the rest of the pattern, from the fault on
 */
function refusal(text: string, description: string, part: string): string {
  // Lookarounds and back references have several descriptions, of which none says what is wrong.
  const lookaround = /^\(\?<?[=!]/.exec(part)?.[0];
  if (lookaround !== undefined) return `has "${lookaround}", which looks at the text around it; RE2 cannot`;
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
      // `\d`, `\s` and `\w` are allowed everywhere else, so the message has to say what is wrong here.
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

/** What is wrong with a regular expression, at its place. */
export function patternProblem(text: string, place: Place): readonly Problem[] {
  try {
    compilePattern(text);
    return [];
  } catch (cause) {
    return [
      error('invalid-pattern', `${JSON.stringify(text)} ${reasonOf(cause)}`, {
        place,
        hint: 'regular expressions are those of RE2, as in Go: https://github.com/google/re2/wiki/Syntax',
      }),
    ];
  }
}
