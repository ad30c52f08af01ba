/** Compares the result of a command, a file or the configuration of an image with what a test expects. */

import { holdsSecret } from '../../dockerfile/secret-variable.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { compilePattern } from '../../pattern/re2.ts';
import type { CommandTest, Expected, FileTest, MetadataTest } from '../../plan/tests/model.ts';
import type { CommandResult } from './run-progress.ts';
import type { TarEntry } from '../gate/tar.ts';

/** The variables that an image sets. */
export function variablesOf({ Env }: RunConfig): ReadonlyMap<string, string> {
  return new Map(
    (Env ?? []).map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)]),
  );
}

/** Why a command fails its test; empty when it passes. */
export function commandFailures(
  test: Pick<CommandTest, 'exitCode' | 'stdout' | 'stderr'>,
  result: CommandResult,
): readonly string[] {
  return [
    ...(result.exitCode === test.exitCode
      ? []
      : [`exit status ${result.exitCode}, expected ${test.exitCode}`]),
    ...textFailures('standard output', test.stdout, result.stdout),
    ...textFailures('standard error', test.stderr, result.stderr),
  ];
}

/** Whether the test looks at the output, so that all of it is needed. */
export function readsOutput({ stdout, stderr }: Pick<CommandTest, 'stdout' | 'stderr'>): boolean {
  return [stdout, stderr].some(({ found, missing }) => found.length + missing.length > 0);
}

function textFailures(what: string, { found, missing, lines }: Expected, text: string): readonly string[] {
  return [
    ...found
      .filter((pattern) => !compilePattern(pattern, lines).test(text))
      .map((pattern) => `${what} has nothing that matches ${shown(pattern)}`),
    ...missing
      .filter((pattern) => compilePattern(pattern, lines).test(text))
      .map((pattern) => `${what} matches ${shown(pattern)}, and must not`),
  ];
}

/**
 * Why a file fails its test; empty when it passes.
 *
 * @param entry what is at the path, which may be a symbolic link; undefined when there is nothing
 * @param target the file that a symbolic link leads to in the end; this is the one whose content is tested
 */
export function fileFailures(
  test: FileTest,
  entry: TarEntry | undefined,
  target: TarEntry | undefined,
): readonly string[] {
  if (!test.exists) return entry === undefined ? [] : ['it exists, and must not'];
  if (entry === undefined) return ['it does not exist'];
  return [
    ...(test.mode === undefined || modeTexts(entry).includes(test.mode.replace(/^0+(?=[0-7]{3})/, ''))
      ? []
      : [
          `its mode is ${goMode(entry)} (0${entry.mode.toString(8).padStart(3, '0')}), expected ${test.mode}`,
        ]),
    ...(test.uid === undefined || test.uid === entry.uid
      ? []
      : [`it belongs to user ${entry.uid}, expected ${test.uid}`]),
    ...(test.gid === undefined || test.gid === entry.gid
      ? []
      : [`it belongs to group ${entry.gid}, expected ${test.gid}`]),
    ...(test.executableBy === undefined || (entry.mode & EXECUTABLE[test.executableBy]) !== 0
      ? []
      : [`its mode is ${goMode(entry)}: not executable by ${test.executableBy}`]),
    ...contentFailures(test.content, target),
  ];
}

const EXECUTABLE = { any: 0o111, owner: 0o100, group: 0o010, other: 0o001 } as const;

function contentFailures(content: Expected | undefined, target: TarEntry | undefined): readonly string[] {
  if (content === undefined) return [];
  if (target === undefined) return ['it is a symbolic link that leads nowhere'];
  if (target.kind !== 'file') return ['it is no file that could be read'];
  return textFailures('its content', content, Buffer.from(target.content).toString('utf8'));
}

function modeTexts(entry: TarEntry): readonly string[] {
  return [entry.mode.toString(8).padStart(3, '0'), goMode(entry)];
}

/** A mode as Go's `fs.FileMode.String` writes it: letters for kind, setuid, setgid and sticky, then `rwxr-xr-x`. */
export function goMode({ kind, mode }: Pick<TarEntry, 'kind' | 'mode'>): string {
  const letters = [
    kind === 'folder' ? 'd' : '',
    kind === 'symlink' ? 'L' : '',
    kind === 'other' ? '?' : '',
    mode & 0o4000 ? 'u' : '',
    mode & 0o2000 ? 'g' : '',
    mode & 0o1000 ? 't' : '',
  ].join('');
  return `${letters || '-'}${'rwxrwxrwx'
    .split('')
    .map((letter, index) => (mode & (1 << (8 - index)) ? letter : '-'))
    .join('')}`;
}

/** Why the configuration of an image fails its test; empty when it passes. */
export function metadataFailures(test: MetadataTest, config: RunConfig): readonly string[] {
  const same = (what: string, expected: string | undefined, actual: string): readonly string[] =>
    expected === undefined || expected === actual
      ? []
      : [`${what} is ${shown(actual)}, expected ${shown(expected)}`];
  const sameWords = (
    what: string,
    expected: readonly string[] | undefined,
    actual: readonly string[],
  ): readonly string[] =>
    same(what, expected && JSON.stringify(expected), JSON.stringify(actual)).map(
      () => `${what} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`,
    );
  const values = (
    what: string,
    expected: MetadataTest['env'],
    actual: ReadonlyMap<string, string>,
  ): readonly string[] =>
    expected.flatMap(({ name, value, pattern }) => {
      const actualValue = actual.get(name);
      if (actualValue === undefined) return [`there is no ${what} ${name}`];
      const fits = pattern ? compilePattern(value).test(actualValue) : actualValue === value;
      if (fits) return [];
      // Neither value is shown: the expected one may be a secret, too.
      if (holdsSecret(name, actualValue) || holdsSecret(name, value))
        return [`${what} ${name} has another value`];
      const expectation = pattern ? `which does not match ${shown(value)}` : `expected ${shown(value)}`;
      return [`${what} ${name} is ${shown(actualValue)}, ${expectation}`];
    });
  const ports = Object.keys(config.ExposedPorts ?? {});
  const hasPort = (port: string): boolean =>
    ports.some((exposed) => exposed === port || exposed.split('/')[0] === port);
  const volumes = Object.keys(config.Volumes ?? {});
  const env = variablesOf(config);
  const command = config.Healthcheck?.Test ?? [];
  const healthcheck = command.length > 0 && command[0] !== 'NONE';
  return [
    ...same('the user', test.user, config.User ?? ''),
    ...same('the working folder', test.workdir, config.WorkingDir ?? ''),
    ...sameWords('the entrypoint', test.entrypoint, config.Entrypoint ?? []),
    ...sameWords('the command', test.cmd, config.Cmd ?? []),
    ...values('variable', test.env, env),
    ...test.unsetEnv
      .filter((name) => env.has(name))
      .map((name) => `the variable ${name} is set, and must not be`),
    ...values('label', test.labels, new Map(Object.entries(config.Labels ?? {}))),
    ...test.ports.filter((port) => !hasPort(port)).map((port) => `the port ${port} is not exposed`),
    ...test.noPorts.filter(hasPort).map((port) => `the port ${port} is exposed, and must not be`),
    ...test.volumes.filter((path) => !volumes.includes(path)).map((path) => `${path} is no volume`),
    ...test.noVolumes
      .filter((path) => volumes.includes(path))
      .map((path) => `${path} is a volume, and must not be`),
    ...(test.healthcheck === undefined || test.healthcheck === healthcheck
      ? []
      : [healthcheck ? 'there is a health check, and must not be' : 'there is no health check']),
  ];
}

function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 199)}…` : text);
}
