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
import { isSame } from './commands/diff/compare.ts';
import { realHost } from './host/host.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { initText } from './commands/init/text.ts';
import { lookText, outcomeJson, outcomeText } from './commands/outcome-text.ts';
import { formatProblems, sorted } from './report/problems.ts';
import type { CommandName } from './plan/request.ts';
import { look, run, type Outcome } from './commands/run.ts';
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

  const act = async (name: CommandName | 'all', options: BuildOptions): Promise<void> => {
    format = options.format;
    const shown = new Set<string>();
    const print = async (outcome: Outcome): Promise<void> => {
      const warnings = outcome.plan.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
      for (const warning of warnings) shown.add(JSON.stringify(warning));
      if (warnings.length > 0 && format === 'text' && outcome.kind !== 'planned')
        say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
      process.stdout.write(
        `${format === 'json' ? JSON.stringify(outcomeJson(outcome), undefined, 2) : outcomeText(outcome)}\n`,
      );
      const problems = outcome.kind === 'built' ? outcome.report.problems : [];
      if (problems.length > 0 && format === 'text') say(formatProblems(problems, () => undefined));
      if (problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
    };
    if (name !== 'all') {
      await print(await run(await requestOf(name, options), host));
      return;
    }
    // Whatever the build is narrowed to: the rendered files are those to commit.
    const rendered = await run(
      { ...(await requestOf('render', { ...options, set: [] })), targets: [], platforms: [] },
      host,
    );
    // One command, one document for scripts.
    if (format === 'text') await print(rendered);
    const platform = options.platform.length > 0 ? options.platform : [hostPlatform()];
    try {
      await print(await run(await requestOf('build', { ...options, platform }), host));
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
    const outcome = await look(await lookRequest(name, words, options), host);
    process.stdout.write(`${lookText(outcome, options.format)}\n`);
    if (outcome.kind === 'compared' && options.exitCode && !isSame(outcome.difference))
      status = EXIT.problems;
  };

  const start = async ({ force, ...options }: InitOptions): Promise<void> => {
    format = options.format;
    if (options.from !== undefined && (options.template ?? 'dockerfile') !== 'dockerfile')
      throw new CommanderError(
        EXIT.usage,
        'usage',
        `error: --from names a Dockerfile, which --template ${options.template ?? ''} does not take`,
      );
    const { init } = await import('./commands/init/init.ts');
    const report = await init({ ...options, force: Boolean(force) }, host);
    process.stdout.write(`${format === 'json' ? JSON.stringify(report, undefined, 2) : initText(report)}\n`);
  };

  const settle = async ({ resume, rollback, journal, format: wanted }: PublishOptions): Promise<void> => {
    format = wanted;
    if (Boolean(resume) === Boolean(rollback))
      throw new CommanderError(EXIT.usage, 'usage', 'error: publish takes either --resume or --rollback');
    const [{ recover }, { recoveryJson, recoveryText }] = await Promise.all([
      import('./commands/publish/recover.ts'),
      import('./commands/publish/text.ts'),
    ]);
    const recovery = await recover({ direction: resume ? 'resume' : 'rollback', journal }, host);
    process.stdout.write(
      `${format === 'json' ? JSON.stringify(recoveryJson(recovery), undefined, 2) : recoveryText(recovery)}\n`,
    );
    if (recovery.problems.length > 0 && format === 'text')
      say(formatProblems(recovery.problems, () => undefined));
    if (recovery.problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
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
