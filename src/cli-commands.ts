import { Command, InvalidArgumentError, Option } from 'commander';
import { nameList } from './edge-input.ts';
import type { LookRequest } from './commands/commands.ts';
import type { TemplateName } from './commands/init/request.ts';
import type { CommandName } from './plan/request.ts';
import { version as programVersion } from './version/tool.ts';

interface CommonOptions {
  readonly matrix: string;
  readonly target: readonly string[];
  readonly platform: readonly string[];
  readonly set: readonly string[];
  readonly format: 'text' | 'json';
  readonly out?: string;
}

export interface BuildOptions extends CommonOptions {
  /** Of `check`. */
  readonly build?: boolean;
  readonly push?: boolean;
  readonly load?: boolean;
  readonly tag?: readonly string[];
  readonly label?: readonly string[];
  readonly annotation?: readonly string[];
  readonly builder?: string;
  readonly cache: boolean;
  readonly pull?: boolean;
  readonly provenance: string;
  readonly sbom: string;
  readonly registryCache: 'auto' | 'read' | 'off';
  readonly scan?: 'off' | 'report' | 'gate';
  readonly failOn?: readonly string[];
  readonly tests?: 'off' | 'report' | 'gate';
  readonly trivyVersion?: string;
  readonly trivySha256?: string;
  readonly trivyPath?: string;
  readonly trivyDbRepository?: readonly string[];
  readonly trivyDb?: string;
  readonly attachRecord?: boolean;
  readonly sign?: boolean;
  readonly signOption?: readonly string[];
  readonly concurrency: number;
}

export interface InitOptions {
  readonly template?: TemplateName;
  readonly from?: string;
  readonly image?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

export interface PublishOptions {
  readonly resume?: boolean;
  readonly rollback?: boolean;
  readonly journal: string;
  readonly format: 'text' | 'json';
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...nameList(text),
];
const collectLine = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
const positive = (text: string): number => {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > 64) throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
  return count;
};

function common(command: Command): Command {
  return command
    .option('-m, --matrix <file>', 'the matrix', 'matrix.yaml')
    .option('-t, --target <name>', 'only this target or image (repeatable, or a comma list)', collect, [])
    .option(
      '-p, --platform <platform>',
      'only this platform, as linux/arm64 (repeatable, or a comma list)',
      collect,
      [],
    )
    .option(
      '--set <key=value>',
      'override a value of the matrix, or version, revision or branch (repeatable)',
      collectLine,
      [],
    )
    .addOption(
      new Option('--format <format>', 'result on standard output').choices(['text', 'json']).default('text'),
    );
}

function buildOptions(command: Command): Command {
  return common(command)
    .option('-o, --out <dir>', 'folder for everything the build writes (default: out beside the matrix)')
    .option('--push', 'push, gate, then publish the tags')
    .option('--load', 'load into the local Docker engine (one platform)')
    .option('--tag <pattern>', "tag pattern in place of the matrix's (repeatable)", collectLine)
    .option('--label <key=value>', 'add a label to every image (repeatable)', collectLine)
    .option('--annotation <key=value>', 'add an annotation to every image (repeatable)', collectLine)
    .option('--builder <name>', 'buildx builder (default: the current one)')
    .option('--no-cache', 'build every step again')
    .option('--pull', 'look for newer base images')
    .option('--provenance <setting>', 'true, false, or parameters such as mode=max', 'true')
    .option('--sbom <setting>', 'true, false, or parameters such as generator=IMAGE', 'true')
    .addOption(
      new Option('--registry-cache <mode>', 'auto reads, and writes when pushing')
        .choices(['auto', 'read', 'off'])
        .default('auto'),
    )
    .addOption(
      new Option('--scan <mode>', "in place of the matrix's scan.mode").choices(['off', 'report', 'gate']),
    )
    .option('--fail-on <severity>', 'severities that fail the gate (repeatable, or a comma list)', collect)
    .addOption(
      new Option('--tests <mode>', "what the matrix's tests do (default: gate)").choices([
        'off',
        'report',
        'gate',
      ]),
    )
    .option('--trivy-version <version>', 'a reviewed version of Trivy, or any with --trivy-sha256')
    .option('--trivy-sha256 <hash>', 'of the release archive')
    .option('--trivy-path <file>', 'use this Trivy')
    .addOption(
      new Option('--trivy-db-repository <reference>', 'vulnerability database (repeatable, or a comma list)')
        .argParser(collect)
        .env('TRIVY_DB_REPOSITORY'),
    )
    .option('--trivy-db <dir>', 'offline vulnerability database: a folder with trivy.db and metadata.json')
    .option('--attach-record', 'attach its record to every image (with --push)')
    .option('--sign', 'sign every image with cosign before its tags move (with --push)')
    .option(
      '--sign-option <option>',
      'for "cosign sign", as --sign-option=--tlog-upload=false (repeatable)',
      collectLine,
    )
    .option('--concurrency <count>', 'images built at once', positive, 4);
}

export interface LookOptions {
  readonly matrix: string;
  readonly set: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly out?: string;
  readonly exitCode?: boolean;
  readonly force?: boolean;
}

/** What `look` needs beside the options: the words after the command. */
export type Look = (
  name: LookRequest['command'],
  words: readonly string[],
  options: LookOptions,
) => Promise<void>;

function lookCommand(
  main: Command,
  usage: string,
  text: string,
  formats: readonly string[] = ['text', 'json'],
): Command {
  return main
    .command(usage)
    .description(text)
    .exitOverride()
    .showHelpAfterError('(--help lists what is allowed)')
    .option('-m, --matrix <file>', 'the matrix', 'matrix.yaml')
    .option(
      '--set <key=value>',
      'override a value of the matrix, or version, revision or branch (repeatable)',
      collectLine,
      [],
    )
    .addOption(new Option('--format <format>', 'result on standard output').choices(formats).default('text'));
}

/** The command line: every command with its options and help, and what to call for it. */
export function program(
  act: (name: CommandName | 'all', options: BuildOptions) => Promise<void>,
  look: Look,
  start: (options: InitOptions) => Promise<void>,
  settle: (options: PublishOptions) => Promise<void>,
): Command {
  const main = new Command('docker-matrix')
    .description(
      'One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.',
    )
    .version(programVersion)
    .showHelpAfterError('(--help lists what is allowed)')
    .exitOverride();
  const add = (name: CommandName | 'all', text: string, options: (command: Command) => Command): void => {
    options(
      main
        .command(name)
        .description(text)
        .exitOverride()
        .showHelpAfterError('(--help lists what is allowed)'),
    ).action((given: BuildOptions) => act(name, given));
  };
  const outOption = (command: Command): Command =>
    common(command).option('-o, --out <dir>', 'folder of the rendered files (default: beside the matrix)');
  add(
    'check',
    'check the matrix, its templates, and that the files on disk are what would be rendered',
    (command) =>
      outOption(command)
        .option('--build', "also run BuildKit's own checks on every image (needs docker buildx)")
        .option('--builder <name>', 'buildx builder for --build (default: the current one)')
        .option('--concurrency <count>', 'images checked at once', positive, 4),
  );
  lookCommand(
    main,
    'explain [cell...]',
    'say why an image exists or not, and where everything about it comes from',
  ).action((cell: readonly string[], options: LookOptions) => look('explain', cell, options));
  lookCommand(
    main,
    'diff [against]',
    'compare a Git revision (default: HEAD) or another folder with the working tree',
    ['text', 'json', 'markdown'],
  )
    .option('--exit-code', 'exit with 1 when there is a difference')
    .action((against: string | undefined, options: LookOptions) =>
      look('diff', [against ?? 'HEAD'], options),
    );
  lookCommand(main, 'eject', 'write plain Dockerfiles and docker-bake.hcl, and say what can be deleted')
    .option('-o, --out <dir>', 'folder of the written files (default: beside the matrix)')
    .option('--force', 'overwrite files that docker-matrix did not write')
    .action((options: LookOptions) => look('eject', [], options));
  main
    .command('init')
    .description('write a matrix to begin with, and its templates')
    .addOption(
      new Option(
        '--template <name>',
        'what to begin with (default: dockerfile where there is one, uv where there is a uv.lock, or else python)',
      ).choices(['python', 'uv', 'dockerfile']),
    )
    .option('--from <file>', 'the Dockerfile whose stages become images')
    .option('--image <repository>', 'where images go (default: by the Git remote)')
    .option('-o, --out <dir>', 'folder of the matrix', '.')
    .option('--force', 'replace files that are there')
    .addOption(
      new Option('--format <format>', 'result on standard output').choices(['text', 'json']).default('text'),
    )
    .exitOverride()
    .showHelpAfterError('(--help lists what is allowed)')
    .action(start);
  add('render', 'write the Dockerfiles and docker-bake.hcl', outOption);
  add('plan', 'show every image with its platforms and tags', (command) =>
    common(command).option(
      '--tag <pattern>',
      "tag pattern in place of the matrix's (repeatable)",
      collectLine,
    ),
  );
  add(
    'build',
    'build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry',
    buildOptions,
  );
  main
    .command('publish')
    .description('finish or undo a publication that was killed, from its journal')
    .exitOverride()
    .showHelpAfterError('(--help lists what is allowed)')
    .option('--resume', 'move the tags that have not moved yet')
    .option('--rollback', 'put back the tags that have moved')
    .option('--journal <file>', 'what the build wrote down before it moved tags', 'out/publish-journal.json')
    .addOption(
      new Option('--format <format>', 'result on standard output').choices(['text', 'json']).default('text'),
    )
    .action(settle);
  add(
    'all',
    "render, then build for this machine's platform into OCI layouts; without Docker say what is missing",
    buildOptions,
  );
  main.addHelpText(
    'after',
    '\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.',
  );
  return main;
}
