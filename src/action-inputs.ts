/** Inputs of the Action to what a step is to do. */
import { resolve } from 'node:path';
import type { RecoverRequest } from './commands/publish/recover.ts';
import { countOf, countRule, fill, lines, nameList, oneOf, valueOf, type Reading } from './edge-input.ts';
import type { Option } from './option-record.ts';
import type { Request } from './plan/request.ts';
import { error, ProblemsFound } from './problem/problem.ts';
import { JOURNAL_NAME } from './publish/journal.ts';

export interface Inputs {
  readonly request: Omit<Request, 'facts'>;
  /** Of the command `publish`, which needs no matrix. */
  readonly recovery?: RecoverRequest;
  readonly token: string;
  readonly summary: boolean;
}

/**
 * Reads every input once. Throws `ProblemsFound` with all that are wrong.
 *
 * @param getInput the text of an input, empty where there is none
 * @param folder where a build writes when no other is named
 */
export function readInputs(getInput: (name: string) => string, folder = 'out'): Inputs {
  const read = (option: Option): Reading =>
    option.input === undefined
      ? valueOf(option, undefined, '')
      : readInput(option, getInput(option.input), `input ${option.input}`);
  const { request: step, problems: ofStep } = fill('step', read);
  const { request, problems: ofRequest } = fill('project', read);
  const recovery = step.command === 'publish' ? fill('publish', read) : undefined;
  const problems = [...ofStep, ...ofRequest, ...(recovery?.problems ?? [])];
  if (request.build.push && request.build.load)
    problems.push(
      error('invalid-input', 'inputs push and load exclude each other: a pushed image is not loaded'),
    );
  if (problems.length > 0) throw new ProblemsFound(problems);
  const { command, token, summary } = step;
  return {
    request: { command: command === 'publish' ? 'build' : command, ...request },
    token,
    summary,
    ...(recovery ? { recovery: withJournal(recovery.request, request.out ?? folder) } : {}),
  };
}

/** The input has no default: where the journal is depends on another one. */
function withJournal(
  { direction, journal }: Pick<RecoverRequest, 'direction'> & Partial<RecoverRequest>,
  folder: string,
): RecoverRequest {
  return { direction, journal: journal ?? resolve(folder, JOURNAL_NAME) };
}

function readInput(option: Option, text: string, name: string): Reading {
  // "" is no direction, and there is no other: it is named as what is wrong.
  if (option.kind === 'flag-each') return oneOf(text, Object.keys(option.words), name);
  if (text === '') return valueOf(option, undefined, name);
  switch (option.kind) {
    case 'flag': {
      const { value, problems } = oneOf(text.toLowerCase(), ['true', 'false'], name);
      return { value: value === 'true', problems };
    }
    case 'text':
      return { value: text, problems: [] };
    case 'count': {
      const count = countOf(option, text);
      return count === undefined
        ? { problems: [error('invalid-input', `${name}: "${text}" ${countRule(option)}`)] }
        : { value: count, problems: [] };
    }
    case 'choice':
      return oneOf(text, option.words, name);
    case 'words': {
      const names = nameList(text);
      return valueOf(option, names.length === 0 ? undefined : names, name);
    }
    case 'names':
      return valueOf(option, nameList(text), name);
    case 'lines':
    case 'pairs':
      return valueOf(option, lines(text), name);
  }
}
