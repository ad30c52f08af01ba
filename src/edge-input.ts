import { error, type Problem } from './problem/problem.ts';

/** Reading of the lists and pairs that both edges take, as Docker's own actions read them. */

/** Names: separated by commas or lines; `#` starts a comment that fills its line. */
export function nameList(text: string): readonly string[] {
  return lines(text)
    .flatMap((line) => line.split(','))
    .map((item) => item.trim())
    .filter(Boolean);
}

/** One entry a line, because values may hold commas. */
export function lines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** `key=value` entries to a mapping; entries without "=" are problems. `what` names the input or option. */
export function pairs(
  entries: readonly string[],
  what: string,
): { values: Readonly<Record<string, string>>; problems: readonly Problem[] } {
  const problems = entries
    .filter((entry) => entry.indexOf('=') < 1)
    .map((entry) => error('invalid-pair', `${what}: "${entry}" must be key=value`));
  const values = Object.fromEntries(
    entries
      .filter((entry) => entry.indexOf('=') >= 1)
      .map((entry) => [entry.slice(0, entry.indexOf('=')).trim(), entry.slice(entry.indexOf('=') + 1)]),
  );
  return { values, problems };
}

/** One of a few words. */
export function oneOf<T extends string>(
  text: string,
  allowed: readonly T[],
  what: string,
): { value: T } | { problem: Problem } {
  const value = allowed.find((word) => word === text);
  return value === undefined
    ? { problem: error('invalid-input', `${what}: "${text}" must be one of ${allowed.join(', ')}`) }
    : { value };
}
