import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

it('docs/explain-and-diff.md shows what was really printed', () => {
  const printed = [
    'test/commands/explain/frameworks/expected.txt',
    'test/commands/diff/mixed/expected.txt',
    'test/commands/explain/frameworks/matrix.yaml',
  ]
    .map(read)
    .join('\n');
  const blocks = [
    ...read('docs/explain-and-diff.md').matchAll(
      /^```(?:text|yaml)\n(\$ docker-matrix .*?|version: 1.*?)\n```$/gms,
    ),
  ].map(([, text]) => text ?? '');
  expect(blocks.length).toBeGreaterThan(7);
  expect(blocks.filter((block) => !printed.includes(block))).toEqual([]);
});
