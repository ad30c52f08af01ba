import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutMarks } from '../../src/text/line-marks.ts';
import { makeTemplates, planOf } from '../rig/plan.ts';

/** Every rendered line with the place it comes from. */
async function trace(
  texts: Readonly<Record<string, string>>,
  context: Record<string, unknown> = {},
): Promise<string> {
  const templates = await makeTemplates(texts);
  const places = templates.trace('it', context);
  const lines = templates.render('it', context).split('\n');
  expect(places).toHaveLength(lines.length);
  return lines
    .map(
      (line, index) =>
        `${places[index]?.file.replace(/^templates\/|\.hbs$/g, '')}:${places[index]?.line} ${line}`,
    )
    .join('\n');
}

describe('the place of a rendered line', () => {
  test('in blocks, and with blanks taken away', async () => {
    expect(
      await trace(
        {
          it: 'one\n\n{{#if yes}}\n  two\n{{else}}\nno\n{{/if}}\n{{~#if yes}}\n\n\nthree {{yes}} more\n{{/if}}\nfour\n',
        },
        { yes: true },
      ),
    ).toBe('it:1 one\nit:2 \nit:4   two\nit:9 \nit:10 \nit:11 three true more\nit:13 four\nit:13 ');
  });

  test('in loops and printed values of several lines', async () => {
    expect(
      await trace(
        {
          it:
            '{{#each items as |item|}}\nRUN {{item}}\n{{/each}}\nRUN x{{lines items lead=true}}\n' +
            '{{multiline (join items newline)}}\nend',
        },
        { items: ['a', 'b'], newline: '\n' },
      ),
    ).toBe('it:2 RUN a\nit:2 RUN b\nit:4 RUN x \\\nit:4     a \\\nit:4     b\nit:5 a\nit:5 b\nit:6 end');
  });

  test('in partials, indented ones, and their blocks', async () => {
    const texts = {
      it: 'top\n  {{> part}}\n{{#> frame}}\nmine {{x}}\n{{> part}}\n{{/frame}}\nend\n',
      part: 'p1\np2\n',
      frame: 'above\n{{> @partial-block}}\nbelow\n',
    };
    expect(await trace(texts, { x: 'y' })).toBe(
      'it:1 top\npart:1   p1\npart:2   p2\nframe:1 above\nit:4 mine y\npart:1 p1\npart:2 p2\n' +
        'frame:3 below\nit:7 end\nit:7 ',
    );
  });

  test('in inline partials and continued lines', async () => {
    expect(
      await trace(
        {
          it:
            '{{#*inline "in"}}\ninside\n{{/inline}}\n{{> in}}\n{{#continued}}\nRUN a\n{{#if no}}\n  b\n' +
            '{{/if}}\n  c\n{{/continued}}\nend',
        },
        { no: false },
      ),
    ).toBe('it:2 inside\nit:6 RUN a \\\nit:10   c\nit:12 end');
  });

  test('with Windows line ends and literal braces', async () => {
    expect(await trace({ it: 'one\r\n{{#if x}}\r\n\\{{two}}\r\n{{/if}}\r\nthree' }, { x: true })).toBe(
      'it:1 one\r\nit:3 {{two}}\r\nit:5 three',
    );
  });

  test('marks change no byte, for any template', async () => {
    const piece = fc.constantFrom(
      'text',
      '\n',
      '\n\n',
      '  ',
      '{{x}}',
      '{{multiline y}}',
      '{{~x}}',
      '{{x~}}',
      '{{#if x}}',
      '{{#if x~}}\n',
      '{{else}}',
      '{{/if}}',
      '{{~/if}}',
      '{{#each list as |i|}}\n',
      '{{/each}}\n',
      '{{i}}',
      '{{> part}}',
      '\n  {{> part}}\n',
      '{{#> frame}}',
      '{{/frame}}',
      '{{#continued}}\n',
      '{{/continued}}\n',
      '\\{{',
      '{{! c }}',
      '{{!-- c --}}\n',
      '{{lines list lead=true}}',
      ' \\\n',
      '# c\n',
      '\uE0F0',
      'ü',
    );
    let rendered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 14 }),
        fc.array(piece, { maxLength: 6 }),
        async (it, part) => {
          const context = { x: 'X', y: 'X\nY', list: ['a', '', 'b '], i: '' };
          const templates = await makeTemplates({
            it: it.join(''),
            part: part.join(''),
            frame: '<\n{{> @partial-block}}\n>',
          });
          let text: string;
          try {
            text = templates.render('it', context);
          } catch {
            return;
          }
          rendered++;
          // Falling back would give one place for everything; the marked text itself must be equal.
          expect(withoutMarks(templates.marked('it', context))).toBe(text);
          expect(templates.trace('it', context)).toHaveLength(text.split('\n').length);
        },
      ),
      { numRuns: 500 },
    );
    expect(rendered).toBeGreaterThan(100);
  });

  test('a text that has marks of its own costs the places, not the text', async () => {
    expect(await trace({ it: 'a\nb {{x}}\nc' }, { x: '\uE0F00:7\uE0F1' })).toBe(
      'it:1 a\nit:1 b \uE0F00:7\uE0F1\nit:1 c',
    );
  });
});

describe('findings are where the template is', () => {
  const matrix =
    'version: 1\nimage: ghcr.io/org/app\nplatforms: [linux/amd64, linux/arm64]\n' +
    'values: { packages: ["a>=1"] }\nstages:\n  tools: { from: debian:12 }\ntargets:\n' +
    '  base: { from: debian:12 }\n  small: { from: debian:12, platforms: [linux/amd64] }\n';
  const places = async (
    templates: Record<string, string>,
    text = matrix,
    options = {},
  ): Promise<readonly string[]> => {
    const collect = (
      problems: readonly { severity: string; code: string; place?: { file: string; line: number } }[],
    ) => problems.map(({ severity, code, place }) => `${place?.file}:${place?.line} ${severity} ${code}`);
    try {
      return collect((await planOf(text, templates, { lint: true, ...options })).plan.warnings);
    } catch (cause) {
      return collect((cause as { problems: never[] }).problems);
    }
  };

  test('in partials, once for all renderings', async () => {
    expect(
      await places({
        base: '\n\nRUN one\n{{> part}}',
        small: '{{> part}}',
        tools: '',
        part: 'RUN two\nRUN pip install {{join packages " "}}',
      }),
    ).toEqual(['templates/part.hbs:2 error version-specifier']);
  });

  test('warnings do not fail; one architecture may be written out', async () => {
    expect(
      await places({
        base: 'RUN curl x86_64',
        small: 'COPY --from=tools /x /x\nRUN curl x86_64',
        tools: 'RUN curl x86_64',
      }),
    ).toEqual(['templates/base.hbs:1 warning fixed-architecture']);
  });

  test('behind a decorator', async () => {
    const decorated = `${matrix}decorate: [{ match: pip install, mount: ["type=cache,target=/c"], env: { A: "1" } }]\n`;
    expect(
      await places(
        { base: 'RUN pip install x\nRUN true \\\n  && pip install a>=1', small: '', tools: '' },
        decorated,
      ),
    ).toEqual(['templates/base.hbs:3 error version-specifier']);
  });

  test('in FROM of the matrix', async () => {
    expect(
      await places(
        { base: 'COPY --from=tools /x /x', small: '', tools: '' },
        matrix.replace('small: { from: debian:12', 'small: { from: tolls'),
      ),
    ).toEqual(['matrix.yaml:9 error unknown-stage']);
  });

  test('in the Dockerfile that is used as it is, and in a template for a whole one', async () => {
    const own = matrix.replace(
      'small: { from: debian:12,',
      'own: { dockerfile: docker/Own.Dockerfile }\n  whole: { file: whole }\n  small: { from: debian:12,',
    );
    const inputs = {
      files: new Map([['docker/Own.Dockerfile', 'FROM debian:12\nARG TOKEN\n']]),
      globs: new Map(),
    };
    expect(
      await places(
        {
          base: '',
          small: '',
          tools: '',
          whole: '# syntax=x\n{{#if packages}}\nFROM debian:12\n{{/if}}\nARG PASSWORD\n',
        },
        own,
        { inputs },
      ),
    ).toEqual([
      'templates/whole.hbs:5 warning secret-argument',
      'docker/Own.Dockerfile:2 warning secret-argument',
    ]);
  });

  test('an allow counts when any rendering needs it, and is asked for only in the whole', async () => {
    const allow = '# docker-matrix: allow fixed-architecture because of reasons\nRUN curl x86_64';
    expect(await places({ base: '{{> part}}', small: '{{> part}}', tools: '', part: allow })).toEqual([]);
    expect(await places({ base: 'RUN true', small: '{{> part}}', tools: '', part: allow })).toEqual([
      'templates/part.hbs:1 error allow',
    ]);
    expect(
      await places({ base: 'RUN true', small: '{{> part}}', tools: '', part: allow }, matrix, {
        targets: ['small'],
      }),
    ).toEqual([]);
  });

  test('a stage with another name is named', async () => {
    const named = matrix.replace('base: { from: debian:12', 'base: { stage: runtime, from: debian:12');
    expect(await places({ base: '', small: 'COPY --from=base /x /x', tools: '' }, named)).toEqual([
      'templates/small.hbs:1 error unknown-stage',
    ]);
  });

  test('the shipped templates are clean', async () => {
    const root = join(import.meta.dirname, '../..');
    const templates = Object.fromEntries(
      readdirSync(join(root, 'templates')).map((name) => [
        name.replace('.hbs', ''),
        readFileSync(join(root, 'templates', name), 'utf8'),
      ]),
    );
    for (const source of ['pypi', 'context'])
      expect(
        await places(templates, readFileSync(join(root, 'matrix.yaml'), 'utf8'), { overrides: { source } }),
      ).toEqual([]);
    expect(Object.values(templates).join('')).not.toContain('docker-matrix: allow');
  });
});
