/** What a worker calls of src: the command line, and what the Action does before it runs a command. */

export { commandLine } from '../../src/command-line.ts';
export { runCommand } from '../../src/commands/run-command.ts';
export { readInputs } from '../../src/action-inputs.ts';
export { readRun } from '../../src/host/github-run.ts';
export { realHost } from '../../src/host/host.ts';
