import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandTest, globTest, isGlob } from '../../src/pattern/glob.ts';

describe('a glob', () => {
  it.each([
    ['py*', 'py3.12', true],
    ['py*', 'py', true],
    ['py*', 'numpy', false],
    ['*-slim', '3.12-slim', true],
    ['*-slim', '3.12-slim-bookworm', false],
    ['linux/arm?4', 'linux/arm64', true],
    ['linux/arm?4', 'linux/arm4', false],
    ['3.?', '3.9', true],
    ['3.?', '319', false],
    ['*', '', true],
    ['a*b*c', 'a1b2bc', true],
    ['a*b*c', 'a1c2b', false],
    // All other characters mean themselves.
    ['[ab]*', 'a', false],
    ['[ab]*', '[ab]', true],
    ['\\d?', '\\d1', true],
    ['(?i)A*', 'a', false],
    ['a|b*', 'b', false],
    ['^a$*', '^a$', true],
    ['GPU*', 'gpu', false],
    // `*` does not match a line break.
    ['a*b', 'a\nb', false],
    ['*', 'a\u2028', false],
  ])('%j of %j: %s', (glob, text, matches) => {
    expect(isGlob(glob)).toBe(true);
    expect(globTest(glob)(text)).toBe(matches);
  });

  it('is told from a text by its stars', () => {
    expect(isGlob('3.11')).toBe(false);
    expect(isGlob('[ab]')).toBe(false);
  });

  it('of many stars is answered', () => {
    const glob = `${'*a'.repeat(30)}*b`;
    expect(globTest(glob)('a'.repeat(20_000))).toBe(false);
    expect(globTest(glob)(`${'a'.repeat(20_000)}b`)).toBe(true);
  });

  it('matches what a search that tries every way finds', () => {
    const tried = (glob: string, text: string): boolean => {
      const [first = '', ...rest] = glob;
      if (glob === '') return text === '';
      if (first === '*') return tried(rest.join(''), text) || (text !== '' && tried(glob, text.slice(1)));
      return text !== '' && (first === '?' || first === text[0]) && tried(rest.join(''), text.slice(1));
    };
    const some = (letters: readonly string[]) =>
      array(constantFrom(...letters), { maxLength: 7 }).map((list) => list.join(''));
    let matched = 0;
    assert(
      property(some(['a', 'b', '.', '*', '?', '\\', '[', ')']), some(['a', 'b', '.', '\\']), (glob, text) => {
        expect(globTest(glob)(text)).toBe(tried(glob, text));
        if (tried(glob, text)) matched += 1;
      }),
      { numRuns: 1000 },
    );
    expect(matched).toBeGreaterThan(20);
  });
});

describe('a part of a command', () => {
  it.each([
    ['pip install', 'pip install x', true],
    ['pip install', 'apt-get update && pip install', true],
    ['pip install', 'pip installer', false],
    ['pip install', 'my-pip install x', false],
    ['pip install', 'pip_install', false],
    [' pip \t install ', 'pip install x', true],
    ['uv *', 'uv sync --frozen', true],
    ['uv *', 'echo "uv lock"', true],
    ['uv *', 'auv sync', false],
    ['uv * --frozen', 'uv sync --frozen', true],
    ['uv * --frozen', 'uv sync && x --frozen', false],
    ['uv * --frozen', 'uv sync\nx --frozen', false],
    ['a*', 'a', true],
    ['c++', 'c++ x', true],
    ['a?', 'ab', false],
    ['$(id)', 'echo $(id)', true],
  ])('%j in %j: %s', (part, script, found) => {
    expect(commandTest(part)(script)).toBe(found);
  });

  it('of many stars is answered', () => {
    const script = 'a '.repeat(20_000);
    expect(commandTest(`a${' * a'.repeat(30)} * b`)(script)).toBe(false);
    expect(commandTest(`a${' * a'.repeat(30)} * b`)(`${script} b`)).toBe(true);
  });
});
