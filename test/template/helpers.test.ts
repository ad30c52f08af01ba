import * as fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInstructions } from '../../src/dockerfile/instructions.ts';
import { variablesOf } from '../../src/dockerfile/lint/variables.ts';
import { AxisValue } from '../../src/matrix/axes.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { helpers } from '../../src/template/helpers.ts';
import { makeTemplates } from '../rig/plan.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/helpers.md'), 'utf8');
const values = parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '') as Record<string, unknown>;
const examples = [...page.matchAll(/```hbs\n(.*?)```\n```text\n(.*?)```/gs)].map(
  ([, template = '', output = '']) => ({ title: template.trim().split('\n')[0], template, output }),
);

async function render(template: string, context: Record<string, unknown> = values): Promise<string> {
  return (await makeTemplates({ it: template })).render('it', context);
}

async function problemOf(template: string, context?: Record<string, unknown>): Promise<string> {
  try {
    return `no problem, but ${await render(template, context)}`;
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return cause.problems
      .map(({ message, place }) => `${place?.line}:${place?.column} ${message}`)
      .join('\n');
  }
}

describe('docs/helpers.md', () => {
  test.each(examples)('$title', async ({ template, output }) => {
    expect(await render(template)).toBe(output);
  });

  test('has every helper', () => {
    const called = examples.map(({ template }) => template).join('');
    expect(Object.keys(helpers).filter((name) => !new RegExp(`[({#]${name}[ )}]`).test(called))).toEqual([]);
  });
});

describe('helpers', () => {
  test.each([
    [
      'RUN one\nRUN {{lines python bda=1}}',
      '2:7 "lines" has no option "bda" (allowed: prefix, lead, quote): {{lines list ' +
        'prefix=" && " lead=true quote=true}}',
    ],
    ['{{join python}}', '1:1 "join" takes a list, not the text "3.12"'],
    ['x {{first empty}}', '1:3 "first" takes a list with something in it; ask with {{#if list}} first'],
    ['{{lookup urls "riscv64"}}', '1:1 "lookup" finds no "riscv64" (allowed: amd64, arm64)'],
    ['{{flags "--a" "--b" (list "x:y:z")}}', '1:1 "flags" has 2 names for the 3 parts of "x:y:z"'],
    ['{{architecture "a b" urls}}', '1:1 "architecture" takes the name of a shell variable, not "a b"'],
    [
      '{{architecture "A" (map x86-64="1")}}',
      '1:1 "architecture" takes names as in TARGETARCH (amd64, arm64, …), not "x86-64"',
    ],
    ['{{architecture "A" (map)}}', '1:1 "architecture" takes a mapping with at least one architecture'],
    [
      '\n{{#continued}}\nRUN <<EOF\n{{/continued}}',
      '2:1 "continued" cannot hold a heredoc: its lines are not continued',
    ],
    ['{{gt urls "1"}}', '1:1 "gt" takes text, not a mapping'],
    [
      '{{#each users as |user|}}\n{{user.nme}}\n{{/each}}',
      '2:3 "user.nme" is not defined (did you mean "name"?)',
    ],
    ['{{continued}}', '1:3 "continued" is a helper and takes arguments: {{#continued}} lines {{/continued}}'],
    ['{{#continued}}\nRUN one\n && {{two}}\n{{/continued}}', '3:7 "two" is not defined'],
  ])('%j is an error', async (template, problem) => {
    expect(await problemOf(template)).toContain(problem);
  });

  test('axis values are text', async () => {
    const context = { cuda: new AxisValue('12.10', { base: 'x' }) };
    expect(
      await render(
        '{{cuda}} {{shell cuda}} {{json cuda}} {{json (list cuda)}} {{gt cuda "12.9"}} ' +
          '{{matches cuda "~12"}} {{flags "--x" (list cuda)}} {{concat "cu" (replace cuda "." "")}} {{cuda.base}}',
        context,
      ),
    ).toBe('12.10 12.10 "12.10" ["12.10"] true true --x 12.10 cu1210 x');
  });

  test('shell quoting is what a shell undoes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .string({ unit: fc.constantFrom('a', "'", '"', '\\', '$', ' ', '*', '`', '>', 'ü', '!') })
            .filter((text) => text !== ''),
          { minLength: 1, maxLength: 5 },
        ),
        (texts) => {
          const quoted = helpers['shell']?.run({ args: [texts], options: {}, block: () => '' }) as string;
          expect(execFileSync('sh', ['-c', `printf '%s\\n' ${quoted}`], { encoding: 'utf8' })).toBe(
            `${texts.join('\n')}\n`,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a quoted value of ENV stays one word', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '$', ' ', '`', '#', '=') }),
        (text) => {
          const quoted = helpers['dockerfile']?.run({ args: [text], options: {}, block: () => '' }) as string;
          const [instruction] = readInstructions(`ENV A=${quoted} B=1`).instructions;
          expect(instruction && variablesOf(instruction).map(({ name }) => name)).toEqual(['A', 'B']);
        },
      ),
    );
  });

  test('continued lines never leave one that is only continued', async () => {
    const templates = await makeTemplates({
      it:
        'RUN true{{lines items lead=true}}\n{{#continued}}\nRUN true\n{{#each items as |item|}}\n' +
        '  && {{item}}\n\n{{/each}}\n{{/continued}}\nUSER app\n',
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '', ' ', 'b \\', 'c'), { maxLength: 5 }), (items) => {
        const { instructions } = readInstructions(templates.render('it', { items }));
        expect(instructions.map(({ keyword, emptyLines }) => [keyword, emptyLines])).toEqual([
          ['RUN', []],
          ['RUN', []],
          ['USER', []],
        ]);
      }),
    );
  });
});
