/** Reads the tests in a file of container-structure-test. */

import { patternProblem } from '../../pattern/re2.ts';
import { error, ProblemsFound, type Place, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { readShape } from '../../yaml/shape.ts';
import { readYaml, type Path } from '../../yaml/source.ts';
import type { CommandTest, ExpectedValue, FileTest, ImageTest, MetadataTest, Variable } from './model.ts';
import { fromRoot, isTestablePath, PATH_RULE, VARIABLE_NAME, VARIABLE_RULE } from './rules.ts';
import { structureSchema, type StructureFile } from './structure-schema.ts';

/** What the matrix says of all tests in the file, where it names the file. */
export interface StructureOptions {
  readonly platforms?: readonly string[];
  readonly network: boolean;
  readonly seconds: number;
}

/**
 * Reads the tests of a container-structure-test file. Throws `ProblemsFound` with every problem: wrong syntax, wrong
 * keys or values, and tests that cannot be run as a step of a build.
 */
export function readStructureFile(file: TextFile, options: StructureOptions): readonly ImageTest[] {
  const read = readYaml(file, { empty: true });
  if (!('source' in read)) throw new ProblemsFound(read.problems);
  const source = { ...read.source, data: withoutEmpty(read.source.data) };
  const version =
    typeof source.data === 'object' && source.data !== null
      ? (source.data as Record<string, unknown>)['schemaVersion']
      : undefined;
  // The only problem that is shown: keys of other versions differ, so all else would be a false alarm.
  if (typeof version === 'string' && version !== '2.0.0') {
    throw new ProblemsFound([
      error('structure-version', `the schemaVersion "${version}" is not supported, only 2.0.0`, {
        place: source.at(['schemaVersion']),
        hint:
          version === '1.0.0'
            ? 'write commands as "command" and "args", flags of shells as arguments, and schemaVersion: 2.0.0'
            : undefined,
      }),
    ]);
  }
  const data = readShape(structureSchema, source, 'the file');
  const problems = [...unsupported(data, source.at), ...details(data, source.at)];
  if (problems.length > 0) throw new ProblemsFound(problems);

  const shared = (path: Path): { place: Place; platforms?: readonly string[] } => ({
    place: source.at(path),
    ...(options.platforms ? { platforms: options.platforms } : {}),
  });
  const user = data.containerRunOptions?.user;
  const globals = (data.globalEnvVars ?? []).map(({ key, value }): Variable => ({
    name: key,
    value,
    of: 'file',
  }));
  const tests: readonly ImageTest[] = [
    ...(data.commandTests ?? []).map((test, index): CommandTest => {
      const variables = (test.envVars ?? []).map(({ key, value }): Variable => ({ name: key, value }));
      return {
        kind: 'command',
        ...shared(['commandTests', index, 'name']),
        name: test.name,
        expand: true,
        command: [test.command, ...(test.args ?? [])],
        setup: test.setup ?? [],
        // With setup commands the test's variables become part of the image, so the command may use them.
        env: [
          ...globals,
          ...(test.setup && test.setup.length > 0
            ? variables.map((variable): Variable => ({ ...variable, of: 'setup' }))
            : []),
          ...variables,
        ],
        ...(user ? { user } : {}),
        network: options.network,
        seconds: options.seconds,
        exitCode: test.exitCode ?? 0,
        stdout: { found: test.expectedOutput ?? [], missing: test.excludedOutput ?? [] },
        stderr: { found: test.expectedError ?? [], missing: test.excludedError ?? [] },
      };
    }),
    ...(data.fileContentTests ?? []).map((test, index): FileTest => ({
      kind: 'file',
      ...shared(['fileContentTests', index, 'name']),
      name: test.name,
      path: fromRoot(test.path),
      exists: true,
      content: { found: test.expectedContents ?? [], missing: test.excludedContents ?? [] },
    })),
    ...(data.fileExistenceTests ?? []).map((test, index): FileTest => ({
      kind: 'file',
      ...shared(['fileExistenceTests', index, 'name']),
      name: test.name,
      expand: true,
      path: test.path,
      ...(globals.length === 0 ? {} : { env: globals }),
      exists: test.shouldExist ?? true,
      ...(test.permissions ? { mode: test.permissions } : {}),
      ...(test.uid === undefined || test.uid < 0 ? {} : { uid: test.uid }),
      ...(test.gid === undefined || test.gid < 0 ? {} : { gid: test.gid }),
      ...(test.isExecutableBy ? { executableBy: test.isExecutableBy } : {}),
    })),
    ...(data.metadataTest && Object.keys(data.metadataTest).length > 0
      ? [metadataTest(data.metadataTest, shared(['metadataTest']))]
      : []),
  ];
  if (tests.length === 0)
    throw new ProblemsFound([
      error('structure-empty', 'there are no tests in this file', {
        place: source.at([]),
        hint: 'a file without tests fails with container-structure-test, too; leave it out',
      }),
    ]);
  return tests;
}

/** A mapping without the keys that have no value. For the tool they are as good as missing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutEmpty(inner)]])),
  );
}

function metadataTest(
  data: NonNullable<StructureFile['metadataTest']>,
  shared: { place: Place; platforms?: readonly string[] },
): MetadataTest {
  const values = (list: typeof data.labels): readonly ExpectedValue[] =>
    (list ?? []).map(({ key, value, isRegex }) => ({ name: key, value, pattern: isRegex ?? false }));
  return {
    kind: 'metadata',
    ...shared,
    name: 'metadataTest',
    env: values(data.envVars),
    unsetEnv: (data.unboundEnvVars ?? []).map(({ key }) => key),
    labels: values(data.labels),
    ports: data.exposedPorts ?? [],
    noPorts: data.unexposedPorts ?? [],
    volumes: data.volumes ?? [],
    noVolumes: data.unmountedVolumes ?? [],
    ...(data.entrypoint ? { entrypoint: data.entrypoint } : {}),
    ...(data.cmd ? { cmd: data.cmd } : {}),
    ...(data.workdir ? { workdir: data.workdir } : {}),
    ...(data.user ? { user: data.user } : {}),
  };
}

/** Reports what container-structure-test can do and a build cannot: leaving it out silently would look like a pass. */
function unsupported(
  { licenseTests = [], containerRunOptions: options = {}, commandTests = [] }: StructureFile,
  at: (path: Path) => Place,
): readonly Problem[] {
  const refused = (path: Path, what: string, hint: string): Problem =>
    error('structure-unsupported', `${what} is not supported here`, { place: at(path), hint });
  return [
    ...(licenseTests.length > 0
      ? [refused(['licenseTests'], '"licenseTests"', 'remove them, and look for licences in the SBOM')]
      : []),
    ...(options.privileged
      ? [refused(['containerRunOptions', 'privileged'], '"privileged"', 'tests run as steps of a build')]
      : []),
    ...(options.allocateTty
      ? [refused(['containerRunOptions', 'allocateTty'], '"allocateTty"', 'tests run as steps of a build')]
      : []),
    ...(options.capabilities && options.capabilities.length > 0
      ? [refused(['containerRunOptions', 'capabilities'], '"capabilities"', 'tests run as steps of a build')]
      : []),
    ...(options.bindMounts && options.bindMounts.length > 0
      ? [
          refused(
            ['containerRunOptions', 'bindMounts'],
            '"bindMounts"',
            'what a test needs has to be in the image, or written by its setup',
          ),
        ]
      : []),
    ...(options.envFile
      ? [refused(['containerRunOptions', 'envFile'], '"envFile"', 'write the variables as globalEnvVars')]
      : []),
    // These come from the environment of the caller, so the result would depend on the machine.
    ...(options.envVars && options.envVars.length > 0
      ? [
          refused(
            ['containerRunOptions', 'envVars'],
            '"envVars" of the caller\'s environment',
            'write the variables as globalEnvVars',
          ),
        ]
      : []),
    ...commandTests.flatMap(({ exitCode }, index) =>
      exitCode !== undefined && (exitCode < 0 || exitCode > 255)
        ? [
            error('structure-value', `"exitCode" must be from 0 to 255, not ${exitCode}`, {
              place: at(['commandTests', index, 'exitCode']),
            }),
          ]
        : [],
    ),
  ];
}

/** What is wrong with regular expressions, paths and names of variables. */
function details(data: StructureFile, at: (path: Path) => Place): readonly Problem[] {
  const patterns = (list: readonly string[] | undefined, path: Path): readonly Problem[] =>
    (list ?? []).flatMap((text, index) => patternProblem(text, at([...path, index])));
  const variables = (list: readonly { readonly key: string }[] | undefined, path: Path): readonly Problem[] =>
    (list ?? []).flatMap(({ key }, index) =>
      VARIABLE_NAME.test(key)
        ? []
        : [error('structure-value', `"${key}" ${VARIABLE_RULE}`, { place: at([...path, index, 'key']) })],
    );
  // The tool fails such a test.
  const emptyValues = (
    list: readonly { readonly value: string }[] | undefined,
    path: Path,
  ): readonly Problem[] =>
    (list ?? []).flatMap(({ value }, index) =>
      value === ''
        ? [
            error('structure-value', 'a variable of a test must have a value', {
              place: at([...path, index]),
              hint: 'container-structure-test takes an empty one in globalEnvVars only',
            }),
          ]
        : [],
    );
  const paths = (
    list: readonly { readonly path: string }[] | undefined,
    section: string,
  ): readonly Problem[] =>
    (list ?? []).flatMap(({ path }, index) =>
      isTestablePath(fromRoot(path))
        ? []
        : [
            error('structure-value', `the path "${path}" ${PATH_RULE}`, {
              place: at([section, index, 'path']),
            }),
          ],
    );
  const values = (
    list: readonly { readonly value: string; readonly isRegex?: boolean }[] | undefined,
    path: Path,
  ): readonly Problem[] =>
    (list ?? []).flatMap(({ value, isRegex }, index) =>
      isRegex ? patternProblem(value, at([...path, index, 'value'])) : [],
    );
  return [
    ...variables(data.globalEnvVars, ['globalEnvVars']),
    ...(data.commandTests ?? []).flatMap((test, index) => [
      ...variables(test.envVars, ['commandTests', index, 'envVars']),
      ...emptyValues(test.envVars, ['commandTests', index, 'envVars']),
      ...(['expectedOutput', 'excludedOutput', 'expectedError', 'excludedError'] as const).flatMap((key) =>
        patterns(test[key], ['commandTests', index, key]),
      ),
    ]),
    ...paths(data.fileContentTests, 'fileContentTests'),
    ...paths(data.fileExistenceTests, 'fileExistenceTests'),
    ...(data.fileContentTests ?? []).flatMap((test, index) =>
      (['expectedContents', 'excludedContents'] as const).flatMap((key) =>
        patterns(test[key], ['fileContentTests', index, key]),
      ),
    ),
    ...values(data.metadataTest?.envVars, ['metadataTest', 'envVars']),
    ...values(data.metadataTest?.labels, ['metadataTest', 'labels']),
  ];
}
