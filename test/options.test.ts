import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../src/action-inputs.ts';
import { program } from '../src/cli-commands.ts';
import { answerOf, requestOf } from '../src/cli-request.ts';
import type { Exec } from '../src/effects/exec.ts';
import type { Option } from '../src/option-record.ts';
import { namesSharing } from '../src/commands/commands.ts';
import type { CliCommand } from '../src/option-requests.ts';
import { OPTIONS, optionsOf } from '../src/options.ts';
import { OUTPUTS } from '../src/report/outputs.ts';

const ROOT = join(import.meta.dirname, '..');
const COMMANDS: readonly CliCommand[] = [...namesSharing('project', 'matrix', 'nothing'), 'all'];

/** The names of an option on the command line: one, but several where each choice is a flag of its own. */
const namesOf = (option: Option): readonly string[] =>
  option.kind === 'flag-each'
    ? Object.keys(option.words)
    : option.option === undefined
      ? []
      : [option.option];

describe('the table', () => {
  it('has no two records with one name', () => {
    for (const names of [OPTIONS.flatMap(namesOf), OPTIONS.flatMap(({ input }) => input ?? [])])
      expect(names).toEqual([...new Set(names)]);
    for (const command of COMMANDS) {
      const shorts = optionsOf(command).flatMap(({ short }) => short ?? []);
      expect(shorts).toEqual([...new Set(shorts)]);
    }
  });

  it('has no two records for one key of a request', () => {
    const keys = OPTIONS.map(({ of = 'request', to }) => `${of} ${to}`);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('names the value of every option but flags', () => {
    const named = OPTIONS.filter(({ option }) => option !== undefined);
    expect(named.filter(({ argument }) => argument === undefined)).toEqual(
      named.filter(({ kind }) => kind === 'flag'),
    );
  });
});

describe('made from the table', () => {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Record<
    'inputs' | 'outputs',
    Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  >;

  it('are all inputs of action.yml', () => {
    expect(Object.entries(action.inputs).map(([name, { description }]) => [name, description])).toEqual(
      OPTIONS.flatMap(({ input, description = expect.any(String) as string }) =>
        input === undefined ? [] : [[input, description]],
      ),
    );
  });

  it('are their defaults, which mean the same as no text at all', () => {
    const defaults = Object.fromEntries(
      Object.entries(action.inputs).flatMap(([name, { default: text }]) =>
        text === undefined || text.startsWith('$') ? [] : [[name, text]],
      ),
    );
    expect(defaults).toMatchObject({ command: 'build', push: 'false', concurrency: '4', summary: 'true' });
    expect(asked(defaults)).toEqual(asked({}));
  });

  it('are all outputs of action.yml', () => {
    expect(Object.entries(action.outputs).map(([name, { description }]) => [name, description])).toEqual(
      Object.entries(OUTPUTS),
    );
  });

  it.each(COMMANDS)('are all options in the help of %s', (name) => {
    const help = program(async () => {})
      .commands.find((command) => command.name() === name)
      ?.helpInformation();
    const shown = [...(help ?? '').matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, option]) => option);
    expect(shown).toEqual(
      [
        ...OPTIONS.filter(({ commands, variants }) => commands?.includes(name) && !variants?.[name]?.last),
        ...OPTIONS.filter(({ variants }) => variants?.[name]?.last),
      ]
        .flatMap(namesOf)
        .concat('help'),
    );
  });

  it.each(COMMANDS)('and told in the README is %s', (name) => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toMatch(new RegExp(`^\\| \`${name}\\b`, 'm'));
  });

  it('and told in the docs are all options', () => {
    const docs = readdirSync(join(ROOT, 'docs'))
      .map((name) => readFileSync(join(ROOT, 'docs', name), 'utf8'))
      .join('\n');
    for (const name of OPTIONS.flatMap(namesOf)) expect(docs).toMatch(new RegExp(`--${name}(?![\\w-])`));
  });
});

describe('on the command line every option sets its key', () => {
  it.each(
    OPTIONS.flatMap((option) =>
      (option.commands ?? []).flatMap((command) =>
        namesOf(option).map((name) => ({ command, name, option })),
      ),
    ),
  )('$command --$name', async ({ command, name, option }) => {
    const isNeeded = option.kind === 'flag-each';
    const needed = NEEDED[name] ?? (isNeeded ? [] : (NEEDED[command] ?? []));
    const { args, value } = onCommandLine(option, name);
    const before = isNeeded ? {} : await given(command, needed);
    const after = await given(command, [...needed, ...args]);
    expect(at(after, option.to)).toEqual(value);
    expect(at(before, option.to)).not.toEqual(value);
  });

  it('takes the environment where there is no option', async () => {
    const repository = async (...args: string[]): Promise<unknown> =>
      at(await given('build', args), 'build.trivy.dbRepositories');
    process.env['TRIVY_DB_REPOSITORY'] = 'a,b';
    try {
      expect(await repository()).toEqual(['a', 'b']);
      expect(await repository('--trivy-db-repository', 'c')).toEqual(['c']);
    } finally {
      delete process.env['TRIVY_DB_REPOSITORY'];
    }
  });
});

describe('in a workflow every input sets its key', () => {
  it.each(OPTIONS.filter(({ input }) => input !== undefined))('$input', (option) => {
    const { input = '', to } = option;
    const needed: Readonly<Record<string, string>> =
      { 'publish-mode': { command: 'publish' }, journal: { command: 'publish', 'publish-mode': 'resume' } }[
        input
      ] ?? {};
    const { text, value } = asInput(option);
    expect(at(asked({ ...needed, [input]: text }), to)).toEqual(value);
    if (option.kind !== 'flag-each') expect(at(asked(needed), to)).not.toEqual(value);
  });
});

it('says everything that is wrong with the inputs, in their order', () => {
  expect(() =>
    asked({
      command: 'publish',
      set: 'a\nb=1\n=c',
      push: 'TRUE',
      load: 'true',
      pull: 'Yes',
      cache: 'write',
      'fail-on': 'worst, high, bad',
      'publish-mode': '',
      concurrency: '65',
      summary: '1',
    }),
  ).toThrow(
    [
      'input summary: "1" must be one of true, false',
      'input set: "a" must be key=value',
      'input set: "=c" must be key=value',
      'input pull: "yes" must be one of true, false',
      'input cache: "write" must be one of auto, read, off',
      'input fail-on: "WORST" must be one of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL',
      'input fail-on: "BAD" must be one of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL',
      'input concurrency: "65" must be a whole number from 1 to 64',
      'input publish-mode: "" must be one of resume, rollback',
      'inputs push and load exclude each other: a pushed image is not loaded',
    ].join('\n'),
  );
});

it('looks for the journal where a build writes it', () => {
  const journal = (inputs: Readonly<Record<string, string>>): unknown =>
    asked({ command: 'publish', 'publish-mode': 'rollback', ...inputs })['journal'];
  expect(journal({})).toBe('/runner/docker-matrix/publish-journal.json');
  expect(journal({ out: '/elsewhere' })).toBe('/elsewhere/publish-journal.json');
  expect(journal({ out: '/elsewhere', journal: 'mine.json' })).toBe('mine.json');
});

/** Other options that an option or a command needs. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  sign: ['--push'],
  'sign-option': ['--push', '--sign'],
  'attach-record': ['--push'],
  publish: ['--resume'],
};

/** An option with a value that is not its default, and what the request has then. */
function onCommandLine(
  option: Option,
  name: string,
): { readonly args: readonly string[]; readonly value: unknown } {
  const repeated = (...texts: string[]): string[] => texts.map((text) => `--${name}=${text}`);
  switch (option.kind) {
    case 'flag':
      return { args: [`--${name}`], value: true };
    case 'flag-each':
      return { args: [`--${name}`], value: name };
    case 'text':
      return { args: repeated('some-text'), value: 'some-text' };
    case 'count':
      return { args: repeated(String(option.most)), value: option.most };
    case 'choice': {
      const word = lastWord(option);
      return { args: repeated(word), value: word };
    }
    case 'names':
      return { args: repeated('a,b', 'c'), value: ['a', 'b', 'c'] };
    case 'words':
      return {
        args: repeated(option.words.slice(0, 2).join(',').toLowerCase(), lastWord(option)),
        value: [...option.words.slice(0, 2), lastWord(option)],
      };
    case 'lines':
      return { args: repeated('a,b', 'c'), value: ['a,b', 'c'] };
    case 'pairs':
      return { args: repeated('a=1,2', 'b=c=d'), value: { a: '1,2', b: 'c=d' } };
  }
}

/** A value for the option's input that is not its default, and what the request has then. */
function asInput(option: Option): { readonly text: string; readonly value: unknown } {
  switch (option.kind) {
    case 'flag':
      return { text: String(!option.default), value: !option.default };
    case 'flag-each': {
      const word = Object.keys(option.words).at(-1) ?? '';
      return { text: word, value: word };
    }
    case 'text':
      return { text: 'some-text', value: 'some-text' };
    case 'count':
      return { text: String(option.least), value: option.least };
    case 'choice': {
      // The request of a build is that of "publish", too.
      const word = option.to === 'command' ? 'plan' : lastWord(option);
      return { text: word, value: word };
    }
    case 'names':
      return { text: 'a,b\n# comment\nc', value: ['a', 'b', 'c'] };
    case 'words':
      return {
        text: `${option.words[0]?.toLowerCase()},\n${lastWord(option)}`,
        value: [option.words[0], lastWord(option)],
      };
    case 'lines':
      return { text: 'a,b\n  # comment\nc', value: ['a,b', 'c'] };
    case 'pairs':
      return { text: 'a=1,2\n# comment\nb=c=d', value: { a: '1,2', b: 'c=d' } };
  }
}

function lastWord({ words }: { readonly words: readonly string[] }): string {
  return words.at(-1) ?? '';
}

const noGit: Exec = () => Promise.resolve({ code: 128, stdout: '', stderr: '' });

/** What arguments of the command line ask for: the request, and the format of the answer. */
async function given(command: CliCommand, args: readonly string[]): Promise<object> {
  let asked: object = {};
  const silent = { writeOut: () => {}, writeErr: () => {} };
  await program(async (name, words, options) => {
    const request = await requestOf(noGit, name === 'all' ? 'build' : name, words, options);
    asked = { ...request, ...answerOf(options) };
  }, silent).parseAsync([command, ...args], { from: 'user' });
  return asked;
}

/** What the inputs of a workflow ask for. */
function asked(inputs: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const { request, ...step } = readInputs((name) => inputs[name] ?? '', '/runner/docker-matrix');
  return { ...request, ...step };
}

function at(request: object, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name],
      request,
    );
}
