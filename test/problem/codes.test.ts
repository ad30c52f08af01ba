import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const list = join('problem', 'codes.ts');
/** Without those that are made of parts, as `cannot-${…}`: the compiler follows the parts. */
const codesIn = (text: string): readonly string[] =>
  [...text.replace(/`[^`]*`/g, '').matchAll(/'([a-z\d-]+)'/g)].map(([, code = '']) => code);

it('has no code that no source file gives', () => {
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== list)
    .map((path) => readFileSync(join(source, path), 'utf8'));
  const codes = codesIn(readFileSync(join(source, list), 'utf8'));
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)))).toEqual([]);
});

it('lists the codes of each topic in the order of the alphabet, and each code once', () => {
  const topics = readFileSync(join(source, list), 'utf8')
    .split(/^(?:export )?type /m)
    .map(codesIn);
  expect(topics).toEqual(topics.map((codes) => codes.toSorted()));
  expect(topics.flat()).toEqual([...new Set(topics.flat())]);
});
