/** Runs a command by its name. */

import type { Host } from '../effects/host.ts';
import type { Problem } from '../problem/problem.ts';
import { openingOnce, type Command, type OpenMatrix } from './command/command.ts';
import { COMMANDS, type CommandName, type RequestOf } from './commands.ts';

/** How a result is printed. */
export type Format = 'text' | 'json' | 'markdown';

/** The result of any command. */
export interface Told {
  readonly as: (format: Format) => string;
  readonly log: () => string;
  readonly warnings: readonly Problem[];
  readonly problems: readonly Problem[];
  readonly isFinding: boolean;
  readonly outputs: () => Readonly<Record<string, string>>;
  /** Nothing for a command without a step summary. */
  readonly summary: () => string | undefined;
}

/**
 * Runs a command. Throws `ProblemsFound` for whatever the user has to change.
 *
 * @param open how a matrix is read; the same one for all commands of a run, so that each matrix is read once
 */
export async function runCommand<N extends CommandName>(
  name: N,
  request: RequestOf<N>,
  host: Host,
  open: OpenMatrix = openingOnce(host),
): Promise<Told> {
  const command = await loadCommand(name);
  return toldBy(command, await command.run(request, host, open));
}

/** Loads a command. */
export async function loadCommand<N extends CommandName>(name: N): Promise<Command<RequestOf<N>, unknown>> {
  const { command } = await COMMANDS[name].load();
  // TypeScript does not see that a name, its command and its request belong together.
  return command as unknown as Command<RequestOf<N>, unknown>;
}

function toldBy<Request, Result>(command: Command<Request, Result>, result: Result): Told {
  return {
    as: (format) => {
      if (format === 'json') return JSON.stringify(command.json(result), undefined, 2);
      return (format === 'markdown' ? (command.markdown ?? command.text) : command.text)(result);
    },
    log: () => (command.log ?? command.text)(result),
    warnings: command.warnings?.(result) ?? [],
    problems: command.problems?.(result) ?? [],
    isFinding: command.isFinding?.(result) ?? false,
    outputs: () => command.outputs?.(result) ?? {},
    summary: () => command.summary?.(result),
  };
}
