/** Runs tests on built images: each command in a throw-away build, files and metadata without running anything. */

import pLimit from 'p-limit';
import { isTransient, followBake } from '../../bake/progress.ts';
import type { Host } from '../../effects/host.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { commandArguments, commandDockerfile, probeDockerfile } from '../../plan/tests/dockerfile.ts';
import type { CommandTest, FileTest, ImageTest, TestVerdict, Variable } from '../../plan/tests/model.ts';
import { fromRoot, isTestablePath, PATH_RULE } from '../../plan/tests/rules.ts';
import { reasonOf } from '../../text/reason.ts';
import { BUILD_TRIES, filesOfBuild, throwAwayBuild, type BuildBase } from '../gate/throw-away-build.ts';
import { commandFailures, fileFailures, metadataFailures, readsOutput, variablesOf } from './evaluate.ts';
import { expandVariables } from './expand-variables.ts';
import { lookUp, type Entries } from './look-up.ts';
import { masked } from './mask.ts';
import { followTest, type CommandResult } from './run-progress.ts';

/** One platform of a built image, with its tests and what they need. */
export interface TestSubject extends BuildBase {
  readonly image: string;
  readonly tests: readonly ImageTest[];
  readonly config: () => Promise<RunConfig>;
  /** Whether the builder can run commands on this platform, natively or emulated. */
  readonly runs: boolean;
}

export interface TestOptions {
  /** The builder that has the layers of the images; absent for the current one. */
  readonly builder?: string;
  /** Absolute path of a folder for files that are read from images. They are removed again. */
  readonly folder: string;
  readonly concurrency: number;
}

type Outcome = TestVerdict['outcome'];

/** Paths read by one build. Each makes a layer, and overlay file systems take little more than a hundred layers. */
const PROBES_AT_ONCE = 60;
/** BuildKit's message for more than 255 links: https://github.com/containerd/continuity/blob/main/fs/path.go */
const TOO_MANY_LINKS = /too many links/;
/** BuildKit's message for a flag of COPY that its Dockerfile frontend does not have yet. */
const NO_EXCLUDE = /unknown flag: (?:--)?exclude/i;
/** BuildKit's message for a user or group that the image does not have. */
const NO_USER = /unable to find (?:user|group) [^:\n]*/;
/** Number of lines of a failed command's output that are shown with the problem. */
const SHOWN_LINES = 10;

/**
 * Runs all tests of all subjects, a few at a time. Gives the verdicts in the order of subjects and tests. Never
 * rejects: a test that could not be run is `broken`.
 */
export async function runTests(
  subjects: readonly TestSubject[],
  options: TestOptions,
  host: Host,
): Promise<readonly TestVerdict[]> {
  const limit = pLimit(options.concurrency);
  const verdicts = await Promise.all(
    subjects.map((subject, index) =>
      testSubject(subject, { ...options, tar: `${options.folder}/${index}.tar` }, limit, host),
    ),
  );
  return verdicts.flat();
}

/** Options for one subject. */
interface Running extends TestOptions {
  /** Path of the archive for files that are read from the image. */
  readonly tar: string;
}

async function testSubject(
  subject: TestSubject,
  options: Running,
  limit: ReturnType<typeof pLimit>,
  host: Host,
): Promise<readonly TestVerdict[]> {
  const tests = subject.tests.filter(
    ({ platforms }) => platforms === undefined || platforms.includes(subject.platform),
  );
  if (tests.length === 0) return [];
  let config: RunConfig;
  try {
    config = await limit(() => subject.config());
  } catch (cause) {
    return tests.map((test) => verdict(subject, test, 0, broken(cause)));
  }
  const variables = variablesOf(config);
  const maskedVerdict = (test: ImageTest, seconds: number, outcome: Outcome): TestVerdict =>
    verdict(
      subject,
      test,
      seconds,
      masked(outcome, [
        ...variables,
        ...(test.kind === 'command' ? test.env.map(({ name, value }) => [name, value] as const) : []),
      ]),
    );
  const files = tests.filter((test) => test.kind === 'file');
  const fileOutcomes =
    files.length === 0
      ? undefined
      : limit(() => timed(() => testFiles(files, config, subject, options, host), host));
  // Its error is handled below, where the tests of files wait for it.
  fileOutcomes?.catch(() => {});
  return Promise.all(
    tests.map(async (test) => {
      try {
        switch (test.kind) {
          case 'metadata':
            return maskedVerdict(test, 0, outcomeOf(metadataFailures(test, config)));
          case 'file': {
            const result = await fileOutcomes;
            return maskedVerdict(
              test,
              result?.seconds ?? 0,
              result?.value.get(test) ?? broken('it was not looked at'),
            );
          }
          case 'command': {
            if (!subject.runs) return maskedVerdict(test, 0, { kind: 'skipped' });
            const { value, seconds } = await limit(() =>
              timed(() => testCommand(test, config, subject, options, host), host),
            );
            return maskedVerdict(test, seconds, value);
          }
        }
      } catch (cause) {
        return maskedVerdict(test, 0, broken(cause));
      }
    }),
  );
}

function verdict(
  { image, platform }: TestSubject,
  { name, place }: ImageTest,
  seconds: number,
  outcome: Outcome,
): TestVerdict {
  return { image, platform, test: name, place, seconds, outcome };
}

async function timed<T>(
  act: () => Promise<T>,
  { now }: Pick<Host, 'now'>,
): Promise<{ value: T; seconds: number }> {
  const started = now();
  return { value: await act(), seconds: (now() - started) / 1000 };
}

function broken(cause: unknown): Outcome {
  return { kind: 'broken', message: reasonOf(cause) };
}

function outcomeOf(reasons: readonly string[], output: readonly string[] = []): Outcome {
  return reasons.length === 0 ? { kind: 'passed' } : { kind: 'failed', reasons, output };
}

/** Runs one command as a step of a build whose result is thrown away. */
async function testCommand(
  declared: CommandTest,
  config: RunConfig,
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<Outcome> {
  const test = declared.expand ? withVariables(declared, config) : withoutTracing(declared, config);
  for (let attempt = 1; ; attempt += 1) {
    const timeout = new AbortController();
    let stopTimer = (): void => {};
    const follow = followTest(() => {
      stopTimer = host.after(test.seconds * 1000, () => timeout.abort());
    });
    const bake = followBake(() => {});
    const { code } = await throwAwayBuild(
      commandDockerfile(test),
      ['--no-cache', '--output', 'type=cacheonly', ...commandArguments(test)],
      subject,
      options,
      { ...host, signal: AbortSignal.any([host.signal, timeout.signal]) },
      (line) => {
        follow.line(line);
        bake.line(line);
      },
    );
    stopTimer();
    const result = follow.result();
    if (host.signal.aborted) return { kind: 'broken', message: 'it was cancelled' };
    if (timeout.signal.aborted)
      return { kind: 'failed', reasons: [`it did not end within ${test.seconds} s`], output: [] };
    if (result !== undefined && 'notStarted' in result)
      return { kind: 'failed', reasons: [`it could not be started: ${result.notStarted}`], output: [] };
    // An exit status other than 0 fails the build. A build that failed although it is 0 failed for another reason.
    if (result !== undefined && (code === 0 || result.exitCode !== 0)) return commandOutcome(test, result);
    const { message } = bake.failure();
    const noUser = NO_USER.exec(message)?.[0];
    if (noUser !== undefined)
      return { kind: 'failed', reasons: [`it could not be started: ${noUser}`], output: [] };
    if (attempt >= BUILD_TRIES || !isTransient(message)) {
      const setup = / RUN .*exit code: \d+$/s.test(message) && test.setup.length > 0;
      return setup
        ? {
            kind: 'failed',
            reasons: [`its setup failed: ${message}`],
            output: bake.failure().log.slice(-SHOWN_LINES),
          }
        : { kind: 'broken', message };
    }
    await host.sleep(1000 * attempt);
  }
}

function commandOutcome(test: CommandTest, result: CommandResult): Outcome {
  if (result.clipped && readsOutput(test))
    return {
      kind: 'failed',
      reasons: [
        'its output is more than BuildKit keeps (200 KiB in a second, 2 MiB in all), so it cannot be compared',
      ],
      output: [],
    };
  const output = [...lines(result.stdout), ...lines(result.stderr)];
  return outcomeOf(commandFailures(test, result), output.slice(-SHOWN_LINES));
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** What BuildKit adds to the variables of each step, for programs that record what they do. */
const TRACING = [
  'OTEL_TRACES_EXPORTER',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
  'TRACEPARENT',
  'TRACESTATE',
];

/**
 * A script that does not see BuildKit's variables. Other commands are left alone: a program between them and BuildKit
 * (env, sh) would also start what has no format that the kernel knows, and such a test must fail.
 */
function withoutTracing(test: CommandTest, config: RunConfig): CommandTest {
  const [shell = '', option = '', script = ''] = test.command;
  const set = new Set([...variablesOf(config).keys(), ...test.env.map(({ name }) => name)]);
  const added = TRACING.filter((name) => !set.has(name));
  return test.isScript && added.length > 0
    ? { ...test, command: [shell, option, `unset ${added.join(' ')}; ${script}`] }
    : test;
}

/** Replaces variables in the words of a command, as container-structure-test does before it runs the command. */
function withVariables(test: CommandTest, config: RunConfig): CommandTest {
  const { env, known } = expandedEnv(test.env, variablesOf(config));
  return {
    ...test,
    env,
    command: test.command.map((word) => expandVariables(word, (name) => known.get(name) ?? '')),
  };
}

/** Replaces variables in the values of variables. `known` has those that the commands and paths may use. */
function expandedEnv(
  variables: readonly Variable[],
  image: ReadonlyMap<string, string>,
): { readonly env: readonly Variable[]; readonly known: ReadonlyMap<string, string> } {
  const expand = (of: Variable['of'], known: ReadonlyMap<string, string>): readonly Variable[] =>
    variables
      .filter((variable) => variable.of === of)
      .map((variable) => ({
        ...variable,
        value: expandVariables(variable.value, (name) => known.get(name) ?? ''),
      }));
  const together = (
    known: ReadonlyMap<string, string>,
    more: readonly Variable[],
  ): ReadonlyMap<string, string> =>
    new Map([...known, ...more.map(({ name, value }) => [name, value] as const)]);
  const file = expand('file', image);
  const withFile = together(image, file);
  const setup = expand('setup', withFile);
  const rest = variables.filter(({ of }) => of === undefined);
  return { env: [...file, ...setup, ...rest], known: together(withFile, setup) };
}

/** Tests all files of one image. One build reads many files; a symbolic link on the way needs another build. */
async function testFiles(
  tests: readonly FileTest[],
  config: RunConfig,
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<ReadonlyMap<FileTest, Outcome>> {
  const variables = variablesOf(config);
  const pathOf = (test: FileTest): string => {
    if (!test.expand) return test.path;
    const { known } = expandedEnv(test.env ?? [], variables);
    return fromRoot(expandVariables(test.path, (name) => known.get(name) ?? ''));
  };
  const entries = new Map<string, Entries extends ReadonlyMap<string, infer E> ? E : never>();
  const wanted = tests.filter((test) => isTestablePath(pathOf(test)));
  for (;;) {
    const missing = new Set(
      wanted.flatMap((test) => [
        ...lookUp(pathOf(test), false, entries).unknown,
        ...(test.content ? lookUp(pathOf(test), true, entries).unknown : []),
      ]),
    );
    if (missing.size === 0) break;
    const paths = [...missing].slice(0, PROBES_AT_ONCE);
    for (const [path, entry] of await probeAll(paths, subject, options, host)) entries.set(path, entry);
  }
  return new Map(
    tests.map((test) => {
      const path = pathOf(test);
      if (!isTestablePath(path))
        return [test, { kind: 'broken', message: `the path "${path}" ${PATH_RULE}` }];
      const located = lookUp(path, false, entries);
      if (
        located.entry?.name === '' &&
        (test.mode ?? test.uid ?? test.gid ?? test.executableBy) !== undefined
      )
        return [
          test,
          {
            kind: 'broken',
            message: 'the owner and mode of / cannot be read from a build; use a command (stat)',
          },
        ];
      try {
        return [
          test,
          outcomeOf(
            fileFailures(test, located.entry, test.content ? lookUp(path, true, entries).entry : undefined),
          ),
        ];
      } catch (cause) {
        // A pattern that takes too long only breaks its own test.
        return [test, broken(cause)];
      }
    }),
  );
}

/**
 * Reads paths with one build. BuildKit fails the whole build for one path whose links go round in circles. Then each
 * half is read on its own, until the path is found; it counts as one where there is nothing.
 */
async function probeAll(
  paths: readonly string[],
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<Entries> {
  try {
    return await probe(paths, subject, options, host);
  } catch (cause) {
    if (!(cause instanceof Error) || !TOO_MANY_LINKS.test(cause.message)) throw cause;
    const [first = ''] = paths;
    if (paths.length < 2) return new Map([[first, undefined]]);
    const middle = Math.ceil(paths.length / 2);
    // One after the other, because both write the same file.
    const before = await probeAll(paths.slice(0, middle), subject, options, host);
    return new Map([...before, ...(await probeAll(paths.slice(middle), subject, options, host))]);
  }
}

/** Reads what is at these paths, without following symbolic links. Nothing of the image is run for that. */
async function probe(
  paths: readonly string[],
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<Entries> {
  const files = await filesOfBuild(probeDockerfile(paths), subject, options, host).catch((cause: unknown) => {
    if (!(cause instanceof Error) || !NO_EXCLUDE.test(cause.message)) throw cause;
    throw new Error(
      'the builder is too old to look at files of an image: ' +
        'Dockerfile 1.19 is needed, as in BuildKit 0.25 and Docker 28.5',
    );
  });
  const entries = new Map(files.map((entry) => [entry.name, entry]));
  return new Map(paths.map((path, index) => [path, entries.get(`${index}/${path.split('/').at(-1) ?? ''}`)]));
}
