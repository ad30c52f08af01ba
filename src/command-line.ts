/** Runs one command line, from its arguments to its output and its exit status. */

import { CommanderError } from 'commander';
import { EXIT, program, type Given } from './cli-commands.ts';
import { answerOf, requestOf } from './cli-request.ts';
import { openingOnce } from './commands/command/command.ts';
import { runCommand, type Told } from './commands/run-command.ts';
import type { Host } from './effects/host.ts';
import type { CliCommand } from './option-requests.ts';
import { ProblemsFound, type Problem } from './problem/problem.ts';
import { formatProblems, sorted } from './report/problems.ts';
import { inert } from './text/inert.ts';
import { reasonOf } from './text/reason.ts';

/** Problems that mean that Docker is missing here. The command `all` then says what to run elsewhere, and succeeds. */
const NO_ENGINE = new Set(['no-docker', 'no-buildx', 'no-builder', 'builder-cannot-export']);

/**
 * Runs a command line in the current folder. Gives the exit status.
 *
 * @param args the arguments after the program's name
 * @param given shows progress and problems, on standard error
 * @param write receives the result of the command, on standard output
 */
export async function commandLine(
  args: readonly string[],
  given: Host,
  write: (text: string) => void,
): Promise<number> {
  // In a step of a workflow the runner reads along.
  const safe = (text: string): string => (given.env['GITHUB_ACTIONS'] === 'true' ? inert(text) : text);
  const say = (line: string): void => given.say(safe(line));
  const output = { writeOut: write, writeErr: (text: string) => say(text.replace(/\n$/, '')) };
  if (args.length === 0) {
    program(async () => {}, output).outputHelp();
    return EXIT.done;
  }
  let status: number = EXIT.done;
  let { format, exitCode } = answerOf({});
  let host: Host = { ...given, say };

  const shown = new Set<string>();
  const print = async (told: Told): Promise<void> => {
    const warnings = told.warnings.filter((warning) => !shown.has(JSON.stringify(warning)));
    for (const warning of warnings) shown.add(JSON.stringify(warning));
    if (warnings.length > 0 && format === 'text')
      say(formatProblems(warnings, await sourceTexts(warnings, host.files.readText)));
    write(format === 'text' ? safe(`${told.as(format)}\n`) : `${told.as(format)}\n`);
    if (told.problems.length > 0 && format === 'text') say(formatProblems(told.problems, () => undefined));
    if (told.problems.some(({ severity }) => severity === 'error') || (exitCode && told.isFinding))
      status = EXIT.problems;
  };

  const all = async (given: Given): Promise<void> => {
    const open = openingOnce(host);
    // The rendered files get committed, so they are rendered for all targets and platforms, and without --set.
    const everything = { ...(await requestOf(host.exec, 'render', [], { ...given, set: [] })) };
    const rendered = await runCommand('render', { ...everything, targets: [], platforms: [] }, host, open);
    // In JSON there must be one document per command: that of the build.
    if (format === 'text') await print(rendered);
    const request = await requestOf(host.exec, 'build', [], given);
    const platforms = request.platforms.length > 0 ? request.platforms : [hostPlatform(host)];
    try {
      await print(await runCommand('build', { ...request, platforms }, host, open));
    } catch (cause) {
      if (!(cause instanceof ProblemsFound) || !cause.problems.every(({ code }) => NO_ENGINE.has(code)))
        throw cause;
      say(
        `\nThe Dockerfiles are written, but nothing was built:\n${formatProblems(cause.problems, () => undefined)}\n` +
          `Then run: docker-matrix build --platform ${platforms.join(',')}`,
      );
    }
  };

  const act = async (name: CliCommand, words: readonly string[], options: Given): Promise<void> => {
    const answer = answerOf(options);
    ({ format, exitCode } = answer);
    host = { ...host, allowsOutside: answer.allowOutside };
    if (name === 'all') await all(options);
    else await print(await runCommand(name, await requestOf(host.exec, name, words, options), host));
  };

  try {
    await program(act, output).parseAsync([...args], { from: 'user' });
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
      `internal error: ${reasonOf(cause)}\n  → this is a defect of docker-matrix; ` +
        'please report it with the command and the matrix (DEBUG=1 shows where)',
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
function hostPlatform({ arch }: Host): string {
  return `linux/${arch === 'x64' ? 'amd64' : arch === 'ia32' ? '386' : arch}`;
}
