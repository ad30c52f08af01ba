import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { AxisValue } from '../../src/matrix/axes.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { makeTemplates } from '../rig/plan.ts';

const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };

async function render(
  text: string,
  context: Readonly<Record<string, unknown>> = {},
  partials: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await makeTemplates({ main: text, ...partials })).render('main', context);
}

/** The one problem that a template gives, as `line:column message`. */
async function problem(
  text: string,
  context: Readonly<Record<string, unknown>> = {},
  partials: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    return `rendered ${JSON.stringify(await render(text, context, partials))}`;
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return cause.problems
      .map(
        ({ message, place }) =>
          `${place?.file.replace(/^templates\/|\.hbs$/g, '') ?? ''}:${place?.line}:${place?.column} ${message}`,
      )
      .join('\n');
  }
}

describe('what holds', () => {
  const yes = [true, 'true', new AxisValue('true', {}), 'there', 'yes', '1', 1, ['a'], { a: 'b' }];
  const no = [false, 'false', new AxisValue('false', {}), new AxisValue('false', { a: '1' }), '', 0, [], {}];
  /** Whatever asks whether a value holds, with what it prints when it does and when it does not. */
  const QUESTIONS = [
    '{{#if x}}yes{{else}}no{{/if}}',
    '{{#unless x}}no{{else}}yes{{/unless}}',
    '{{#x}}yes{{else}}no{{/x}}',
    '{{^x}}no{{else}}yes{{/x}}',
    '{{#if (and x x)}}yes{{else}}no{{/if}}',
    '{{#if (or x x)}}yes{{else}}no{{/if}}',
    '{{#if (not x)}}no{{else}}yes{{/if}}',
    '{{choose x "yes" "no"}}',
  ];

  it.each(QUESTIONS)('is the same everywhere: %s', async (question) => {
    for (const x of yes) expect([x, await render(question, { x })]).toEqual([x, 'yes']);
    for (const x of no) expect([x, await render(question, { x })]).toEqual([x, 'no']);
  });

  it.each(QUESTIONS)('is no text that is meant as false, and no other axis value: %s', async (question) => {
    for (const x of ['no', 'off', '0', 'False', 'FALSE', 'none', 'null', ' false', 'N'])
      expect(await problem(question, { x })).toContain(
        `would hold for "${x}", because it is a text; write true or false, or compare it: (eq … "${x}")`,
      );
    expect(await problem(question, { x: new AxisValue('12.4', {}) })).toContain(
      'would hold for every value of this axis; say for which: (eq … "VALUE")',
    );
  });

  it('leaves values in a block that is about them', async () => {
    const cuda = new AxisValue('12.4', { base: 'nvidia' });
    const context = { cuda, map: { inner: 'x' }, name: 'text', on: new AxisValue('true', { base: 'b' }) };
    expect(
      await render(
        '{{#cuda}}{{base}}{{/cuda}} {{#map}}{{inner}}{{/map}} {{#name}}{{this}}{{/name}}',
        context,
      ),
    ).toBe('nvidia x text');
    expect(await render('{{#on}}{{base}}{{/on}}', context)).toBe('b');
  });

  it('is not what "default" asks: false stays, and only what is empty is replaced', async () => {
    const values = [false, 'false', 'no', new AxisValue('12.4', {}), '', [], {}];
    expect(await Promise.all(values.map((x) => render('{{json (default x "fallback")}}', { x })))).toEqual([
      'false',
      '"false"',
      '"no"',
      '"12.4"',
      '"fallback"',
      '"fallback"',
      '"fallback"',
    ]);
  });

  it('takes no options', async () => {
    expect(await problem('{{#if x includeZero=true}}{{/if}}', { x: 0 })).toContain(
      '"if" takes no named arguments: {{#if condition}} … {{/if}}',
    );
  });
});

describe('text', () => {
  it('comes out as it is: nothing is escaped for HTML', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/[{\\]/.test(value));
    return fc.assert(
      fc.asyncProperty(text, text, async (around, value) => {
        expect(await render(`${around}|{{value}}|{{{value}}}|${around}`, { value })).toBe(
          `${around}|${value}|${value}|${around}`,
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [String.raw`\{{x}}`, '{{x}}'],
    [String.raw`\{{{x}}}`, '{{{x}}}'],
    ['{ {x} } ${x} $${x} %{x}', '{ {x} } ${x} $${x} %{x}'],
    ['{{!-- a comment }} --}}x', 'x'],
    ['{{! a comment }}x', 'x'],
    ['\uFEFFa\r\n{{x}}\r\n', 'a\n1\n'],
  ])('%j gives %j', async (text, expected) => {
    expect(await render(text, { x: '1' })).toBe(expected);
  });
});

describe('names', () => {
  const context = {
    name: 'text',
    yes: true,
    no: false,
    list: ['a', 'b'],
    empty: [],
    map: { inner: 'x', deep: { er: 'y' } },
    cuda: new AxisValue('12.1', { base: 'nvidia' }),
  };

  it.each([
    [
      '{{name}} {{yes}} {{no}} {{map.inner}} {{map.deep.er}} {{cuda}} {{cuda.base}} {{list.[1]}} {{list.length}}',
      'text true false x y 12.1 nvidia b 2',
    ],
    ['{{#if yes}}1{{/if}}{{#if no}}2{{/if}}{{#if empty}}3{{else}}4{{/if}}{{#unless no}}5{{/unless}}', '145'],
    ['{{#each list}}{{@index}}{{this}}{{@root.name}}{{../name}} {{/each}}', '0atexttext 1btexttext '],
    ['{{#each list as |item index|}}{{item}}{{index}}{{/each}}', 'a0b1'],
    ['{{#each map}}{{@key}} {{/each}}', 'inner deep '],
    ['{{#with map}}{{inner}}{{deep.er}}{{/with}}', 'xy'],
    ['{{#each empty}}x{{else}}none{{/each}}', 'none'],
    ['{{json cuda}} {{json list}} {{json map}}', '"12.1" ["a","b"] {"inner":"x","deep":{"er":"y"}}'],
  ])('%s', async (text, expected) => {
    expect(await render(text, context)).toBe(expected);
  });

  it.each([
    ['a\n {{nope}}', 'main:2:4 "nope" is not defined'],
    ['{{map.nope}}', 'main:1:3 "map.nope" is not defined'],
    ['{{map.deep.nope}}', 'main:1:3 "map.deep.nope" is not defined'],
    ['{{map.nope.er}}', 'main:1:3 "map.nope.er" is not defined'],
    ['{{name.x}}', 'main:1:3 "name.x" is not defined'],
    ['{{yes.x}}', 'main:1:3 "yes.x" is not defined'],
    ['{{list.x}}', 'main:1:3 "list.x" is not defined'],
    ['{{cuda.x}}', 'main:1:3 "cuda.x" is not defined'],
    ['{{#if nope}}{{/if}}', 'main:1:7 "nope" is not defined'],
    ['{{#if map.nope}}{{/if}}', 'main:1:7 "map.nope" is not defined'],
    ['{{#unless nope}}{{/unless}}', 'main:1:11 "nope" is not defined'],
    ['{{#each nope}}{{/each}}', 'main:1:9 "nope" is not defined'],
    ['{{#with nope}}{{/with}}', 'main:1:9 "nope" is not defined'],
    ['{{#nope}}{{/nope}}', 'main:1:4 "nope" is not defined'],
    ['{{^nope}}{{/nope}}', 'main:1:4 "nope" is not defined'],
    ['{{shell nope}}', 'main:1:9 "nope" is not defined'],
    ['{{shell (concat "a" nope)}}', 'main:1:21 "nope" is not defined'],
    ['{{> part x=nope}}', 'main:1:12 "nope" is not defined'],
    ['{{> part nope}}', 'main:1:10 "nope" is not defined'],
    ['{{#each list}}\n{{nope}}{{/each}}', 'main:2:3 "nope" is not defined'],
    [
      '{{#each list as |item|}}{{name}}{{/each}}',
      'main:1:27 "name" is not defined: here is the text "a", which has nothing inside',
    ],
    ['{{#each list as |item|}}{{item.nope}}{{/each}}', 'main:1:27 "item.nope" is not defined'],
    ['{{#each list}}{{../nope}}{{/each}}', 'main:1:17 "../nope" is not defined'],
    ['{{@root.nope}}', 'main:1:3 "@root.nope" is not defined'],
    ['{{@nope}}', 'main:1:3 "@nope" is not defined'],
    ['{{toString}}', 'main:1:3 "toString" is not defined'],
    ['{{#if constructor}}{{/if}}', 'main:1:7 "constructor" is not defined'],
    ['{{map.constructor}}', 'main:1:3 "map.constructor" is not defined'],
    ['{{map.__proto__}}', 'main:1:3 "map.__proto__" is not defined'],
    ['{{list.map}}', 'main:1:3 "list.map" is not defined'],
    ['{{name.length}}', 'main:1:3 "name.length" is not defined'],
    ['{{this.nope}}', 'main:1:3 "this.nope" is not defined'],
  ])('%j: %s', async (text, expected) => {
    expect((await problem(text, context, { part: 'x' })).split('\n')[0]).toMatch(
      new RegExp(`^${expected.replace(/[.@/]/g, '\\$&')}`),
    );
  });

  it.each([
    ['{{> part x="1"}}', '1text'],
    ['{{> part map x="1" name="other"}}', '1other'],
    ['{{#each list}}{{> part x=this name=@index}}{{/each}}', 'a0b1'],
    ['{{#> part x="1"}}{{/part}}{{#with map}}{{> part x=inner name="n"}}{{/with}}', '1textxn'],
    ['{{> (choose yes "part" "none") x=map.inner}}', 'xtext'],
  ])('can be given to a partial: %s', async (text, expected) => {
    expect(await render(text, context, { part: '{{x}}{{name}}' })).toBe(expected);
  });

  it('are looked at only where they are used, in partials with names of their own, too', async () => {
    const lazy = Object.defineProperty({ name: 'text' }, 'trap', {
      enumerable: true,
      get: () => {
        throw new Error('looked at');
      },
    });
    expect(await render('{{name}}{{> part x="1"}}', lazy, { part: '{{x}}{{name}}' })).toBe('text1text');
    expect(await problem('{{> part x="1"}}', lazy, { part: '{{trap}}' })).toContain('looked at');
  });

  it('says nothing on the console, where Handlebars would warn', async () => {
    // With a hash, a partial's context is an ordinary object, which has these names from its prototype.
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation(() => {}),
    );
    try {
      for (const text of ['{{toString}}', '{{#if constructor}}{{/if}}', '{{shell valueOf}}'])
        expect(await problem('{{> part x="1"}}', context, { part: text })).toContain('is not defined');
      expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});

describe('what is no text is not printed', () => {
  it.each([
    '{{list}}',
    '{{map}}',
    '{{list (shell "a")}}',
    '{{choose yes map "x"}}',
    'a{{{map}}}',
    '{{shell map}}',
    '{{concat list "a"}}{{map}}',
    '{{join map ","}}',
    '{{join (list map) ","}}',
    '{{eq map "x"}}',
  ])('%s', async (text) => {
    expect(await problem(text, { list: ['a'], map: { a: 'b' }, yes: true })).toMatch(
      /^main:1:\d+ .*(?:mapping|list)/,
    );
  });
});

describe('places', () => {
  it.each([
    ['a partial', '{{> part}}', { part: 'a\n\n  {{nope}}' }, 'part:3:5'],
    [
      'a partial of a partial',
      '{{> part}}',
      { part: 'a\n{{> other}}', other: '\n\n\n{{nope}}' },
      'other:4:3',
    ],
    [
      'a block given to a partial',
      '\n{{#> part}}\n{{nope}}\n{{/part}}',
      { part: '\n\n\n\n{{> @partial-block}}' },
      'main:3:3',
    ],
    [
      'a partial in a block given to a partial',
      '{{#> part}}{{> other}}{{/part}}',
      { part: '{{> @partial-block}}', other: '\n{{nope}}' },
      'other:2:3',
    ],
    [
      'an inline partial',
      '{{#> part}}{{#*inline "x"}}\n {{nope}}{{/inline}}{{/part}}',
      { part: '\n\n{{> x}}' },
      'main:2:4',
    ],
    ['a helper in a partial', '{{> part}}', { part: '\n {{join "x" ","}}' }, 'part:2:2'],
    [
      'a value that comes from the caller',
      '{{> part list="x"}}',
      { part: '\n{{#each list}}{{/each}}' },
      'part:2:1',
    ],
  ])('%s', async (_name, text, partials, expected) => {
    expect(await problem(text, {}, partials)).toMatch(new RegExp(`^${expected} `));
  });

  it('of an expression in the matrix is where it is written, but for what it includes', async () => {
    const templates = await makeTemplates({ part: '\n{{nope}}' });
    const placeOf = (text: string): unknown => {
      try {
        return templates.expression(text, {}, PLACE);
      } catch (cause) {
        return (cause as ProblemsFound).problems[0]?.place;
      }
    };
    expect([placeOf('a{{nope}}'), placeOf('a{{'), placeOf('{{nope "x"}}')]).toEqual([PLACE, PLACE, PLACE]);
    expect(placeOf('{{> part}}')).toMatchObject({ file: 'templates/part.hbs', line: 2, column: 3 });
  });

  it('of templates that include each other without end is a template', async () => {
    expect(await problem('{{> a}}', {}, { a: 'x{{> b}}', b: 'y{{> a}}' })).toMatch(
      /^(?:main|a|b):1:\d+ .*without end/,
    );
    expect(await problem('{{#> a}}x{{/a}}', {}, { a: '{{#> a}}{{> @partial-block}}{{/a}}' })).toMatch(
      /^(?:main|a):1:\d+ .*without end/,
    );
  });
});

describe('shell', () => {
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        "it's",
        "''",
        '$HOME',
        '`id`',
        '!!',
        '\\',
        'a b',
        '*',
        '~',
        '-n',
        '',
        '#',
        'a\'b"c',
        '$(id)',
        ';',
        '\t',
      ),
    )
    .map((value) => value.replaceAll('\0', ''));

  it('gives one word to a shell, whatever it is', async () => {
    const texts = fc.sample(text, { numRuns: 300, seed: 7 });
    const rendered = await Promise.all(texts.map((value) => render('{{shell value}}', { value })));
    const script = rendered.map((word) => `printf '%s\\0' ${word}`).join('\n');
    const output = execFileSync('/bin/sh', ['-s'], {
      input: script,
      encoding: 'utf8',
      env: { PATH: '/nowhere' },
    });
    expect(output.split('\0').slice(0, -1)).toEqual(texts);
  });

  it('gives as many words as a list has texts', async () => {
    const list = ['a', 'b c', "d'e", '', '$x'];
    const script = `printf '%s\\0' ${await render('{{shell list}}', { list })}`;
    expect(
      execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' }).split('\0').slice(0, -1),
    ).toEqual(list);
  });

  it('leaves plain words alone', async () => {
    expect(await render('{{shell list}}', { list: ['numpy', 'a==1.2', 'b@c/d:e', '--x=y,z'] })).toBe(
      'numpy a==1.2 b@c/d:e --x=y,z',
    );
  });
});

describe('json', () => {
  it('is read back as what it was', () =>
    fc.assert(
      fc.asyncProperty(
        fc.jsonValue().filter((value) => value !== null),
        async (value) => {
          expect(JSON.parse(await render('{{json value}}', { value }))).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
        },
      ),
      { numRuns: 50 },
    ));
});
