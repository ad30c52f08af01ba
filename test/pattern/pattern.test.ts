import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../src/pattern/pattern.ts';

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

  const REFUSED = [
    '(',
    'a**',
    '[z-a]',
    '\\C',
    '\\y',
    'a\\',
    '(?U)a',
    '[[:nope:]]',
    '\\p{Nope}',
    '[\\b]',
    '\\é',
    'a{1001}',
    '[+-\\d]',
    '[a-[:digit:]]',
    '(?P<a>x)|(?P<a>y)',
    '(?P<a-b>x)',
    '(?P=a)',
    '(?#x)',
    '(?>x)',
  ];
  it.each(REFUSED)('refuses %j', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(/^(?:is no regular expression|has |ends )/);
  });

  it.each(['(?=a)b', 'a(?!b)', '(?<=a)b', '(?<!a)b'])(
    'refuses to look around, as RE2 does: %s',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(
        /^has "\(\?<?[=!]", which looks at the text around it; RE2 cannot$/,
      );
    },
  );

  // Node.js 20 has none of these, Node.js 24 some, with a meaning of its own.
  it.each(['(?i:a)b', 'a(?i)b', '(?-i:a)', '(?i)(?m)a', '(?i-s)a'])(
    'refuses flags for a part: %s',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(
        /^has "\(\?[a-z-]+[:)]"; flags are supported at the beginning of the whole pattern only, as "\(\?i\)"$/,
      );
    },
  );

  it('makes nothing that only some versions of JavaScript read', () => {
    const part = constantFrom(
      'a',
      '.',
      '^',
      '$',
      '*',
      '?',
      '|',
      '(',
      ')',
      '(?:',
      '(?i)',
      '(?i:',
      '(?-i:',
      '(?=',
      '(?<!',
      '(?P<n>',
      '(?<n>',
      '(?<m>',
      '[',
      '[^',
      ']',
      '-',
      '&&',
      '--',
      '[:alpha:]',
      '\\d',
      '\\S',
      '\\A',
      '\\z',
      '\\b',
      '\\k<n>',
      '\\1',
      '\\q{a}',
      '{2}',
      '\\Q(?i:\\E',
      '\\(',
    );
    let accepted = 0;
    assert(
      property(array(part, { maxLength: 6 }), constantFrom(true, false), (parts, lines) => {
        let expression: RegExp;
        try {
          expression = compilePattern(parts.join(''), lines);
        } catch (cause) {
          expect((cause as Error).message).toMatch(/^(?:is no regular expression: |has |ends )/);
          return;
        }
        accepted += 1;
        expect(expression.flags).toMatch(/^i?u$/);
        // Escapes and classes are a letter each, and groups are what is left.
        const groups = expression.source
          .replace(/\(\?<?!\[(?:\^\\n|\\s\\S)\]\)/g, '')
          .replace(/\\[^]/g, 'x')
          .replace(/\[[^\]]*\]/g, 'x');
        expect(groups.replaceAll('(?:', '')).not.toContain('(?');
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});
