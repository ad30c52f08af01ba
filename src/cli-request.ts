/** Turns the options given on the command line into the request of a command. */

import { CommanderError } from 'commander';
import { dirname } from 'node:path';
import { EXIT, type Given } from './cli-commands.ts';
import { fill, valueOf, type Reading } from './edge-input.ts';
import type { Exec } from './effects/exec.ts';
import { gitFacts } from './host/git.ts';
import type { Option } from './option-record.ts';
import type { CommandRequest, Requests } from './option-requests.ts';
import type { LookRequest } from './commands/commands.ts';
import type { CommandName, Request } from './plan/request.ts';
import { error } from './problem/problem.ts';

/** How the result is shown: its format, and whether differences set the exit status. */
export function answerOf(given: Given): Requests['answer'] {
  return fill('answer', (option) => readGiven(option, given)).request;
}

/** The request of a command that plans or builds. Throws `CommanderError` with exit status 2 for wrong options. */
export async function requestOf(exec: Exec, command: CommandName, given: Given): Promise<Request> {
  const request = fillFrom('project', given, ({ build }) => {
    if (build.push && build.load) return '--push and --load exclude each other: a pushed image is not loaded';
    if (!build.sign && build.signOptions.length > 0) return '--sign-option needs --sign';
    if (!build.push && (build.sign || build.attachRecord))
      return `${build.sign ? '--sign' : '--attach-record'} needs --push: it is about images in a registry`;
    return undefined;
  });
  const { push, cache } = request.build;
  return {
    command,
    ...request,
    facts: await gitFacts(exec, dirname(request.matrix), push && cache === 'auto'),
  };
}

/** The request of explain, diff or eject. Throws as `requestOf` does. */
export async function lookRequest(
  exec: Exec,
  command: LookRequest['command'],
  words: readonly string[],
  given: Given,
): Promise<LookRequest> {
  const factsOf = ({ matrix }: { readonly matrix: string }): ReturnType<typeof gitFacts> =>
    gitFacts(exec, dirname(matrix), false);
  switch (command) {
    case 'explain': {
      const request = fillFrom('explain', given);
      return { command, words, ...request, facts: await factsOf(request) };
    }
    case 'diff': {
      const request = fillFrom('diff', given);
      return { command, against: words[0] ?? 'HEAD', ...request, facts: await factsOf(request) };
    }
    case 'eject':
      return { command, ...fillFrom('eject', given) };
  }
}

/** The request of `init`. Throws as `requestOf` does. */
export function initRequest(given: Given): Requests['init'] {
  return fillFrom('init', given, ({ from, template = 'dockerfile' }) =>
    from !== undefined && template !== 'dockerfile'
      ? `--from names a Dockerfile, which --template ${template} does not take`
      : undefined,
  );
}

/** The request of `publish`. Throws as `requestOf` does. */
export function recoverRequest(given: Given): Requests['publish'] {
  return fillFrom('publish', given);
}

/** @param conflict says which options exclude each other; this is told before anything about their values */
function fillFrom<Name extends CommandRequest>(
  name: Name,
  given: Given,
  conflict: (request: Requests[Name]) => string | undefined = () => undefined,
): Requests[Name] {
  const { request, problems } = fill(name, (option) => readGiven(option, given));
  const wrong = conflict(request);
  if (wrong !== undefined) throw usage([wrong]);
  // Every entry that is not key=value is told; of other wrong values only the first.
  const entries = problems.filter(({ code }) => code === 'invalid-pair');
  const told = entries.length > 0 ? entries : problems.slice(0, 1);
  if (told.length > 0) throw usage(told.map(({ message }) => message));
  return request;
}

function usage(messages: readonly string[]): CommanderError {
  return new CommanderError(EXIT.usage, 'usage', messages.map((message) => `error: ${message}`).join('\n'));
}

function readGiven(option: Option, given: Given): Reading {
  if (option.kind !== 'flag-each')
    return valueOf(option, given[option.option ?? ''], `--${option.option ?? ''}`);
  const words = Object.keys(option.words);
  const chosen = words.filter((word) => given[word] === true);
  if (chosen.length === 1) return { value: chosen[0], problems: [] };
  const flags = words.map((word) => `--${word}`).join(' or ');
  return { problems: [error('invalid-input', `${option.commands?.join(', ')} takes either ${flags}`)] };
}
