import { describe, expect, it } from 'vitest';
import { compilePattern, quotePattern } from '../../src/pattern/re2.ts';

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
    // As Go's regexp has it, which JavaScript would not.
    ['error.fatal', 'error\rfatal', true],
    ['a.b', 'a\u2028b', true],
    ['a$', 'a\n', false],
    ['[\\S]', '\u00a0', true],
    ['^[[:space:]-x]$', '-', true],
    ['^[[:space:]-x]$', '0', false],
    ['^[\\s-x]$', 'a', false],
    ['^[\\w-]$', '-', true],
    ['^[+--]$', ',', true],
    ['^[^-\\d]$', '-', false],
    ['(?P<a>x)(?<b>y)', 'xy', true],
    ['DPkg::Pre-Install-Pkgs "";', 'DPkg::Pre-Install-Pkgs "";', true],
    ['^\\pL\\p{Lu}\\p{^Greek}$', 'éÉé', true],
    ['(?i:a)b', 'Ab', true],
    ['(?i:a)b', 'AB', false],
    ['a(?i)b', 'aB', true],
    ['(?-i:a)', 'A', false],
    ['(?i)(?m)^a$', 'b\nA', true],
    ['(?i-s)a.', 'A\n', false],
    ['(?U)^a+$', 'aa', true],
    ['[[:^alpha:]]', 'a', false],
    ['\\x41\\101', 'AA', true],
    // ſ matches s when case is ignored, but is no word character for \b.
    ['(?i)\\bk', 'ſk', true],
  ])('%j in %j: %s', (pattern, text, found) => {
    expect(compilePattern(pattern).test(text)).toBe(found);
  });

  it('takes lines one by one when told to', () => {
    expect(compilePattern('^0$', true).test('0\n')).toBe(true);
    expect(compilePattern('(?i)^A$', true).test('b\na\n')).toBe(true);
    expect(compilePattern('^0$', true).test('10\n')).toBe(false);
    expect(compilePattern('^3\\.11$', true).test('3.11\r\n')).toBe(false);
    expect(compilePattern('^b', true).test('a\rb')).toBe(false);
    expect(compilePattern('(?m)^b\\r$').test('a\nb\r\n')).toBe(true);
    expect(compilePattern('(?m)b$').test('ab\u2028')).toBe(false);
  });

  // In a message the place and the pattern stand before these phrases.
  it.each([
    ['(', 'is no regular expression: unterminated group'],
    ['(?i:a', 'is no regular expression: unterminated group'],
    ['a)', "is no regular expression: unmatched ')'"],
    ['[a', 'is no regular expression: unterminated character class'],
    ['a**', 'is no regular expression: nothing to repeat'],
    ['*', 'is no regular expression: nothing to repeat'],
    ['[z-a]', 'is no regular expression: range out of order in character class'],
    ['[a-[:digit:]]', 'is no regular expression: range out of order in character class'],
    ['[+-\\d]', 'has a range that ends with "\\d"'],
    ['[\\b]', 'has the escape "\\b", which is not supported'],
    ['\\C', 'has the escape "\\C", which is not supported'],
    ['\\y', 'has the escape "\\y", which is not supported'],
    ['\\é', 'has the escape "\\é", which is not supported'],
    ['a\\', 'ends with a single backslash'],
    ['[[:nope:]]', 'has an unknown class "[:nope:]"'],
    ['\\p{Nope}', 'is no regular expression: invalid property name'],
    ['a{1001}', 'has the repetition "{1001}"; at most 1000 are allowed'],
    ['a{3,1}', 'is no regular expression: numbers out of order in {} quantifier'],
    ['(?:a{1000}){2}', 'has the repetition "{2}" of a repetition; at most 1000 are allowed in all'],
    [`${'('.repeat(1001)}${')'.repeat(1001)}`, 'is too large for RE2'],
    ['(?P<a>x)|(?P<a>y)', 'has two groups of the name "a"'],
    ['(?P<a-b>x)', 'has "(?P<a-b>", which is no name for a group'],
    ['(?#x)', 'has "(?#", which is not supported'],
    ['(?>x)', 'has "(?>", which is not supported'],
    ['(?x)a', 'has "(?x", which is not supported'],
  ])('refuses %j', (pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(new Error(message));
  });

  it.each(['(?=a)b', 'a(?!b)', '(?<=a)b', '(?<!a)b'])('refuses to look around: %s', (pattern) => {
    const [around] = /\(\?<?[=!]/.exec(pattern) ?? [];
    expect(() => compilePattern(pattern)).toThrow(
      new Error(`has "${around}", which looks at the text around it; RE2 cannot`),
    );
  });

  it.each([
    ['(a)\\1', '\\1'],
    ['(?P<n>a)(?P=n)', '(?P=n)'],
    ['(?<n>a)\\k<n>', '\\k'],
  ])('refuses to refer back to a group: %s', (pattern, reference) => {
    expect(() => compilePattern(pattern)).toThrow(
      new Error(`has "${reference}", which refers back to a group; RE2 cannot`),
    );
  });

  // A backtracking search takes twice as long with every further letter of these texts.
  it.each([
    ['^(a+)+$', `${'a'.repeat(100_000)}!`, false],
    ['^(\\w+\\s?)+$', `${'a'.repeat(100_000)}!`, false],
    ['^(\\w+\\s?)+$', 'a'.repeat(100_000), true],
    ['(x+x+)+y', 'x'.repeat(100_000), false],
    ['^(a|aa)+$', `${'a'.repeat(100_000)}b`, false],
    ['(.*)(.*)(.*)(.*)(.*)[bc]$', 'a'.repeat(100_000), false],
    [`^${'a?'.repeat(100)}${'a'.repeat(100)}$`, 'a'.repeat(100), true],
  ])('answers for the exponential pattern %s', (pattern, text, found) => {
    expect(compilePattern(pattern).test(text)).toBe(found);
  });

  it('reads more patterns than it remembers', () => {
    for (let count = 0; count < 1100; count += 1)
      expect(compilePattern(`^a${count}$`).test(`a${count}`)).toBe(true);
    expect(compilePattern('^a0$').test('a1')).toBe(false);
    expect(compilePattern('^a0$', true).test('a1\na0')).toBe(true);
  });
});

it('quotes a text', () => {
  const text = 'a.b*c+?(d)[e]{2}|^$\\d\\E/-"';
  expect(compilePattern(`^${quotePattern(text)}$`).test(text)).toBe(true);
  expect(compilePattern(quotePattern('a.b')).test('axb')).toBe(false);
});
