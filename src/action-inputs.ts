/** Reads the inputs of the GitHub Action into a request, and reports every input that is wrong. */

import { resolve } from 'node:path';
import type { Asked } from './commands/command/command.ts';
import type { RecoverRequest } from './commands/publish/request.ts';
import { countOf, countRule, fill, lines, nameList, oneOf, valueOf, type Reading } from './edge-input.ts';
import type { Option } from './option-record.ts';
import type { ProjectCommand, Requests } from './option-requests.ts';
import type { Request } from './plan/request.ts';
import { error, ProblemsFound } from './problem/problem.ts';
import { JOURNAL_NAME } from './publish/journal.ts';

/** What a step of a workflow is to do. The command `publish` plans nothing. */
export type Inputs = Omit<Requests['step'], 'command'> &
  (
    | { readonly command: 'publish'; readonly request: RecoverRequest }
    | { readonly command: ProjectCommand; readonly request: Asked<Request> }
  );

/**
 * Reads all inputs. Throws `ProblemsFound` with a problem for each wrong one.
 *
 * @param getInput gives the text of an input; empty when it is not set
 * @param folder where a build writes its files when the input `out` is empty
 */
export function readInputs(getInput: (name: string) => string, folder = 'out'): Inputs {
  const read = (option: Option): Reading =>
    option.input === undefined
      ? valueOf(option, undefined, '')
      : readInput(option, getInput(option.input), `input ${option.input}`);
  const { request: step, problems: stepProblems } = fill('step', read);
  const { request, problems: requestProblems } = fill('project', read);
  const { command } = step;
  const recovery = fill('publish', read);
  const problems = [...stepProblems, ...requestProblems, ...(command === 'publish' ? recovery.problems : [])];
  if (request.build.push && request.build.load)
    problems.push(
      error('invalid-input', 'inputs push and load exclude each other: a pushed image is not loaded'),
    );
  if (problems.length > 0) throw new ProblemsFound(problems);
  if (command !== 'publish') return { ...step, command, request };
  return { ...step, command, request: withJournal(recovery.request, request.out ?? folder) };
}

/** Fills in the path of the journal: its default depends on the input `out`, so the table of options has none. */
function withJournal(
  { journal, ...request }: Omit<RecoverRequest, 'journal'> & Partial<RecoverRequest>,
  folder: string,
): RecoverRequest {
  return { ...request, journal: journal ?? resolve(folder, JOURNAL_NAME) };
}

function readInput(option: Option, text: string, name: string): Reading {
  // There is no default, so an empty text is a mistake like any other unknown word.
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
