/** Programs that are not really run: a test says what each command answers. */

import type { Command, Exec, ExecResult } from '../../src/effects/exec.ts';

/** The answer to commands that match; `does` may also write the files that the program would have written. */
export interface Script {
  readonly when: (command: Command) => boolean;
  readonly does: (command: Command) => Partial<ExecResult> | Promise<Partial<ExecResult>>;
}

/** An `Exec` that follows a script, remembers what was run, and fails on a command that is not in the script. */
export function scriptedExec(...scripts: readonly Script[]): Exec & { readonly commands: Command[] } {
  const commands: Command[] = [];
  const exec: Exec = async (command) => {
    commands.push(command);
    const script = scripts.find(({ when }) => when(command));
    if (!script) throw new Error(`not in the script: ${command.file} ${command.args.join(' ')}`);
    return { code: 0, stdout: '', stderr: '', ...(await script.does(command)) };
  };
  return Object.assign(exec, { commands });
}
