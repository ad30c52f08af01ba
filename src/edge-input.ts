/** Fills requests from options and inputs: used by the command line and by the Action. */

import type { Option } from './option-record.ts';
import { requestNameOf, type RequestName, type Requests } from './option-requests.ts';
import { OPTIONS } from './options.ts';
import { error, type Problem } from './problem/problem.ts';

/** The value of one option, or what is wrong with it. Neither when it was not given and has no default. */
export interface Reading {
  readonly value?: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Fills a request with all of its options.
 *
 * @param read gives the value of one option
 * @returns the request, which is complete only when there are no problems
 */
export function fill<Name extends RequestName>(
  name: Name,
  read: (option: Option) => Reading,
): { readonly request: Requests[Name]; readonly problems: readonly Problem[] } {
  const request = {};
  const problems: Problem[] = [];
  for (const option of OPTIONS) {
    if (!isFor(option, name)) continue;
    const { value, problems: optionProblems } = read(option);
    problems.push(...optionProblems);
    put(request, option.to.split('.'), value);
  }
  // The type is right: options.ts only compiles when every key of the request has a record of its type.
  return { request: request as Requests[Name], problems };
}

function isFor({ of, commands = [] }: Option, name: RequestName): boolean {
  if (of !== undefined || name === 'answer' || name === 'step') return of === name;
  return commands.some((command) => requestNameOf(command) === name);
}

/** Sets a key in an object, and creates the objects around it. A key without a value is left out. */
function put(
  target: Record<string, unknown>,
  [name = '', ...inner]: readonly string[],
  value: unknown,
): void {
  if (inner.length > 0) put((target[name] ??= {}) as Record<string, unknown>, inner, value);
  else if (value !== undefined) target[name] = value;
}

/**
 * The value of an option.
 *
 * @param given by the user, as its kind has it: `true`, a number, a text, or a list of texts; undefined for nothing
 * @param name of the option or input, for messages
 */
export function valueOf(option: Option, given: unknown, name: string): Reading {
  if (given === undefined || (given === '' && option.kind === 'text' && option.emptyIsAbsent))
    return { value: whenAbsent(option), problems: [] };
  switch (option.kind) {
    case 'pairs': {
      const { values, problems } = pairs(given as readonly string[], name, option.keyProblem);
      return { value: values, problems };
    }
    case 'words':
      return wordsOf(option, given as readonly string[], name);
    default:
      return { value: given, problems: [] };
  }
}

function whenAbsent(option: Option): unknown {
  switch (option.kind) {
    case 'flag':
      return option.default ?? false;
    case 'text':
    case 'count':
    case 'choice':
      return option.default;
    case 'names':
    case 'lines':
      return [];
    case 'pairs':
      return {};
    case 'words':
    case 'flag-each':
      return undefined;
  }
}

function wordsOf(
  { words, instead }: Option & { readonly kind: 'words' },
  given: readonly string[],
  name: string,
): Reading {
  if (given.length === 0)
    return {
      problems: [error('invalid-input', `${name} must be one of ${words.join(', ')}; ${instead}`)],
    };
  const readings = given.map((word) => oneOf(word.toUpperCase(), words, name));
  return {
    value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** Names: separated by commas or lines; `#` starts a comment that fills its line. */
export function nameList(text: string): readonly string[] {
  return lines(text)
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter(Boolean);
}

/** One entry per line, because values may contain commas. Empty lines and `#` comments are left out. */
export function lines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** `key=value` entries to a mapping; entries without "=" are problems. `name` is that of the input or option. */
function pairs(
  entries: readonly string[],
  name: string,
  keyProblem: (key: string) => string | undefined = () => undefined,
): { values: Readonly<Record<string, string>>; problems: readonly Problem[] } {
  const problems = entries.flatMap((entry) => {
    const equals = entry.indexOf('=');
    if (equals < 1) return [error('invalid-pair', `${name}: "${entry}" must be key=value`)];
    const wrong = keyProblem(entry.slice(0, equals).trim());
    return wrong === undefined ? [] : [error('invalid-pair', `${name}: "${entry}": ${wrong}`)];
  });
  const values = Object.fromEntries(
    entries
      .filter((entry) => entry.indexOf('=') >= 1)
      .map((entry) => [entry.slice(0, entry.indexOf('=')).trim(), entry.slice(entry.indexOf('=') + 1)]),
  );
  return { values, problems };
}

/** The text, when it is one of the allowed words; otherwise a problem. */
export function oneOf(
  text: string,
  allowed: readonly string[],
  name: string,
): { readonly value?: string; readonly problems: readonly Problem[] } {
  return allowed.includes(text)
    ? { value: text, problems: [] }
    : {
        problems: [error('invalid-input', `${name}: "${text}" must be one of ${allowed.join(', ')}`)],
      };
}

/** A whole number within the bounds of its option; undefined for any other text. */
export function countOf(
  { least, most }: Option & { readonly kind: 'count' },
  text: string,
): number | undefined {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return count >= least && count <= most ? count : undefined;
}

/** The allowed numbers, for messages. */
export function countRule({ least, most }: Option & { readonly kind: 'count' }): string {
  return `must be a whole number from ${least} to ${most}`;
}
