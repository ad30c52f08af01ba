import { isDeepStrictEqual } from 'node:util';
import { assert, dictionary, property, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { environmentKey, type ContextFile } from '../../src/index.ts';

const files = { 'pyproject.toml': '[project]', 'uv.lock': 'version = 1', 'src/app.py': 'print(1)' };
const key = environmentKey('FROM scratch\nCOPY . .\n', files);

it('is a sha256', () => {
  expect(key).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[string, string, Readonly<Record<string, ContextFile>>]>([
  ['the Dockerfile', 'FROM scratch\nCOPY  . .\n', files],
  [
    'a source file, though the lock file is the same',
    'FROM scratch\nCOPY . .\n',
    { ...files, 'src/app.py': 'print(2)' },
  ],
  [
    'a path',
    'FROM scratch\nCOPY . .\n',
    { 'pyproject.toml': '[project]', 'uv.lock': 'version = 1', 'src/main.py': 'print(1)' },
  ],
  ['a file more', 'FROM scratch\nCOPY . .\n', { ...files, empty: '' }],
  ['a mode', 'FROM scratch\nCOPY . .\n', { ...files, 'src/app.py': { content: 'print(1)', mode: 0o755 } }],
])('changes with %s', (_, dockerfile, context) => {
  expect(environmentKey(dockerfile, context)).not.toBe(key);
});

it('does not change with the order of files, bytes instead of text, or the kind of a file in its mode', () => {
  expect(
    environmentKey('FROM scratch\nCOPY . .\n', Object.fromEntries(Object.entries(files).toReversed())),
  ).toBe(key);
  expect(
    environmentKey('FROM scratch\nCOPY . .\n', {
      ...files,
      'uv.lock': new TextEncoder().encode('version = 1'),
    }),
  ).toBe(key);
  expect(environmentKey('', { a: { content: '', mode: 0o100644 } })).toBe(
    environmentKey('', { a: { content: '', mode: 0o644 } }),
  );
});

it('is another one for any other input', () => {
  const files = dictionary(string({ maxLength: 3 }), string({ maxLength: 3 }), {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const input = tuple(string({ maxLength: 3 }), files);
  assert(
    property(input, input, (one, two) => {
      expect(environmentKey(...one) === environmentKey(...two)).toBe(isDeepStrictEqual(one, two));
    }),
    { numRuns: 2000 },
  );
});
