import { CommanderError } from 'commander';
import { EXIT, program, type Given } from './cli-commands.ts';
import { answerOf, initRequest, lookRequest, recoverRequest, requestOf } from './cli-request.ts';
import { isSame } from './commands/diff/compare.ts';
import type { Host } from './effects/host.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { initText } from './commands/init/text.ts';
import { lookText, outcomeJson, outcomeText } from './commands/outcome-text.ts';
import { formatProblems, sorted } from './report/problems.ts';
import type { CliCommand } from './option-requests.ts';
import type { CommandName, LookRequest } from './plan/request.ts';
import { look, run, type Outcome } from './commands/run.ts';

/** Problems that mean "no engine here", which `all` answers with what to do instead of failing. */
const NO_ENGINE = new Set(['no-docker', 'no-buildx', 'no-builder', 'builder-cannot-export']);

/**
 * The command line, from its words to its exit status, in the current folder.
 *
 * @param args the words after the program's name
 * @param host says progress and problems: standard error, for people
 * @param write takes the result of a command: standard output
 */
export async function commandLine(
  args: readonly string[],
  host: Host,
  write: (text: string) => void,
): Promise<number> {
  const { say } = host;
  const output = { writeOut: write, writeErr: (text: string) => say(text.replace(/\n$/, '')) };
  if (args.length === 0) {
    program(async () => {}, output).outputHelp();
    return EXIT.done;
  }
  let status: number = EXIT.done;
  let { format, exitCode } = answerOf({});

  const act = async (name: CommandName | 'all', given: Given): Promise<void> => {
    const shown = new Set<string>();
    const print = async (outcome: Outcome): Promise<void> => {
      const warnings = outcome.plan.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
      for (const warning of warnings) shown.add(JSON.stringify(warning));
      if (warnings.length > 0 && format === 'text' && outcome.kind !== 'planned')
        say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
      write(
        `${format === 'json' ? JSON.stringify(outcomeJson(outcome), undefined, 2) : outcomeText(outcome)}\n`,
      );
      const problems = outcome.kind === 'built' ? outcome.report.problems : [];
      if (problems.length > 0 && format === 'text') say(formatProblems(problems, () => undefined));
      if (problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
    };
    if (name !== 'all') {
      await print(await run(await requestOf(host.exec, name, given), host));
      return;
    }
    // Whatever the build is narrowed to: the rendered files are those to commit.
    const rendered = await run(
      { ...(await requestOf(host.exec, 'render', { ...given, set: [] })), targets: [], platforms: [] },
      host,
    );
    // One command, one document for scripts.
    if (format === 'text') await print(rendered);
    const request = await requestOf(host.exec, 'build', given);
    const platforms = request.platforms.length > 0 ? request.platforms : [hostPlatform()];
    try {
      await print(await run({ ...request, platforms }, host));
    } catch (cause) {
      if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code)))
        throw cause;
      say(
        `\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => undefined)}\nThen run: docker-matrix build --platform ${platforms.join(',')}`,
      );
    }
  };

  const answer = async (
    name: LookRequest['command'],
    words: readonly string[],
    given: Given,
  ): Promise<void> => {
    const outcome = await look(await lookRequest(host.exec, name, words, given), host);
    write(`${lookText(outcome, format)}\n`);
    if (outcome.kind === 'compared' && exitCode && !isSame(outcome.difference)) status = EXIT.problems;
  };

  const start = async (given: Given): Promise<void> => {
    const request = initRequest(given);
    const { init } = await import('./commands/init/init.ts');
    const report = await init(request, host);
    write(`${format === 'json' ? JSON.stringify(report, undefined, 2) : initText(report)}\n`);
  };

  const settle = async (given: Given): Promise<void> => {
    const request = recoverRequest(given);
    const [{ recover }, { recoveryJson, recoveryText }] = await Promise.all([
      import('./commands/publish/recover.ts'),
      import('./commands/publish/text.ts'),
    ]);
    const recovery = await recover(request, host);
    write(
      `${format === 'json' ? JSON.stringify(recoveryJson(recovery), undefined, 2) : recoveryText(recovery)}\n`,
    );
    if (recovery.problems.length > 0 && format === 'text')
      say(formatProblems(recovery.problems, () => undefined));
    if (recovery.problems.some(({ severity }) => severity === 'error')) status = EXIT.problems;
  };

  const runCommand = (name: CliCommand, words: readonly string[], given: Given): Promise<void> => {
    ({ format, exitCode } = answerOf(given));
    switch (name) {
      case 'explain':
      case 'diff':
      case 'eject':
        return answer(name, words, given);
      case 'init':
        return start(given);
      case 'publish':
        return settle(given);
      default:
        return act(name, given);
    }
  };

  try {
    await program(runCommand, output).parseAsync([...args], { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError) {
      if (cause.code === 'usage') say(cause.message);
      return cause.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    if (cause instanceof ProblemsFound) {
      if (format === 'json') write(`${JSON.stringify({ problems: sorted(cause.problems) }, undefined, 2)}\n`);
      else say(formatProblems(cause.problems, await sourceTexts(cause.problems, host.files.readText)));
      return EXIT.problems;
    }
    say(
      `internal error: ${cause instanceof Error ? cause.message : String(cause)}\n  → this is a defect of docker-matrix; please report it with the command and the matrix (DEBUG=1 shows where)`,
    );
    if (host.env['DEBUG']) say(String(cause instanceof Error ? cause.stack : cause));
    return EXIT.internal;
  }
  return host.signal.aborted ? EXIT.cancelled : status;
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
