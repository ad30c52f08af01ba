/** Declares the commands of the command line, with their options and their help. */

import { Command, InvalidArgumentError, Option as CommandOption, type OutputConfiguration } from 'commander';
import { COMMANDS, type CommandName } from './commands/commands.ts';
import { countOf, countRule, nameList } from './edge-input.ts';
import type { Option } from './option-record.ts';
import type { CliCommand } from './option-requests.ts';
import { optionsOf } from './options.ts';
import { version as programVersion } from './version/tool.ts';

/** Exit statuses, as documented in the README. */
export const EXIT = { done: 0, problems: 1, usage: 2, internal: 3, cancelled: 130 } as const;

/** The options given on the command line, by their names in the table of options. */
export type Given = Readonly<Record<string, unknown>>;

/** The commands, in the order of the help. */
const HELP: readonly { readonly name: CliCommand; readonly help: string; readonly words?: string }[] = [
  ...Object.entries(COMMANDS).map(([name, entry]) => ({ name: name as CommandName, ...entry })),
  {
    name: 'all',
    help: "render, then build for this machine's platform into OCI layouts; without Docker say what is missing",
  },
];

/**
 * The command line: every command with its options and help.
 *
 * @param run runs the chosen command, with its arguments and options
 * @param output receives help and usage errors; default: standard output and standard error
 */
export function program(
  run: (name: CliCommand, words: readonly string[], given: Given) => Promise<void>,
  output: OutputConfiguration = {},
): Command {
  const main = new Command('docker-matrix')
    .configureOutput(output)
    .description(
      'One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.',
    )
    .version(programVersion)
    .showHelpAfterError('(--help lists what is allowed)')
    .exitOverride();
  for (const { name, words = '', help } of HELP) {
    const command = main
      .command(`${name} ${words}`)
      .description(help)
      .exitOverride()
      .showHelpAfterError('(--help lists what is allowed)');
    for (const option of optionsOf(name).flatMap(commandOptions)) command.addOption(option);
    command.action(() => run(name, command.args, givenTo(command)));
  }
  main.addHelpText(
    'after',
    '\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.',
  );
  return main;
}

/** A record of the table of options as options of commander. */
function commandOptions(option: Option): readonly CommandOption[] {
  if (option.kind === 'flag-each')
    return Object.entries(option.words).map(([word, help]) => new CommandOption(`--${word}`, help));
  const commandOption = new CommandOption(optionFlags(option), option.help);
  if (option.env !== undefined) commandOption.env(option.env);
  switch (option.kind) {
    case 'flag':
      return [commandOption];
    case 'text':
      break;
    case 'choice':
      commandOption.choices(option.words);
      break;
    case 'count':
      commandOption.argParser((text) => {
        const count = countOf(option, text);
        if (count === undefined) throw new InvalidArgumentError(`It ${countRule(option)}.`);
        return count;
      });
      break;
    case 'names':
    case 'words':
      commandOption.argParser((text, before?: readonly string[]) => [...(before ?? []), ...nameList(text)]);
      break;
    case 'lines':
    case 'pairs':
      commandOption.argParser((text, before?: readonly string[]) => [...(before ?? []), text]);
      break;
  }
  return [commandOption.default('default' in option ? option.default : undefined)];
}

/** The option as commander and the help write it: `-o, --out <dir>`. */
function optionFlags({ short, option = '', argument }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${option}${argument === undefined ? '' : ` <${argument}>`}`;
}

function givenTo(command: Command): Given {
  const values = command.opts<Record<string, unknown>>();
  return Object.fromEntries(
    command.options.map((option) => {
      const value = values[option.attributeName()];
      // Commander turns `--no-cache` into `cache: false`; the table has it as an option named "no-cache".
      return [option.name(), option.negate ? value === false : value];
    }),
  );
}
