import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, writeHcl } from '../../src/bake/hcl.ts';
import { bakePrint, describeBake, printedText, type Printed } from '../rig/bake.ts';
import { anyCharacter } from '../rig/characters.ts';

/** Pieces that HCL, its templates, JSON or a shell could take for something else. */
const PIECES = [
  '$',
  '{',
  '}',
  '%',
  '${',
  '%{',
  '$${',
  '%%{',
  '$$',
  '%%',
  '$$${',
  '${x}',
  '%{if x}',
  '%{ endif }',
  '"',
  "'",
  '\\',
  '\\"',
  '\\n',
  '\\u0041',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\b',
  '\u0001',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffd',
  '<<EOF',
  'EOF',
  '#',
  '//',
  '/*',
  '*/',
  '=',
  ',',
  ' ',
  '',
  'é',
  'e\u0301',
  'ﬁ',
  'Å',
  '\u212b',
  '世界',
  '🐳',
  '👩‍👩‍👧',
  '\u{10ffff}',
  'null',
  'true',
  '3.10',
  '~',
  '|',
  '`',
  '!',
  '&',
  '*',
];
const pieces = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: anyCharacter, maxLength: 3 })), {
    maxLength: 8,
  })
  .map((all) => all.join(''));
// NUL ends a C string: no environment variable or label can hold it, and the matrix refuses it.
const text = pieces.map((value) => value.replaceAll('\0', ''));

/**
 * Reads a quoted template as HCL's specification says, for machines without docker;
 * nothing here is shared with the writer.
 */
function unquote(quoted: string): string {
  expect(quoted.startsWith('"') && quoted.endsWith('"')).toBe(true);
  let rest = quoted.slice(1, -1);
  let result = '';
  while (rest !== '') {
    const match =
      /^(?:(\$\$\{|%%\{)|\\([nrt"\\])|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|([^"\\\n\r]))/u.exec(rest);
    if (!match || /^(?:\$\{|%\{)/.test(rest)) throw new Error(`no HCL: ${JSON.stringify(rest)}`);
    const [all, escapedTemplate, simple, short, long, literal] = match;
    if (escapedTemplate !== undefined) result += escapedTemplate.slice(1);
    else if (simple !== undefined)
      result += { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }[simple] ?? '';
    else if (short !== undefined || long !== undefined)
      result += String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16));
    else result += literal ?? '';
    rest = rest.slice(all.length);
  }
  return result;
}

describe('quote', () => {
  it.each([
    ['', '""'],
    ['a "b"', String.raw`"a \"b\""`],
    ['${x}', '"$${x}"'],
    ['%{if}', '"%%{if}"'],
    ['$HOME $$ 100%', '"$HOME $$ 100%"'],
    ['$${x}', '"$$${x}"'],
    ['\\n', String.raw`"\\n"`],
    ['a\nb\tc\r', String.raw`"a\nb\tc\r"`],
    ['\u0001\u2028', String.raw`"\u0001\u2028"`],
    ['e\u0301', '"é"'],
  ])('writes %j as %s', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });

  it('is on one line, and ASCII control characters only as escapes', () => {
    fc.assert(
      fc.property(pieces, (value) => {
        // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(quote(value)).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });
});

describe('writeHcl', () => {
  it('leaves out what is undefined or empty', () => {
    expect(
      writeHcl([
        {
          type: 'target',
          label: 'a',
          attributes: { context: '.', tags: [], args: {}, output: undefined, pull: false },
        },
      ]),
    ).toBe('target "a" {\n  context = "."\n  pull    = false\n}\n');
  });

  it('writes one item on one line and several on lines of their own', () => {
    expect(
      writeHcl(
        [
          { type: 'group', label: 'g', attributes: { targets: ['a'] } },
          { type: 'group', label: 'h', attributes: { targets: ['a', 'b'] } },
        ],
        ['one', 'two'],
      ),
    ).toBe(
      '# one\n# two\n\ngroup "g" {\n  targets = ["a"]\n}\n\ngroup "h" {\n  targets = [\n    "a",\n    "b",\n  ]\n}\n',
    );
  });
});

/** Texts as args, label values, label keys and elements of a list, all in one definition. */
function definitionOf(texts: readonly string[]): string {
  const keyed = Object.fromEntries(texts.map((value, index) => [`k${index}`, value]));
  const names = Object.fromEntries(texts.map((value, index) => [`${value}#${index}`, String(index)]));
  return writeHcl(
    [
      {
        type: 'target',
        label: 'default',
        attributes: {
          context: '.',
          args: keyed,
          labels: { ...keyed, ...names },
          'extra-hosts': undefined,
          tags: ['a'],
        },
      },
    ],
    ['A comment.'],
  );
}

function expectRoundTrip({ target }: Printed, texts: readonly string[]): void {
  const { args = {}, labels = {} } = target['default'] ?? {};
  expect(texts.map((_, index) => args[`k${index}`])).toEqual(texts.map(printedText));
  expect(texts.map((_, index) => labels[`k${index}`])).toEqual(texts.map(printedText));
  expect(texts.map((value, index) => labels[`${value.normalize('NFC')}#${index}`])).toEqual(
    texts.map((_, index) => String(index)),
  );
}

describe('round trip by the specification', () => {
  it('gives every text back, in NFC', () => {
    fc.assert(
      fc.property(pieces, (value) => {
        expect(unquote(quote(value))).toBe(value.normalize('NFC'));
      }),
      { numRuns: 2000 },
    );
  });
});

describeBake('round trip through docker buildx bake', () => {
  const inFolder = (act: (folder: string) => void): void => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hcl-')));
    try {
      act(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('gives every text back, in NFC', () => {
    inFolder((folder) => {
      fc.assert(
        fc.property(fc.array(text, { minLength: 100, maxLength: 200 }), (texts) => {
          writeFileSync(join(folder, 'docker-bake.hcl'), definitionOf(texts));
          expectRoundTrip(bakePrint('docker-bake.hcl', folder), texts);
        }),
        // A failure is shrunk by halves of the list, at 0.2 s a run.
        { numRuns: 20, interruptAfterTimeLimit: 60_000 },
      );
    });
  });

  it('gives every single character of the first plane back', () => {
    inFolder((folder) => {
      const characters = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code + 1)).filter(
        (character) => !/[\ud800-\udfff]/.test(character),
      );
      writeFileSync(join(folder, 'docker-bake.hcl'), definitionOf(characters));
      expectRoundTrip(bakePrint('docker-bake.hcl', folder), characters);
    });
  });
});
