/** Options of the command line to requests. */
import { CommanderError } from 'commander';
import { dirname } from 'node:path';
import { EXIT, type Given } from './cli-commands.ts';
import { fill, valueOf, type Reading } from './edge-input.ts';
import type { Exec } from './effects/exec.ts';
import { gitFacts } from './host/git.ts';
import type { Option } from './option-record.ts';
import type { CommandRequest, Requests } from './option-requests.ts';
import type { CommandName, LookRequest, Request } from './plan/request.ts';
import { error } from './problem/problem.ts';

/** How the command line is to answer, whatever else was given. */
export function answerOf(given: Given): Requests['answer'] {
  return fill('answer', (option) => readGiven(option, given)).request;
}

/** Options of a command to a request. Throws `CommanderError` with exit status 2 for what no option may be. */
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

/** The same for the commands that only look. */
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
    case 'eject': {
      const request = fillFrom('eject', given);
      return { command, ...request, facts: await factsOf(request) };
    }
  }
}

/** The same for `init`. */
export function initRequest(given: Given): Requests['init'] {
  return fillFrom('init', given, ({ from, template = 'dockerfile' }) =>
    from !== undefined && template !== 'dockerfile'
      ? `--from names a Dockerfile, which --template ${template} does not take`
      : undefined,
  );
}

/** The same for `publish`. */
export function recoverRequest(given: Given): Requests['publish'] {
  return fillFrom('publish', given);
}

/** @param conflict says what options cannot be given together, before anything is said of their values */
function fillFrom<Name extends CommandRequest>(
  name: Name,
  given: Given,
  conflict: (request: Requests[Name]) => string | undefined = () => undefined,
): Requests[Name] {
  const { request, problems } = fill(name, (option) => readGiven(option, given));
  const wrong = conflict(request);
  if (wrong !== undefined) throw usage([wrong]);
  // All of the entries that are no key=value are told; of other values the first that is wrong.
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
