import type { CommandTest } from './model.ts';

/** The name of the stage that the test itself runs in, in the progress. */
export const TEST_STAGE = 'test';
/** The build context that is the image. */
export const IMAGE_CONTEXT = 'image';

/**
 * A throw-away Dockerfile that runs one test. Words go through JSON, which is not a shell: every text arrives as it is.
 * ENTRYPOINT and SHELL of the image do not matter for a RUN of this form; USER, WORKDIR and ENV hold.
 *
 * @param test with the variables of its texts already put in
 */
export function commandDockerfile(
  test: Pick<CommandTest, 'command' | 'setup' | 'env' | 'user' | 'network'>,
): string {
  const run = (command: readonly string[]): string =>
    `RUN --network=${test.network ? 'default' : 'none'} ${jsonWords(command)}\n`;
  const settings = [
    ...test.env.map(({ name, value }) => `ENV ${name}=${quoted(value)}\n`),
    ...(test.user === undefined ? [] : [`USER ${test.user}\n`]),
  ].join('');
  if (test.setup.length === 0)
    return `FROM ${IMAGE_CONTEXT} AS ${TEST_STAGE}\n${settings}${run(test.command)}`;
  return `FROM ${IMAGE_CONTEXT} AS setup\n${settings}${test.setup.map(run).join('')}FROM setup AS ${TEST_STAGE}\n${run(test.command)}`;
}

/** Bytes of a line that BuildKit reads: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/errors.go */
export const LINE_LIMIT = 65_535;

/** How long the longest line of a test's Dockerfile is, in bytes. */
export function longestLine(test: Parameters<typeof commandDockerfile>[0]): number {
  return Math.max(
    ...commandDockerfile(test)
      .split('\n')
      .map((line) => Buffer.byteLength(line)),
  );
}

/**
 * A Dockerfile that copies the entries at these paths, each into a folder of its own (`0/`, `1/` …), and nothing below
 * them. A path that does not exist is no error: every part of the folder's path is a pattern that means itself alone.
 * (A symbolic link within such a path is not followed, only one at its end.)
 */
export function probeDockerfile(paths: readonly string[]): string {
  const copies = paths.map((path, index) => {
    const parts = path.split('/').slice(1);
    const name = parts.at(-1) ?? '';
    const folder = `/${parts
      .slice(0, -1)
      .map((part) => `${onlyItself(part)}/`)
      .join('')}`;
    return `COPY --from=${IMAGE_CONTEXT} --exclude=* --exclude=!${flagPattern(name)} --exclude=${flagPattern(name)}/** ${jsonWords([folder, `/${index}/`])}\n`;
  });
  return `FROM scratch\n${copies.join('')}`;
}

/** The exec form. `<` is written as an escape: two of them would begin a here-document. */
function jsonWords(words: readonly string[]): string {
  return JSON.stringify(words).replaceAll('<', '\\u003c');
}

/** A value of ENV: in double quotes, `\`, `"` and `$` have a meaning. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

/** `lib` as `[l]ib`: a pattern that matches one name. A hyphen would be a range. */
function onlyItself(part: string): string {
  const characters = Array.from(part);
  const at = characters.findIndex((character) => character !== '-');
  return at < 0
    ? '?'.repeat(characters.length)
    : [...characters.slice(0, at), `[${characters[at] ?? ''}]`, ...characters.slice(at + 1)].join('');
}

/** Flags end at a space and have their own quoting: what is not plain becomes "any one character", and is sorted out afterwards. */
function flagPattern(name: string): string {
  return name.replace(/[^A-Za-z0-9._+@-]/gu, '?');
}
