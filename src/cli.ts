import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isSame } from './diff/compare.ts';
import { differenceMarkdown } from './diff/markdown.ts';
import { differenceText } from './diff/text.ts';
import { ejectedText } from './eject/eject.ts';
import { explanationText } from './explain/text.ts';
import { exec } from './host/exec.ts';
import { gitFacts } from './host/git.ts';
import { realHost } from './host/host.ts';
import { nameList, oneOf, pairs } from './edge-input.ts';
import type { Severity } from './matrix/schema.ts';
import type { TemplateName } from './init/init.ts';
import { initText } from './report/init.ts';
import { ProblemsFound, type Problem } from './problem.ts';
import { buildJson, buildText } from './report/build.ts';
import { planJson, planText } from './report/plan.ts';
import { formatProblems, sorted } from './report/problems.ts';
import type { CommandName, LookRequest, Request } from './request.ts';
import { look, run, type LookOutcome, type Outcome } from './run.ts';
import { version as programVersion } from './version.ts';
import { dirname } from 'node:path';

/** Exit statuses, as documented in the README. */
const EXIT = { done: 0, problems: 1, usage: 2, internal: 3, cancelled: 130 } as const;

interface CommonOptions {
  readonly matrix: string;
  readonly target: readonly string[];
  readonly platform: readonly string[];
  readonly set: readonly string[];
  readonly format: 'text' | 'json';
  readonly out?: string;
}

interface BuildOptions extends CommonOptions {
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
  readonly trivyVersion?: string;
  readonly trivySha256?: string;
  readonly trivyPath?: string;
  readonly trivyDbRepository?: readonly string[];
  readonly trivyDb?: string;
  readonly concurrency: number;
}

interface InitOptions {
  readonly template?: TemplateName;
  readonly from?: string;
  readonly image?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, ...nameList(text)];
const collectLine = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
const positive = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64) throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
  return count;
};

function common(command: Command): Command {
  return command
    .option('-m, --matrix <file>', 'the matrix', 'matrix.yaml')
    .option('-t, --target <name>', 'only this target or image (repeatable, or a comma list)', collect, [])
    .option('-p, --platform <platform>', 'only this platform, as linux/arm64 (repeatable, or a comma list)', collect, [])
    .option('--set <key=value>', 'override a value of the matrix, or version, revision or branch (repeatable)', collectLine, [])
    .addOption(new Option('--format <format>', 'result on standard output').choices(['text', 'json']).default('text'));
}

function buildOptions(command: Command): Command {
  return common(command)
    .option('-o, --out <dir>', 'folder for everything the build writes (default: out beside the matrix)')
    .option('--push', 'push, gate, then publish the tags')
    .option('--load', 'load into the local Docker engine (one platform)')
    .option('--tag <pattern>', 'tag pattern in place of the matrix\'s (repeatable)', collectLine)
    .option('--label <key=value>', 'add a label to every image (repeatable)', collectLine)
    .option('--annotation <key=value>', 'add an annotation to every image (repeatable)', collectLine)
    .option('--builder <name>', 'buildx builder (default: the current one)')
    .option('--no-cache', 'build every step again')
    .option('--pull', 'look for newer base images')
    .option('--provenance <setting>', 'true, false, or parameters such as mode=max', 'true')
    .option('--sbom <setting>', 'true, false, or parameters such as generator=IMAGE', 'true')
    .addOption(new Option('--registry-cache <mode>', 'auto reads, and writes when pushing').choices(['auto', 'read', 'off']).default('auto'))
    .addOption(new Option('--scan <mode>', 'in place of the matrix\'s scan.mode').choices(['off', 'report', 'gate']))
    .option('--fail-on <severity>', 'severities that fail the gate (repeatable, or a comma list)', collect)
    .option('--trivy-version <version>', 'a reviewed version of Trivy, or any with --trivy-sha256')
    .option('--trivy-sha256 <hash>', 'of the release archive')
    .option('--trivy-path <file>', 'use this Trivy')
    .addOption(new Option('--trivy-db-repository <reference>', 'vulnerability database (repeatable, or a comma list)').argParser(collect).env('TRIVY_DB_REPOSITORY'))
    .option('--trivy-db <dir>', 'offline vulnerability database: a folder with trivy.db and metadata.json')
    .option('--concurrency <count>', 'images built at once', positive, 4);
}

interface LookOptions {
  readonly matrix: string;
  readonly set: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
  readonly out?: string;
  readonly exitCode?: boolean;
  readonly force?: boolean;
}

/** What `look` needs beside the options: the words after the command. */
type Look = (name: LookRequest['command'], words: readonly string[], options: LookOptions) => Promise<void>;

function lookCommand(main: Command, usage: string, text: string, formats: readonly string[] = ['text', 'json']): Command {
  return main
    .command(usage)
    .description(text)
    .exitOverride()
    .showHelpAfterError('(--help lists what is allowed)')
    .option('-m, --matrix <file>', 'the matrix', 'matrix.yaml')
    .option('--set <key=value>', 'override a value of the matrix, or version, revision or branch (repeatable)', collectLine, [])
    .addOption(new Option('--format <format>', 'result on standard output').choices(formats).default('text'));
}

function program(act: (name: CommandName | 'all', options: BuildOptions) => Promise<void>, look: Look, start: (options: InitOptions) => Promise<void>): Command {
  const main = new Command('docker-matrix')
    .description('One support matrix in; Dockerfiles, docker-bake.hcl, and built, gated and published images out.')
    .version(programVersion)
    .showHelpAfterError('(--help lists what is allowed)')
    .exitOverride();
  const add = (name: CommandName | 'all', text: string, options: (command: Command) => Command): void => {
    options(main.command(name).description(text).exitOverride().showHelpAfterError('(--help lists what is allowed)')).action((given: BuildOptions) => act(name, given));
  };
  const outOption = (command: Command): Command => common(command).option('-o, --out <dir>', 'folder of the rendered files (default: beside the matrix)');
  add('check', 'check the matrix, its templates, and that the files on disk are what would be rendered', (command) =>
    outOption(command)
      .option('--build', 'also run BuildKit\'s own checks on every image (needs docker buildx)')
      .option('--builder <name>', 'buildx builder for --build (default: the current one)')
      .option('--concurrency <count>', 'images checked at once', positive, 4));
  lookCommand(main, 'explain [cell...]', 'say why an image exists or not, and where everything about it comes from').action((cell: readonly string[], options: LookOptions) => look('explain', cell, options));
  lookCommand(main, 'diff [against]', 'compare a Git revision (default: HEAD) or another folder with the working tree', ['text', 'json', 'markdown'])
    .option('--exit-code', 'exit with 1 when there is a difference')
    .action((against: string | undefined, options: LookOptions) => look('diff', [against ?? 'HEAD'], options));
  lookCommand(main, 'eject', 'write plain Dockerfiles and docker-bake.hcl, and say what can be deleted')
    .option('-o, --out <dir>', 'folder of the written files (default: beside the matrix)')
    .option('--force', 'overwrite files that docker-matrix did not write')
    .action((options: LookOptions) => look('eject', [], options));
  main
    .command('init')
    .description('write a matrix to begin with, and its templates')
    .addOption(new Option('--template <name>', 'what to begin with (default: dockerfile where there is one, uv where there is a uv.lock, or else python)').choices(['python', 'uv', 'dockerfile']))
    .option('--from <file>', 'the Dockerfile whose stages become images')
    .option('--image <repository>', 'where images go (default: by the Git remote)')
    .option('-o, --out <dir>', 'folder of the matrix', '.')
    .option('--force', 'replace files that are there')
    .addOption(new Option('--format <format>', 'result on standard output').choices(['text', 'json']).default('text'))
    .exitOverride()
    .showHelpAfterError('(--help lists what is allowed)')
    .action(start);
  add('render', 'write the Dockerfiles and docker-bake.hcl', outOption);
  add('plan', 'show every image with its platforms, tags and caches', (command) => common(command).option('--tag <pattern>', 'tag pattern in place of the matrix\'s (repeatable)', collectLine));
  add('build', 'build, gate with Trivy, and publish: to OCI layouts, or with --push to the registry', buildOptions);
  add('all', 'render, then build for this machine\'s platform into OCI layouts; without Docker say what is missing', buildOptions);
  main.addHelpText('after', '\nExit status: 0 done, 1 problems found, 2 wrong usage, 3 internal error, 130 cancelled.');
  return main;
}

async function requestOf(command: CommandName, options: BuildOptions): Promise<Request> {
  const set = pairs(options.set, '--set');
  const labels = pairs(options.label ?? [], '--label');
  const annotations = pairs(options.annotation ?? [], '--annotation');
  const problems = [...set.problems, ...labels.problems, ...annotations.problems];
  if (options.push && options.load) throw new CommanderError(EXIT.usage, 'usage', 'error: --push and --load exclude each other: a pushed image is not loaded');
  if (problems.length > 0) throw new CommanderError(EXIT.usage, 'usage', problems.map(({ message }) => `error: ${message}`).join('\n'));
  const { trivyVersion: version, trivySha256: sha256, trivyPath: path, trivyDb: db } = options;
  return {
    command,
    matrix: options.matrix,
    targets: options.target,
    platforms: options.platform,
    overrides: set.values,
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(command === 'check' ? { buildkitChecks: Boolean(options.build) } : {}),
    facts: await gitFacts(exec, dirname(options.matrix), Boolean(options.push) && options.registryCache === 'auto'),
    build: {
      push: Boolean(options.push),
      load: Boolean(options.load),
      tags: options.tag ?? [],
      labels: labels.values,
      annotations: annotations.values,
      ...(options.builder === undefined ? {} : { builder: options.builder }),
      noCache: !(options.cache ?? true),
      pull: Boolean(options.pull),
      provenance: options.provenance ?? 'true',
      sbom: options.sbom ?? 'true',
      cache: options.registryCache ?? 'auto',
      ...(options.scan === undefined ? {} : { scan: options.scan }),
      ...(options.failOn === undefined ? {} : { failOn: severities(options.failOn) }),
      trivy: { ...(version ? { version } : {}), ...(sha256 ? { sha256 } : {}), ...(path ? { path } : {}), ...(db ? { db } : {}), dbRepositories: [options.trivyDbRepository ?? []].flat() },
      concurrency: options.concurrency ?? 4,
    },
  };
}

async function lookRequest(command: LookRequest['command'], words: readonly string[], options: LookOptions): Promise<LookRequest> {
  const { values, problems } = pairs(options.set, '--set');
  if (problems.length > 0) throw new CommanderError(EXIT.usage, 'usage', problems.map(({ message }) => `error: ${message}`).join('\n'));
  const base = { matrix: options.matrix, overrides: values, facts: await gitFacts(exec, dirname(options.matrix), false) };
  switch (command) {
    case 'explain':
      return { ...base, command, words };
    case 'diff':
      return { ...base, command, against: words[0] ?? 'HEAD' };
    case 'eject':
      return { ...base, command, ...(options.out === undefined ? {} : { out: options.out }), force: options.force ?? false };
  }
}

function lookText(outcome: LookOutcome, format: LookOptions['format']): string {
  switch (outcome.kind) {
    case 'explained':
      return format === 'json' ? JSON.stringify(outcome.explanation, undefined, 2) : explanationText(outcome.explanation);
    case 'compared':
      return format === 'json' ? JSON.stringify(outcome.difference, undefined, 2) : format === 'markdown' ? differenceMarkdown(outcome.difference).trimEnd() : differenceText(outcome.difference);
    case 'ejected':
      return format === 'json' ? JSON.stringify(outcome.ejected, undefined, 2) : ejectedText(outcome.ejected);
  }
}

const SEVERITIES: readonly Severity[] = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

function severities(names: readonly string[]): readonly Severity[] {
  return names.map((name) => {
    const severity = oneOf(name.toUpperCase(), SEVERITIES, '--fail-on');
    if ('problem' in severity) throw new CommanderError(EXIT.usage, 'usage', `error: ${severity.problem.message}`);
    return severity.value;
  });
}

/** Problems that mean "no engine here", which `all` answers with what to do instead of failing. */
const NO_ENGINE = new Set(['no-docker', 'no-buildx', 'no-builder', 'builder-cannot-export']);

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 2) {
    program(async () => {}, async () => {}, async () => {}).outputHelp();
    return EXIT.done;
  }
  const cancel = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (cancel.signal.aborted) process.exit(EXIT.cancelled);
      process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
      cancel.abort();
    });
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const host = realHost({ say, group: (title) => (say(title), () => {}), signal: cancel.signal });
  let status: number = EXIT.done;
  let format = 'text' as LookOptions['format'];

  const act = async (name: CommandName | 'all', options: BuildOptions): Promise<void> => {
    format = options.format;
    const shown = new Set<string>();
    const print = async (outcome: Outcome): Promise<void> => {
      const warnings = outcome.plan.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
      for (const warning of warnings) shown.add(JSON.stringify(warning));
      if (warnings.length > 0 && format === 'text' && outcome.kind !== 'planned') say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
      process.stdout.write(`${format === 'json' ? JSON.stringify(outcomeJson(outcome), undefined, 2) : outcomeText(outcome)}\n`);
      const problems = outcome.kind === 'built' ? outcome.report.problems : [];
      if (problems.length > 0 && format === 'text') say(formatProblems(problems, () => undefined));
      if (problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
    };
    if (name !== 'all') {
      await print(await run(await requestOf(name, options), host));
      return;
    }
    // Whatever the build is narrowed to: the rendered files are those to commit.
    const rendered = await run({ ...(await requestOf('render', { ...options, set: [] })), targets: [], platforms: [] }, host);
    // One command, one document for scripts.
    if (format === 'text') await print(rendered);
    const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
    try {
      await print(await run(await requestOf('build', { ...options, platform }), host));
    } catch (cause) {
      if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code))) throw cause;
      say(`\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => undefined)}\nThen run: docker-matrix build --platform ${platform.join(',')}`);
    }
  };

  const answer: Look = async (name, words, options) => {
    format = options.format;
    const outcome = await look(await lookRequest(name, words, options), host);
    process.stdout.write(`${lookText(outcome, options.format)}\n`);
    if (outcome.kind === 'compared' && options.exitCode && !isSame(outcome.difference)) status = EXIT.problems;
  };

  const start = async ({ force, ...options }: InitOptions): Promise<void> => {
    format = options.format;
    if (options.from !== undefined && (options.template ?? 'dockerfile') !== 'dockerfile') throw new CommanderError(EXIT.usage, 'usage', `error: --from names a Dockerfile, which --template ${options.template ?? ''} does not take`);
    const { init } = await import('./init/init.ts');
    const report = await init({ ...options, force: Boolean(force) }, host);
    process.stdout.write(`${format === 'json' ? JSON.stringify(report, undefined, 2) : initText(report)}\n`);
  };

  try {
    await program(act, answer, start).parseAsync(argv.slice(2), { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) {
      if (cause.code === 'usage') say(cause.message);
      return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    if (cause instanceof ProblemsFound) {
      if (format === 'json') process.stdout.write(`${JSON.stringify({ problems: sorted(cause.problems) }, undefined, 2)}\n`);
      else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
      return EXIT.problems;
    }
    say(`internal error: ${cause instanceof Error ? cause.message : String(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`);
    if (process.env['DEBUG']) say(String(cause instanceof Error ? cause.stack : cause));
    return EXIT.internal;
  }
  return cancel.signal.aborted ? EXIT.cancelled : status;
}

/** Reads the files that problems are in, once each, for the excerpts. */
async function sourceTexts(problems: readonly Problem[], readText: (path: string) => Promise<string | undefined>): Promise<(file: string) => string | undefined> {
  const names = [...new Set(problems.flatMap(({ place }) => (place ? [place.file] : [])))];
  const texts = new Map(await Promise.all(names.map(async (name) => [name, await readText(name).catch(() => undefined)] as const)));
  return (file) => texts.get(file);
}

/** The platform a container engine on this machine runs natively. */
function hostPlatform(): string {
  return `linux/${process.arch === 'x64' ? 'amd64' : process.arch === 'ia32' ? '386' : process.arch}`;
}

function outcomeJson(outcome: Outcome): object {
  switch (outcome.kind) {
    case 'checked':
      return { problems: sorted(outcome.plan.warnings), images: outcome.plan.images.length, compared: outcome.compared, buildkit: outcome.buildkit };
    case 'rendered':
      return { written: outcome.written, removed: outcome.removed };
    case 'planned':
      return planJson(outcome.plan);
    case 'built':
      return buildJson(outcome.report);
  }
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'checked': {
      const count = outcome.plan.images.length;
      const files = outcome.compared ? 'the rendered files are up to date' : 'nothing is rendered here yet (docker-matrix render)';
      const warnings = outcome.plan.warnings.length;
      const problems = warnings === 0 ? 'no problems' : `no errors, ${warnings} warning${warnings === 1 ? '' : 's'}`;
      return `${count} image${count === 1 ? '' : 's'}, ${problems}${outcome.buildkit ? ', none from BuildKit\'s checks' : ''}; ${files}`;
    }
    case 'rendered':
      return [...outcome.written.map((path) => `wrote ${path}`), ...outcome.removed.map((path) => `removed ${path}`)].join('\n');
    case 'planned':
      return planText(outcome.plan);
    case 'built':
      return buildText(outcome.report);
  }
}

process.exitCode = await main(process.argv);
