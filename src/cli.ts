import { CommanderError } from 'commander';
import {
  program,
  type BuildOptions,
  type InitOptions,
  type Look,
  type LookOptions,
  type PublishOptions,
} from './cli-commands.ts';
import { EXIT } from './cli-exit.ts';
import { lookRequest, requestOf } from './cli-request.ts';
import { realHost } from './host/host.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { openingOnce } from './commands/command/command.ts';
import { runCommand, type Told } from './commands/commands.ts';
import { formatProblems, sorted } from './report/problems.ts';
import type { CommandName } from './plan/request.ts';
import { reasonOf } from './text/reason.ts';

/** Problems that mean "no engine here", which `all` answers with what to do instead of failing. */
const NO_ENGINE = new Set(['no-docker', 'no-buildx', 'no-builder', 'builder-cannot-export']);

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 2) {
    program(
      async () => {},
      async () => {},
      async () => {},
      async () => {},
    ).outputHelp();
    return EXIT.done;
  }
  const cancel = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (cancel.signal.aborted) {
        process.stderr.write(
          `\n${name}: stopped at once; where tags had begun to move, "docker-matrix publish" with --resume or --rollback goes on from the journal\n`,
        );
        process.exit(EXIT.cancelled);
      }
      process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
      cancel.abort();
    });
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const host = realHost({ say, group: (title) => (say(title), () => {}), signal: cancel.signal });
  let status: number = EXIT.done;
  let format = 'text' as LookOptions['format'];

  const shown = new Set<string>();
  const print = async (told: Told): Promise<void> => {
    const warnings = told.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
    for (const warning of warnings) shown.add(JSON.stringify(warning));
    if (warnings.length > 0 && format === 'text' && !told.standsAlone)
      say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
    process.stdout.write(`${told.as(format)}\n`);
    if (told.problems.length > 0 && format === 'text') say(formatProblems(told.problems, () => undefined));
    if (told.problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
  };

  const act = async (name: CommandName | 'all', options: BuildOptions): Promise<void> => {
    format = options.format;
    const open = openingOnce(host);
    if (name !== 'all') {
      await print(await runCommand(name, await requestOf(name, options), host, open));
      return;
    }
    // Whatever the build is narrowed to: the rendered files are those to commit.
    const rendered = await runCommand(
      'render',
      { ...(await requestOf('render', { ...options, set: [] })), targets: [], platforms: [] },
      host,
      open,
    );
    // One command, one document for scripts.
    if (format === 'text') await print(rendered);
    const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
    try {
      const request = await requestOf('build', { ...options, platform });
      await print(await runCommand('build', request, host, open));
    } catch (cause) {
      if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code)))
        throw cause;
      say(
        `\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => undefined)}\nThen run: docker-matrix build --platform ${platform.join(',')}`,
      );
    }
  };

  const answer: Look = async (name, words, options) => {
    format = options.format;
    const told = await runCommand(name, await lookRequest(name, words, options), host);
    await print(told);
    if (options.exitCode && told.isFinding) status = EXIT.problems;
  };

  const start = async ({ force, ...options }: InitOptions): Promise<void> => {
    format = options.format;
    if (options.from !== undefined && (options.template ?? 'dockerfile') !== 'dockerfile')
      throw new CommanderError(
        EXIT.usage,
        'usage',
        `error: --from names a Dockerfile, which --template ${options.template ?? ''} does not take`,
      );
    await print(await runCommand('init', { ...options, force: Boolean(force) }, host));
  };

  const settle = async ({ resume, rollback, journal, format: wanted }: PublishOptions): Promise<void> => {
    format = wanted;
    if (Boolean(resume) === Boolean(rollback))
      throw new CommanderError(EXIT.usage, 'usage', 'error: publish takes either --resume or --rollback');
    const direction = resume ? 'resume' : 'rollback';
    await print(await runCommand('publish', { direction, journal }, host));
  };

  try {
    await program(act, answer, start, settle).parseAsync(argv.slice(2), { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) {
      if (cause.code === 'usage') say(cause.message);
      return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    if (cause instanceof ProblemsFound) {
      if (format === 'json')
        process.stdout.write(`${JSON.stringify({ problems: sorted(cause.problems) }, undefined, 2)}\n`);
      else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
      return EXIT.problems;
    }
    say(
      `internal error: ${reasonOf(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`,
    );
    if (process.env['DEBUG']) say(String(cause instanceof Error ? cause.stack : cause));
    return EXIT.internal;
  }
  return cancel.signal.aborted ? EXIT.cancelled : status;
}

/** Reads the files that problems are in, once each, for the excerpts. */
async function sourceTexts(
  problems: readonly Problem[],
  readText: (path: string) => Promise<string | undefined>,
): Promise<(file: string) => string | undefined> {
  const names = [...new Set(problems.flatMap(({ place }) => (place ? [place.file] : [])))];
  const texts = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readText(name).catch(() => undefined)] as const),
    ),
  );
  return (file) => texts.get(file);
}

/** The platform a container engine on this machine runs natively. */
function hostPlatform(): string {
  return `linux/${process.arch === 'x64' ? 'amd64' : process.arch === 'ia32' ? '386' : process.arch}`;
}

process.exitCode = await main(process.argv);
