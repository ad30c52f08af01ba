import pLimit from 'p-limit';
import { isTransient, followBake } from '../../bake/progress.ts';
import type { Host } from '../../effects/host.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { commandDockerfile, IMAGE_CONTEXT, probeDockerfile } from '../../plan/tests/dockerfile.ts';
import type { CommandTest, FileTest, ImageTest, TestVerdict, Variable } from '../../plan/tests/model.ts';
import { isTestablePath, PATH_RULE } from '../../plan/tests/rules.ts';
import { reasonOf } from '../../text/reason.ts';
import { commandFailures, fileFailures, metadataFailures, readsOutput, variablesOf } from './evaluate.ts';
import { expandVariables } from './expand-variables.ts';
import { lookUp, type Entries } from './look-up.ts';
import { masked } from './mask.ts';
import { followTest, type CommandResult } from './run-progress.ts';
import { readTar } from './tar.ts';

/** One platform of one built image, and how its tests get at it. */
export interface TestSubject {
  readonly image: string;
  readonly platform: string;
  /** Of a build context: `docker-image://…@digest`, `oci-layout://…@digest`. */
  readonly context: string;
  readonly tests: readonly ImageTest[];
  readonly config: () => Promise<RunConfig>;
  /** Whether commands can run there: the builder has the platform, or emulates it. */
  readonly runs: boolean;
}

export interface TestOptions {
  /** The builder that has the images' layers; the current one when absent. */
  readonly builder?: string;
  /** Absolute folder for what is read out of images; whatever is written there is removed again. */
  readonly folder: string;
  readonly concurrency: number;
}

type Outcome = TestVerdict['outcome'];

const TRIES = 3;
/** Overlay file systems take some more than a hundred layers. */
const PROBES_AT_ONCE = 60;
/** BuildKit follows up to 255: https://github.com/containerd/continuity/blob/main/fs/path.go */
const TOO_MANY_LINKS = /too many links/;
/** What BuildKit says of a user or group that the image does not have. */
const NO_USER = /unable to find (?:user|group) [^:\n]*/;
/** Of a failed command's output, shown with the problem. */
const SHOWN_LINES = 10;

/**
 * Runs every test on every subject, a few at a time, and gives all verdicts, in the order of the subjects and their
 * tests. Never rejects: a test that could not be run is `broken`.
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

interface Running extends TestOptions {
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
  const said = (test: ImageTest, seconds: number, outcome: Outcome): TestVerdict =>
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
  const looked =
    files.length === 0
      ? undefined
      : limit(() => timed(() => testFiles(files, config, subject, options, host)));
  // Awaited below, with the tests that it is for.
  looked?.catch(() => {});
  return Promise.all(
    tests.map(async (test) => {
      try {
        switch (test.kind) {
          case 'metadata':
            return said(test, 0, decided(metadataFailures(test, config)));
          case 'file': {
            const result = await looked;
            return said(
              test,
              result?.seconds ?? 0,
              result?.value.get(test) ?? broken('it was not looked at'),
            );
          }
          case 'command': {
            if (!subject.runs) return said(test, 0, { kind: 'skipped' });
            const { value, seconds } = await limit(() =>
              timed(() => testCommand(test, config, subject, options, host)),
            );
            return said(test, seconds, value);
          }
        }
      } catch (cause) {
        return said(test, 0, broken(cause));
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

async function timed<T>(act: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = Date.now();
  return { value: await act(), seconds: (Date.now() - started) / 1000 };
}

function broken(cause: unknown): Outcome {
  return { kind: 'broken', message: reasonOf(cause) };
}

function decided(reasons: readonly string[], output: readonly string[] = []): Outcome {
  return reasons.length === 0 ? { kind: 'passed' } : { kind: 'failed', reasons, output };
}

/** Runs one command in a build of its own, whose result is thrown away. */
async function testCommand(
  declared: CommandTest,
  config: RunConfig,
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<Outcome> {
  const test = declared.expand ? expanded(declared, config) : declared;
  for (let attempt = 1; ; attempt += 1) {
    const timeout = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const follow = followTest(() => (timer = setTimeout(() => timeout.abort(), test.seconds * 1000)));
    const bake = followBake(() => {});
    const { code } = await buildOf(
      commandDockerfile(test),
      ['--no-cache', '--output', 'type=cacheonly'],
      subject,
      options,
      { ...host, signal: AbortSignal.any([host.signal, timeout.signal]) },
      (line) => {
        follow.line(line);
        bake.line(line);
      },
    );
    clearTimeout(timer);
    const result = follow.result();
    if (host.signal.aborted) return { kind: 'broken', message: 'it was cancelled' };
    if (timeout.signal.aborted)
      return { kind: 'failed', reasons: [`it did not end within ${test.seconds} s`], output: [] };
    if (result !== undefined && 'notStarted' in result)
      return { kind: 'failed', reasons: [`it could not be started: ${result.notStarted}`], output: [] };
    // An exit status that is not 0 fails the build, and so may other things, after the command.
    if (result !== undefined && (code === 0 || result.exitCode !== 0)) return judged(test, result);
    const { message } = bake.failure();
    const noUser = NO_USER.exec(message)?.[0];
    if (noUser !== undefined)
      return { kind: 'failed', reasons: [`it could not be started: ${noUser}`], output: [] };
    if (attempt >= TRIES || !isTransient(message)) {
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

function judged(test: CommandTest, result: CommandResult): Outcome {
  if (result.clipped && readsOutput(test))
    return {
      kind: 'failed',
      reasons: [
        'its output is more than BuildKit keeps (200 KiB in a second, 2 MiB in all), so it cannot be compared',
      ],
      output: [],
    };
  const output = [...lines(result.stdout), ...lines(result.stderr)];
  return decided(commandFailures(test, result), output.slice(-SHOWN_LINES));
}

function lines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** container-structure-test puts the image's variables into words and paths itself, before any shell sees them. */
function expanded(test: CommandTest, config: RunConfig): CommandTest {
  const image = variablesOf(config);
  const env = test.env.map((variable): Variable =>
    variable.global
      ? { ...variable, value: expandVariables(variable.value, (name) => image.get(name) ?? '') }
      : variable,
  );
  const known = new Map([
    ...image,
    ...env.filter(({ global }) => global).map(({ name, value }) => [name, value] as const),
  ]);
  return {
    ...test,
    env,
    command: test.command.map((word) => expandVariables(word, (name) => known.get(name) ?? '')),
  };
}

/** Looks at all files of one image at once; a symbolic link on the way to one takes another look. */
async function testFiles(
  tests: readonly FileTest[],
  config: RunConfig,
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<ReadonlyMap<FileTest, Outcome>> {
  const variables = variablesOf(config);
  const pathOf = (test: FileTest): string =>
    test.expand ? expandVariables(test.path, (name) => variables.get(name) ?? '') : test.path;
  const known = new Map<string, Entries extends ReadonlyMap<string, infer E> ? E : never>();
  const wanted = tests.filter((test) => isTestablePath(pathOf(test)));
  for (;;) {
    const missing = new Set(
      wanted.flatMap((test) => [
        ...lookUp(pathOf(test), false, known).unknown,
        ...(test.content ? lookUp(pathOf(test), true, known).unknown : []),
      ]),
    );
    if (missing.size === 0) break;
    const paths = [...missing].slice(0, PROBES_AT_ONCE);
    for (const [path, entry] of await probeAll(paths, subject, options, host)) known.set(path, entry);
  }
  return new Map(
    tests.map((test) => {
      const path = pathOf(test);
      if (!isTestablePath(path))
        return [test, { kind: 'broken', message: `the path "${path}" ${PATH_RULE}` }];
      const found = lookUp(path, false, known);
      if (found.entry?.name === '' && (test.mode ?? test.uid ?? test.gid ?? test.executableBy) !== undefined)
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
          decided(
            fileFailures(test, found.entry, test.content ? lookUp(path, true, known).entry : undefined),
          ),
        ];
      } catch (cause) {
        // One pattern that does not end says nothing about the other files.
        return [test, broken(cause)];
      }
    }),
  );
}

/**
 * Looks at paths together; where links go round in circles on the way to one of them, which BuildKit refuses, at each
 * half by itself, until it is known which: nothing is there. The others do not suffer for it.
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
    // One after the other: both write the same file.
    const before = await probeAll(paths.slice(0, middle), subject, options, host);
    return new Map([...before, ...(await probeAll(paths.slice(middle), subject, options, host))]);
  }
}

/** What is at each of these paths, symbolic links not followed; needs nothing in the image, and runs nothing of it. */
async function probe(
  paths: readonly string[],
  subject: TestSubject,
  options: Running,
  host: Host,
): Promise<Entries> {
  for (let attempt = 1; ; attempt += 1) {
    const bake = followBake(() => {});
    // Makes the folder, too.
    await host.files.write([{ path: options.tar, text: '' }]);
    try {
      const { code } = await buildOf(
        probeDockerfile(paths),
        ['--output', `type=tar,"dest=${options.tar.replaceAll('"', '""')}"`],
        subject,
        options,
        host,
        bake.line,
      );
      if (code === 0) {
        const entries = new Map(
          readTar(await host.files.readBytes(options.tar)).map((entry) => [entry.name, entry]),
        );
        return new Map(
          paths.map((path, index) => [path, entries.get(`${index}/${path.split('/').at(-1) ?? ''}`)]),
        );
      }
      const { message } = bake.failure();
      if (host.signal.aborted) throw new Error('it was cancelled');
      if (/unknown flag: (?:--)?exclude/i.test(message))
        throw new Error(
          'the builder is too old to look at files of an image: Dockerfile 1.19 is needed, as in BuildKit 0.25 and Docker 28.5',
        );
      if (attempt >= TRIES || !isTransient(message)) throw new Error(message);
    } finally {
      await host.files.remove(options.tar);
    }
    await host.sleep(1000 * attempt);
  }
}

async function buildOf(
  dockerfile: string,
  more: readonly string[],
  { context, platform }: TestSubject,
  { builder }: TestOptions,
  host: Host,
  onProgress: (line: string) => void,
): Promise<{ readonly code: number }> {
  return host.exec({
    file: 'docker',
    args: [
      'buildx',
      'build',
      ...(builder === undefined ? [] : ['--builder', builder]),
      '--platform',
      platform,
      '--progress',
      'rawjson',
      '--provenance',
      'false',
      '--sbom',
      'false',
      '--build-context',
      `${IMAGE_CONTEXT}=${context}`,
      ...more,
      '-',
    ],
    input: dockerfile,
    // Tracing would reach the commands as variables.
    env: { ...host.env, OTEL_TRACES_SAMPLER: 'always_off', BUILDX_METADATA_PROVENANCE: 'disabled' },
    onProgress,
    signal: host.signal,
  });
}
