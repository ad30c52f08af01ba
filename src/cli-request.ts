import { CommanderError } from 'commander';
import { dirname } from 'node:path';
import type { BuildOptions, LookOptions } from './cli-commands.ts';
import { EXIT } from './cli-exit.ts';
import { oneOf, pairs } from './edge-input.ts';
import { exec } from './host/exec.ts';
import { gitFacts } from './host/git.ts';
import type { LookRequest } from './commands/commands.ts';
import type { CommandName, Request } from './plan/request.ts';
import { SEVERITIES, type Severity } from './matrix/severity.ts';

/** Options of a command to a request. Throws `CommanderError` with exit status 2 for what no option may be. */
export async function requestOf(command: CommandName, options: BuildOptions): Promise<Request> {
  const set = pairs(options.set, '--set');
  const labels = pairs(options.label ?? [], '--label');
  const annotations = pairs(options.annotation ?? [], '--annotation');
  const problems = [...set.problems, ...labels.problems, ...annotations.problems];
  if (options.push && options.load)
    throw new CommanderError(
      EXIT.usage,
      'usage',
      'error: --push and --load exclude each other: a pushed image is not loaded',
    );
  if (!options.sign && options.signOption)
    throw new CommanderError(EXIT.usage, 'usage', 'error: --sign-option needs --sign');
  if (!options.push && (options.sign || options.attachRecord))
    throw new CommanderError(
      EXIT.usage,
      'usage',
      `error: ${options.sign ? '--sign' : '--attach-record'} needs --push: it is about images in a registry`,
    );
  if (problems.length > 0)
    throw new CommanderError(
      EXIT.usage,
      'usage',
      problems.map(({ message }) => `error: ${message}`).join('\n'),
    );
  const { trivyVersion: version, trivySha256: sha256, trivyPath: path, trivyDb: db } = options;
  return {
    command,
    matrix: options.matrix,
    targets: options.target,
    platforms: options.platform,
    overrides: set.values,
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(command === 'check' ? { buildkitChecks: Boolean(options.build) } : {}),
    facts: await gitFacts(
      exec,
      dirname(options.matrix),
      Boolean(options.push) && options.registryCache === 'auto',
    ),
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
      ...(options.tests === undefined ? {} : { tests: options.tests }),
      trivy: {
        ...(version ? { version } : {}),
        ...(sha256 ? { sha256 } : {}),
        ...(path ? { path } : {}),
        ...(db ? { db } : {}),
        dbRepositories: [options.trivyDbRepository ?? []].flat(),
      },
      attachRecord: Boolean(options.attachRecord),
      sign: Boolean(options.sign),
      signOptions: options.signOption ?? [],
      concurrency: options.concurrency ?? 4,
    },
  };
}

/** The same for the commands that only look. */
export async function lookRequest(
  command: LookRequest['command'],
  words: readonly string[],
  options: LookOptions,
): Promise<LookRequest> {
  const { values, problems } = pairs(options.set, '--set');
  if (problems.length > 0)
    throw new CommanderError(
      EXIT.usage,
      'usage',
      problems.map(({ message }) => `error: ${message}`).join('\n'),
    );
  const base = {
    matrix: options.matrix,
    overrides: values,
    facts: await gitFacts(exec, dirname(options.matrix), false),
  };
  switch (command) {
    case 'explain':
      return { ...base, command, words };
    case 'diff':
      return { ...base, command, against: words[0] ?? 'HEAD' };
    case 'eject':
      return {
        ...base,
        command,
        ...(options.out === undefined ? {} : { out: options.out }),
        force: options.force ?? false,
      };
  }
}

function severities(names: readonly string[]): readonly Severity[] {
  if (names.length === 0)
    throw new CommanderError(
      EXIT.usage,
      'usage',
      `error: --fail-on must be one of ${SEVERITIES.join(', ')}; to scan nothing give --scan off`,
    );
  return names.map((name) => {
    const severity = oneOf(name.toUpperCase(), SEVERITIES, '--fail-on');
    if ('problem' in severity)
      throw new CommanderError(EXIT.usage, 'usage', `error: ${severity.problem.message}`);
    return severity.value;
  });
}
