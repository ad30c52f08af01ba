import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compile, keysOf, ownVerdict, readAsEditor, REPOSITORY, schema } from './editor.ts';

const validates = compile(schema);
const keys = keysOf(schema);

/** The matrices below a folder, as `[name, text]`. */
function matrices(folder: string): readonly (readonly [string, string])[] {
  const path = join(REPOSITORY, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .map((name) => join(path, name, 'matrix.yaml'))
    .filter((file) => existsSync(file))
    .map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')] as const);
}

describe('every key', () => {
  it('is there', () => {
    expect(keys.length).toBeGreaterThan(45);
  });

  it.each(keys.map((key) => [key.path, key] as const))(
    '%s has a description and an example that fits',
    (_path, { schema: key }) => {
      expect(key.description).toMatch(/^[A-Z].*\.$/);
      expect(key.description).not.toMatch(/\n/);
      expect(key.examples?.length).toBeGreaterThan(0);
      const fits = compile({ ...key, ...(schema.$defs ? { $defs: schema.$defs } : {}) });
      for (const example of [...(key.examples ?? []), ...(key.default === undefined ? [] : [key.default])])
        expect([example, fits(example)]).toEqual([example, true]);
    },
  );

  it.each(keys.map((key) => [key.path, key] as const))(
    '%s has examples that our own validator takes',
    (path, key) => {
      for (const example of [
        ...(key.schema.examples ?? []),
        ...(key.schema.default === undefined ? [] : [key.schema.default]),
      ])
        expect(ownVerdict(stringify(documentWith(path, example)))).toBe('valid');
    },
  );
});

/** A matrix of the right shape that has `example` at the path of a key. */
function documentWith(path: string, example: unknown): unknown {
  const needed: Readonly<Record<string, object>> = {
    '': { version: 1, image: 'a', targets: { a: { from: 'b' } } },
    'stages.NAME': { from: 'b' },
    'decorate[]': { match: 'a', mount: ['b'] },
    'targets.NAME.secrets[]': { id: 'b' },
  };
  const steps = path.replaceAll('[]', '.[]').split('.');
  const below = (index: number): unknown => {
    const step = steps[index];
    if (step === undefined) return example;
    if (step === '[]') return [below(index + 1)];
    const at = steps.slice(0, index).join('.').replaceAll('.[]', '[]');
    return { ...needed[at], [step === 'NAME' ? 'name' : step]: below(index + 1) };
  };
  return below(0);
}

describe('matrices that are right', () => {
  const all = [
    ['matrix.yaml', readFileSync(join(REPOSITORY, 'matrix.yaml'), 'utf8')] as const,
    ...matrices('test/cases'),
    ...matrices('examples'),
  ];
  it.each(all)('%s', (_name, text) => {
    expect([ownVerdict(text), validates(readAsEditor(text)), validates.errors]).toEqual([
      'valid',
      true,
      null,
    ]);
  });
});

describe('matrices that are wrong', () => {
  it.each(matrices('test/errors'))('%s', (_name, text) => {
    const own = ownVerdict(text);
    // Invalid YAML, or names that do not fit together: a schema cannot find these.
    if (own === 'other') return;
    expect([
      validates(readAsEditor(text)) ? 'valid' : 'shape',
      own === 'valid' ? validates.errors : null,
    ]).toEqual([own, null]);
  });

  it('are enough of them', () => {
    expect(matrices('test/errors').filter(([, text]) => ownVerdict(text) === 'shape').length).toBeGreaterThan(
      15,
    );
  });
});

describe('scalars', () => {
  const document = (line: string): string =>
    `version: 1\nimage: ghcr.io/org/app\ntargets: { app: { from: debian } }\n${line}\n`;

  it.each([
    'values: { a: 3.10, b: 22.04, c: true, d: 1e3, e: [1, 2.5, false] }',
    'axes: { python: [3.11, 3.12], flag: [true, false] }',
    'labels: { a: 1, b: true }',
    'tags: [1.0, latest]',
    'syntax: false',
    'context: 3',
  ])('%s is text, though an editor sees numbers', (line) => {
    expect([ownVerdict(document(line)), validates(readAsEditor(document(line)))]).toEqual(['valid', true]);
  });

  it.each([
    'platforms: [3.11]',
    'platforms: [true]',
    'syntax: true',
    'cache: 3',
    'scan: { mode: true }',
    'stages: { 3: { from: a } }',
    'scan: { ignore-unfixed: "true" }',
  ])('%s is wrong for both', (line) => {
    expect([ownVerdict(document(line)), validates(readAsEditor(document(line)))]).toEqual(['shape', false]);
  });

  // What an editor cannot know: it has the value of a number, not how it was written, and null for the word.
  it.each([
    ['version: 1.0', 'shape', true],
    ['context: null', 'valid', false],
  ] as const)('%s is where they differ', (line, own, editor) => {
    const text = line.startsWith('version') ? document('').replace('version: 1', line) : document(line);
    expect([ownVerdict(text), validates(readAsEditor(text))]).toEqual([own, editor]);
  });
});

it('is what the matrix of the repository names in its first line', () => {
  const [, path] =
    /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(REPOSITORY, 'matrix.yaml'), 'utf8')) ??
    [];
  expect(path && existsSync(join(REPOSITORY, path))).toBe(true);
});
