/** Turns the options given on the command line into the request of a command. */

import { CommanderError } from 'commander';
import { dirname } from 'node:path';
import { EXIT, type Given } from './cli-commands.ts';
import { fill, valueOf, type Reading } from './edge-input.ts';
import type { Exec } from './effects/exec.ts';
import { gitFacts } from './host/git.ts';
import type { Option } from './option-record.ts';
import { requestNameOf, type Requests } from './option-requests.ts';
import type { Asked } from './commands/command/command.ts';
import { COMMANDS, type CommandName, type RequestOf } from './commands/commands.ts';
import { loadCommand } from './commands/run-command.ts';
import type { Request } from './plan/request.ts';
import { error } from './problem/problem.ts';
import type { RunFacts } from './tags/run-facts.ts';

/** How the result is shown: its format, and whether differences set the exit status. */
export function answerOf(given: Given): Requests['answer'] {
  return fill('answer', (option) => readGiven(option, given)).request;
}

/**
 * The request of a command. Throws `CommanderError` with exit status 2 for wrong options.
 *
 * @param words what stands after the command
 */
export async function requestOf<N extends CommandName>(
  exec: Exec,
  name: N,
  words: readonly string[],
  given: Given,
): Promise<RequestOf<N>> {
  const { conflict } = await loadCommand(name);
  const { request, problems } = fill(requestNameOf(name), (option) => readGiven(option, given));
  // What excludes each other is told before anything about values.
  const wrong = conflict?.(request);
  if (wrong !== undefined) throw usage([wrong]);
  // Every entry that is not key=value is told; of other wrong values only the first.
  const entries = problems.filter(({ code }) => code === 'invalid-pair');
  const told = entries.length > 0 ? entries : problems.slice(0, 1);
  if (told.length > 0) throw usage(told.map(({ message }) => message));
  const whole = {
    ...request,
    ...(COMMANDS[name].shares !== 'nothing' && 'matrix' in request
      ? { facts: await factsOf(exec, request) }
      : {}),
    ...('words' in COMMANDS[name] ? { words } : {}),
  };
  // The type is right: the list of commands holds a name and its request together.
  return whole as RequestOf<N>;
}

/** What Git says about the folder of the matrix. */
function factsOf(
  exec: Exec,
  { matrix, ...request }: { readonly matrix: string } | Asked<Request>,
): Promise<RunFacts> {
  const writesCache = 'build' in request && request.build.push && request.build.cache === 'auto';
  return gitFacts(exec, dirname(matrix), writesCache);
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
