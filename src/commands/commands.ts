/** All commands by name, and how one of them is run. */

import type { Host } from '../effects/host.ts';
import type { Problem } from '../problem/problem.ts';
import { openingOnce, type Command, type OpenMatrix } from './command/command.ts';
import type { DiffRequest } from './diff/diff.ts';
import type { EjectRequest } from './eject/request.ts';
import type { ExplainRequest } from './explain/explain.ts';

/** All commands, each loaded only when it is run. A new one is a folder that exports `command`, and a line here. */
const commands = {
  check: () => import('./check/check.ts'),
  render: () => import('./render/render.ts'),
  plan: () => import('./plan/plan.ts'),
  build: () => import('./build/build.ts'),
  explain: () => import('./explain/explain.ts'),
  diff: () => import('./diff/diff.ts'),
  eject: () => import('./eject/eject.ts'),
  init: () => import('./init/init.ts'),
  publish: () => import('./publish/publish.ts'),
} as const;

type Name = keyof typeof commands;
type CommandOf<N extends Name> = Awaited<ReturnType<(typeof commands)[N]>>['command'];

/** The request that a command takes. */
export type RequestOf<N extends Name> = Parameters<CommandOf<N>['run']>[0];

/** The commands that exist only on the command line, and need no Docker. */
export type LookRequest =
  | ({ readonly command: 'explain' } & ExplainRequest)
  | ({ readonly command: 'diff' } & DiffRequest)
  | ({ readonly command: 'eject' } & EjectRequest);

/** How a result is printed. */
export type Format = 'text' | 'json' | 'markdown';

/** The result of any command. */
export interface Told {
  readonly as: (format: Format) => string;
  readonly log: () => string;
  readonly warnings: readonly Problem[];
  readonly standsAlone: boolean;
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
export async function runCommand<N extends Name>(
  name: N,
  request: RequestOf<N>,
  host: Host,
  open: OpenMatrix = openingOnce(host),
): Promise<Told> {
  const loaded = await commands[name]();
  // TypeScript does not see that a name, its command and its request belong together.
  const command = loaded.command as unknown as Command<RequestOf<N>, unknown>;
  return toldBy(command, await command.run(request, host, open));
}

function toldBy<Request, Result>(command: Command<Request, Result>, result: Result): Told {
  return {
    as: (format) => {
      if (format === 'json') return JSON.stringify(command.json(result), undefined, 2);
      return (format === 'markdown' ? (command.markdown ?? command.text) : command.text)(result);
    },
    log: () => (command.log ?? command.text)(result),
    warnings: command.warnings?.(result) ?? [],
    standsAlone: command.standsAlone ?? false,
    problems: command.problems?.(result) ?? [],
    isFinding: command.isFinding?.(result) ?? false,
    outputs: () => command.outputs?.(result) ?? {},
    summary: () => command.summary?.(result),
  };
}
