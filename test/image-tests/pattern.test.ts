import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../src/image-tests/pattern.ts';

describe('compilePattern', () => {
  it.each([
    // What container-structure-test's own examples use, and RE2's documentation lists.
    ['.*Usage.*', 'Usage: x', true],
    ['^/opt/suite/.venv\n$', '/opt/suite/.venv\n', true],
    ['^a$', 'a\n', false],
    ['(?m)^a$', 'x\na\ny', true],
    ['(?i)HELLO', 'hello', true],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['httpredir\\.debian\\.org', 'httpredir.debian.org', true],
    ['a\\:b\\-c\\/d\\"', 'a:b-c/d"', true],
    ['[[:alpha:]]+[[:digit:]_]', 'abc_', true],
    ['^[[:punct:]]$', '-', true],
    ['^[]a]+$', ']a', true],
    ['^[^]a]+$', 'b', true],
    ['[a-z[]', '[', true],
    ['(?P<name>x)y', 'xy', true],
    ['\\Aab\\z', 'ab', true],
    ['\\Aab\\z', 'ab\n', false],
    ['\\Qa.b(\\E+', 'a.b((', true],
    ['{"a": {1}}', '{"a": {1}}', false],
    ['{"a": {x}}', '{"a": {x}}', true],
    ['x{2}', 'xx', true],
    ['\\x{1F600}', '😀', true],
    ['^.$', '😀', true],
    ['\\p{Greek}', 'λ', true],
    ['\\pL', 'é', true],
    ['\\PL', 'é', false],
    ['a\\sb', 'a\vb', false],
    ['[\\s]', ' ', true],
    ['DPkg::Pre-Install-Pkgs "";', 'DPkg::Pre-Install-Pkgs "";', true],
  ])('%j in %j: %s', (pattern, text, found) => {
    expect(compilePattern(pattern).test(text)).toBe(found);
  });

  it('takes lines one by one when told to', () => {
    expect(compilePattern('^0$', true).test('0\n')).toBe(true);
    expect(compilePattern('(?i)^A$', true).test('b\na\n')).toBe(true);
    expect(compilePattern('^0$', true).test('10\n')).toBe(false);
  });

  it.each(['(', 'a**', '[z-a]', '\\C', '\\y', 'a\\', '(?U)a', '[[:nope:]]', '\\p{Nope}'])('refuses %j', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/^(?:is no regular expression|has |ends )/);
  });
});
