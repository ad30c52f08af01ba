/** Reads the tests under "test" in the matrix, and reports what is wrong with them. */

import { dirname, join } from 'node:path';
import type { Matrix } from '../../matrix/parse.ts';
import type { ImageTestEntry } from '../../matrix/schema.ts';
import { declaredPlatforms } from '../../matrix/targets.ts';
import { patternProblem } from '../../pattern/re2.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import { firstLine } from '../../text/words.ts';
import type { ValueInputs } from '../../values/sources.ts';
import type { Path } from '../../yaml/source.ts';
import { didYouMean } from '../../yaml/suggest.ts';
import { LINE_LIMIT, longestLine } from './dockerfile.ts';
import type { RunTexts } from '../../tags/run-texts.ts';
import type { CommandTest, Expected, FileTest, ImageTest, MetadataTest } from './model.ts';
import { isTestablePath, PATH_RULE } from './rules.ts';
import { readStructureFile } from './structure-file.ts';

const KINDS = ['run', 'file', 'metadata', 'structure'] as const;
type Kind = (typeof KINDS)[number];

/** The keys that each kind of test may have, besides its own kind and `platforms`. */
const KEYS: Readonly<Record<Kind, readonly string[]>> = {
  run: [
    'name',
    'exit-code',
    'stdout',
    'not-stdout',
    'stderr',
    'not-stderr',
    'env',
    'user',
    'timeout',
    'network',
  ],
  file: ['name', 'exists', 'contains', 'not-contains', 'mode', 'uid', 'gid', 'executable-by'],
  metadata: ['name'],
  structure: ['network', 'timeout'],
};
const DEFAULT_TIMEOUT = '5m';

/** What is wrong with the tests of the matrix for all images, before any values are put in. */
export function testEntryProblems({ file, source }: Matrix): readonly Problem[] {
  const lists: readonly (readonly [Path, readonly ImageTestEntry[]])[] = [
    [['test'], file.test ?? []],
    ...Object.entries(file.targets).map(
      ([name, { test }]) => [['targets', name, 'test'], test ?? []] as const,
    ),
  ];
  const known = declaredPlatforms(file);
  const problems = lists.flatMap(([path, entries]) =>
    entries.flatMap((entry, index) => entryProblems(entry, [...path, index], source, known)),
  );
  const local = Object.entries(file.targets).filter(
    ([, { output, test }]) => output === 'local' && test !== undefined,
  );
  return [
    ...problems,
    ...local.map(([name]) =>
      error('test-without-image', `target "${name}" has tests, but gives files instead of an image`, {
        place: source.atKey(['targets', name, 'test']),
      }),
    ),
  ];
}

function entryProblems(
  entry: ImageTestEntry,
  path: Path,
  source: Matrix['source'],
  known: readonly string[],
): readonly Problem[] {
  const kinds = KINDS.filter((kind) => entry[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    return [
      error(
        'test-kind',
        'a test has exactly one of run, file, metadata and structure' +
          (kinds.length > 1 ? `, not ${kinds.join(' and ')}` : ''),
        { place: kinds[1] ? source.atKey([...path, kinds[1]]) : source.at(path) },
      ),
    ];
  const allowed = [kind, ...KEYS[kind], 'platforms'];
  const problems = Object.keys(entry)
    .filter((key) => !allowed.includes(key))
    .map((key) =>
      error(
        'test-key',
        `"${key}" is not for a test with "${kind}" (which has ${allowed.slice(1).join(', ')})`,
        { place: source.atKey([...path, key]) },
      ),
    );
  if (entry['exit-code'] !== undefined && Number(entry['exit-code']) > 255)
    problems.push(
      error('invalid-value', `"exit-code" must be from 0 to 255, not ${entry['exit-code']}`, {
        place: source.at([...path, 'exit-code']),
      }),
    );
  for (const [index, platform] of (entry.platforms ?? []).entries()) {
    if (!known.includes(platform))
      problems.push(
        error(
          'unknown-platform',
          `no image is built for the platform "${platform}"${didYouMean(platform, known)}`,
          { place: source.at([...path, 'platforms', index]) },
        ),
      );
  }
  if (entry.metadata !== undefined && Object.keys(entry.metadata).length === 0)
    problems.push(
      error('invalid-value', '"metadata" asks nothing of the image', {
        place: source.at([...path, 'metadata']),
      }),
    );
  if (entry.exists === false) {
    const pointlessKey = ['contains', 'not-contains', 'mode', 'uid', 'gid', 'executable-by'].find(
      (key) => key in entry,
    );
    if (pointlessKey !== undefined)
      problems.push(
        error('test-key', `"${pointlessKey}" asks something of a file that must not exist`, {
          place: source.atKey([...path, pointlessKey]),
        }),
      );
  }
  return problems;
}

/**
 * The tests of one image: those of the matrix, then those of its target, with the values of the image and the facts of
 * the run put in. A test that uses a fact which the run lacks is left out. Throws `ProblemsFound`.
 *
 * @param inputs has the structure files, by their path from the folder of the matrix
 */
export function declaredTests(
  matrix: Matrix,
  target: string,
  context: Readonly<Record<string, unknown>>,
  texts: RunTexts,
  inputs: ValueInputs | undefined,
): readonly ImageTest[] {
  const { file, source } = matrix;
  const problems: Problem[] = [];
  const lists: readonly (readonly [Path, readonly ImageTestEntry[]])[] = [
    [['test'], file.test ?? []],
    [['targets', target, 'test'], file.targets[target]?.test ?? []],
  ];
  const tests = lists.flatMap(([list, entries]) =>
    entries.flatMap((entry, index) => {
      const path = [...list, index];
      const text = (written: string, ...key: Path): string =>
        texts.fill(written, context, source.at([...path, ...key]));
      const patterns = (
        key: 'stdout' | 'not-stdout' | 'stderr' | 'not-stderr' | 'contains' | 'not-contains',
      ): readonly string[] => {
        const declared = entry[key];
        const list = declared === undefined ? [] : typeof declared === 'string' ? [declared] : declared;
        return list.map((written, position) => {
          const place = typeof declared === 'string' ? ([key] as const) : ([key, position] as const);
          const pattern = text(written, ...place);
          problems.push(...patternProblem(pattern, source.at([...path, ...place])));
          return pattern;
        });
      };
      try {
        const read = testsOf(entry, {
          text,
          patterns,
          at: (...key) => source.at([...path, ...key]),
          problems,
          matrix,
          inputs,
        });
        return texts.hasFactsOf(textsIn(entry)) ? read : [];
      } catch (cause) {
        if (!(cause instanceof ProblemsFound)) throw cause;
        problems.push(...cause.problems);
        return [];
      }
    }),
  );
  for (const test of tests) {
    const bytes = test.kind === 'command' ? longestLine(test) : 0;
    if (bytes > LINE_LIMIT)
      problems.push(
        error(
          'invalid-value',
          `the command of the test "${test.name}" is a line of ${bytes} bytes in a Dockerfile, ` +
            `where at most ${LINE_LIMIT} are read`,
          { place: test.place, hint: 'put it into a file of the image, and run that' },
        ),
      );
  }
  if (problems.length > 0) throw new ProblemsFound(problems);
  return tests;
}

/** Every text in an entry, however deep. */
function textsIn(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(textsIn) : [];
}

/** How the keys of one test are read. */
interface Reading {
  readonly text: (written: string, ...key: Path) => string;
  readonly patterns: (
    key: 'stdout' | 'not-stdout' | 'stderr' | 'not-stderr' | 'contains' | 'not-contains',
  ) => readonly string[];
  readonly at: (...key: Path) => ReturnType<Matrix['source']['at']>;
  readonly problems: Problem[];
  readonly matrix: Matrix;
  readonly inputs: ValueInputs | undefined;
}

function testsOf(entry: ImageTestEntry, reading: Reading): readonly ImageTest[] {
  if (entry.run !== undefined) return [commandTest(entry, entry.run, reading)];
  if (entry.file !== undefined) return [fileTest(entry, entry.file, reading)];
  if (entry.metadata !== undefined) return [metadataTest(entry, entry.metadata, reading)];
  return entry.structure === undefined ? [] : structureTests(entry, entry.structure, reading);
}

function commandTest(
  entry: ImageTestEntry,
  run: NonNullable<ImageTestEntry['run']>,
  { text, patterns, at }: Reading,
): CommandTest {
  const command =
    typeof run === 'string'
      ? ['/bin/sh', '-c', text(run, 'run')]
      : run.map((word, index) => text(word, 'run', index));
  const shown = typeof run === 'string' ? command.slice(2) : command;
  return {
    kind: 'command',
    ...shared(entry, at('run')),
    name: entry.name === undefined ? shortened(firstLine(shown.join(' '))) : text(entry.name, 'name'),
    command,
    ...(typeof run === 'string' ? { isScript: true } : {}),
    setup: [],
    env: Object.entries(entry.env ?? {}).map(([name, value]) => ({ name, value: text(value, 'env', name) })),
    ...(entry.user === undefined ? {} : { user: entry.user }),
    network: entry.network ?? false,
    seconds: seconds(entry.timeout),
    exitCode: Number(entry['exit-code'] ?? '0'),
    stdout: { found: patterns('stdout'), missing: patterns('not-stdout'), lines: true },
    stderr: { found: patterns('stderr'), missing: patterns('not-stderr'), lines: true },
  };
}

function fileTest(entry: ImageTestEntry, file: string, { text, patterns, at, problems }: Reading): FileTest {
  const path = text(file, 'file');
  if (!isTestablePath(path))
    problems.push(error('invalid-value', `the path "${path}" ${PATH_RULE}`, { place: at('file') }));
  const content: Expected = { found: patterns('contains'), missing: patterns('not-contains'), lines: true };
  return {
    kind: 'file',
    ...shared(entry, at('file')),
    name: entry.name === undefined ? path : text(entry.name, 'name'),
    path,
    exists: entry.exists ?? true,
    ...(entry.mode === undefined ? {} : { mode: entry.mode }),
    ...(entry.uid === undefined ? {} : { uid: Number(entry.uid) }),
    ...(entry.gid === undefined ? {} : { gid: Number(entry.gid) }),
    ...(entry['executable-by'] === undefined ? {} : { executableBy: entry['executable-by'] }),
    ...(content.found.length + content.missing.length === 0 ? {} : { content }),
  };
}

function metadataTest(
  entry: ImageTestEntry,
  data: NonNullable<ImageTestEntry['metadata']>,
  { text, at }: Reading,
): MetadataTest {
  const list = (
    key:
      | 'entrypoint'
      | 'cmd'
      | 'unset-env'
      | 'exposed-ports'
      | 'unexposed-ports'
      | 'volumes'
      | 'unmounted-volumes',
  ): readonly string[] => (data[key] ?? []).map((item, index) => text(item, 'metadata', key, index));
  const values = (key: 'env' | 'labels'): MetadataTest['env'] =>
    Object.entries(data[key] ?? {}).map(([name, value]) => ({
      name,
      value: text(value, 'metadata', key, name),
      pattern: false,
    }));
  return {
    kind: 'metadata',
    ...shared(entry, at('metadata')),
    name: entry.name === undefined ? 'metadata' : text(entry.name, 'name'),
    env: values('env'),
    unsetEnv: list('unset-env'),
    labels: values('labels'),
    ports: list('exposed-ports'),
    noPorts: list('unexposed-ports'),
    volumes: list('volumes'),
    noVolumes: list('unmounted-volumes'),
    ...(data.user === undefined ? {} : { user: text(data.user, 'metadata', 'user') }),
    ...(data.workdir === undefined ? {} : { workdir: text(data.workdir, 'metadata', 'workdir') }),
    ...(data.entrypoint === undefined ? {} : { entrypoint: list('entrypoint') }),
    ...(data.cmd === undefined ? {} : { cmd: list('cmd') }),
    ...(data.healthcheck === undefined ? {} : { healthcheck: data.healthcheck }),
  };
}

function structureTests(
  entry: ImageTestEntry,
  path: string,
  { at, matrix, inputs }: Reading,
): readonly ImageTest[] {
  const text = inputs?.files.get(path);
  if (text === undefined)
    throw new ProblemsFound([
      error('no-structure-file', `there is no file "${path}"`, {
        place: at('structure'),
        hint: 'paths start at the folder of the matrix',
      }),
    ]);
  // Messages show the path from the current folder, like the path of the matrix.
  const shown = join(dirname(matrix.source.file.path), path);
  return readStructureFile(
    { path: shown, text },
    {
      network: entry.network ?? true,
      seconds: seconds(entry.timeout),
      ...(entry.platforms ? { platforms: entry.platforms } : {}),
    },
  );
}

function shared(entry: ImageTestEntry, place: ImageTest['place']): Pick<ImageTest, 'place' | 'platforms'> {
  return { place, ...(entry.platforms ? { platforms: entry.platforms } : {}) };
}

function seconds(timeout = DEFAULT_TIMEOUT): number {
  return Number(timeout.slice(0, -1)) * (timeout.endsWith('m') ? 60 : 1);
}

function shortened(line: string): string {
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
