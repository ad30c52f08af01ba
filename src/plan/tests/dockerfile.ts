/** Writes the throw-away Dockerfiles that test a built image. */

import type { CommandTest } from './model.ts';

/** Name of the stage that the test runs in. It identifies the step of the test in BuildKit's progress. */
export const TEST_STAGE = 'test';
/** Name of the build context that is the tested image. */
export const IMAGE_CONTEXT = 'image';

/**
 * A throw-away Dockerfile that runs one test. The command is in exec form, so no shell changes its words. The image's
 * USER, WORKDIR and ENV are in effect; its ENTRYPOINT and SHELL do not matter for this form of RUN.
 *
 * @param test with variables in its texts already replaced
 */
export function commandDockerfile(
  test: Pick<CommandTest, 'command' | 'setup' | 'env' | 'user' | 'network'>,
): string {
  const run = (command: readonly string[]): string =>
    `RUN --network=${test.network ? 'default' : 'none'} ${jsonWords(command)}\n`;
  const settings = [
    ...test.env.map(({ name, value }, index) =>
      LINE_BREAK.test(value)
        ? `ARG ${argumentOf(index)}\nENV ${name}=$${argumentOf(index)}\n`
        : `ENV ${name}=${quoted(value)}\n`,
    ),
    ...(test.user === undefined ? [] : [`USER ${test.user}\n`]),
  ].join('');
  if (test.setup.length === 0)
    return `FROM ${IMAGE_CONTEXT} AS ${TEST_STAGE}\n${settings}${run(test.command)}`;
  return (
    `FROM ${IMAGE_CONTEXT} AS setup\n${settings}${test.setup.map(run).join('')}` +
    `FROM setup AS ${TEST_STAGE}\n${run(test.command)}`
  );
}

/** No instruction but a heredoc can hold one, so a value with a line break is handed over as a build argument. */
const LINE_BREAK = /[\n\r]/;

function argumentOf(index: number): string {
  return `DOCKER_MATRIX_TEST_${index + 1}`;
}

/** The build arguments that the Dockerfile of a test needs, as arguments of `docker buildx build`. */
export function commandArguments({ env }: Pick<CommandTest, 'env'>): readonly string[] {
  return env.flatMap(({ value }, index) =>
    LINE_BREAK.test(value) ? ['--build-arg', `${argumentOf(index)}=${value}`] : [],
  );
}

/**
 * The longest line of a Dockerfile that BuildKit reads, in bytes:
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/errors.go
 */
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
 * A Dockerfile that copies the files or folders at these paths, without the contents of folders, each into a numbered
 * folder (`0/`, `1/` …). A path that does not exist is no error, because every part of its folder is written as a
 * pattern that matches only that part. (A symbolic link within such a path is not followed, only one at its end.)
 */
export function probeDockerfile(paths: readonly string[]): string {
  const copies = paths.map((path, index) => {
    const parts = path.split('/').slice(1);
    const name = parts.at(-1) ?? '';
    const folder = `/${parts
      .slice(0, -1)
      .map((part) => `${onlyItself(part)}/`)
      .join('')}`;
    const pattern = flagPattern(name);
    return (
      `COPY --from=${IMAGE_CONTEXT} --exclude=* --exclude=!${pattern} --exclude=${pattern}/** ` +
      `${jsonWords([folder, `/${index}/`])}\n`
    );
  });
  return `FROM scratch\n${copies.join('')}`;
}

/** A command in exec form. `<` is escaped, because `<<` would begin a here-document. */
function jsonWords(words: readonly string[]): string {
  return JSON.stringify(words).replaceAll('<', '\\u003c');
}

/** A value of ENV in double quotes, with `\`, `"` and `$` escaped. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

/**
 * A part of a path as a pattern of COPY that matches this name only: `[l]ib` for `lib`, `a[*]` for `a*`. Behind
 * COPY the shell's rules hold, also in a JSON list, so backslashes, quotes and dollars are escaped.
 */
function onlyItself(part: string): string {
  const characters = Array.from(part);
  const isSpecial = (character: string): boolean => /[*?[\\]/.test(character);
  const plain = characters.some(isSpecial)
    ? -1
    : characters.findIndex((character) => !/[-^!\]]/.test(character));
  return characters
    .map((character, index) => {
      if (isSpecial(character)) return `[${character === '\\' ? '\\\\' : character}]`;
      return index === plain ? `[${character}]` : character;
    })
    .join('')
    .replace(/[\\"'$]/g, '\\$&');
}

/**
 * A name as a pattern in a flag of COPY. Flags end at a space and have their own quoting, so every unusual character
 * becomes `?`. What this copies too much is ignored when the result is read.
 */
function flagPattern(name: string): string {
  return name.replace(/[^A-Za-z0-9._+@-]/gu, '?');
}
