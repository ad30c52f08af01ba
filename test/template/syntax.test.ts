import { describe, expect, it } from 'vitest';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { makeTemplates } from '../rig/plan.ts';

/** What a template with wrong syntax gives: its place, the message, and below it the hint. */
async function said(text: string): Promise<string> {
  try {
    const rendered = (await makeTemplates({ main: text })).render('main', { a: 'x', b: 'y' });
    return `rendered ${JSON.stringify(rendered)}`;
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return cause.problems
      .map(
        ({ message, place, hint }) =>
          `${place?.line}:${place?.column}+${place?.length} ${message}${hint === undefined ? '' : ` → ${hint}`}`,
      )
      .join('\n');
  }
}

const OPERATOR = 'is no operator of templates: helpers compare and combine';

describe('what other template languages have is told in the words of Handlebars', () => {
  it.each([
    ['RUN {{#if a == "b"}}x{{/if}}', `1:13+2 "==" ${OPERATOR} → write {{#if (eq a "b")}}`],
    ['{{~#if a != b~}}{{/if}}', `1:10+2 "!=" ${OPERATOR} → write {{~#if (ne a b)~}}`],
    ['{{#if a}}{{else if b >= "3.9"}}{{/if}}', `1:22+2 ">=" ${OPERATOR} → write {{else if (ge b "3.9")}}`],
    ['{{#if a == "x" && !b}}x{{/if}}', `1:9+2 "==" ${OPERATOR} → write {{#if (and (eq a "x") (not b))}}`],
    ["{{#if a}}\n\nRUN {{ a || 'x' }}\n{{/if}}", `3:10+2 "||" ${OPERATOR} → write {{default a 'x'}}`],
    ['{{ a == b ? "x" : "y" }}', `1:6+2 "==" ${OPERATOR} → write {{choose (eq a b) "x" "y"}}`],
    ['{{ a + b }}', `1:6+1 "+" ${OPERATOR} → write {{concat a b}}`],
    [
      'RUN {{ a | upper }}',
      '1:10+1 "|" passes nothing on: a helper stands before what it takes → write {{upper a}}',
    ],
    [
      '{{ a | default("y") | upper }}',
      '1:6+1 "|" passes nothing on: a helper stands before what it takes → write {{upper (default a "y")}}',
    ],
    [
      '{{#each a | split: ","}}{{/each}}',
      '1:11+1 "|" passes nothing on: a helper stands before what it takes → write {{#each (split a ",")}}',
    ],
    [
      '{{ concat(a, "b") }}',
      '1:9+2 a helper takes what follows it, without parentheses and commas → write {{concat a "b"}}',
    ],
    ['{{ concat a, b }}', '1:12+1 arguments are separated by spaces, not by commas → write {{concat a b}}'],
    ['{{a[0]}}', '1:3+2 an entry of a list or mapping is looked up by a helper → write {{lookup a 0}}'],
    ['{{ .a }}', '1:4+1 a name does not begin with "." → write {{a}}'],
  ])('%j', async (text, expected) => {
    expect(await said(text)).toBe(expected);
  });

  it.each([
    ['{{#if a}}{{elif b}}{{/if}}', '1:12+4 "elif" is no helper → write {{else if …}}'],
    ['{{#if a}}x{{#else}}y{{/if}}', '1:14+4 the block "else" is closed by {{/if}} → in a block write'],
    ['{{endif}}', '1:3+5 "endif" is not defined → write {{/if}}'],
    ['{{#for x in a}}x{{/for}}', '1:4+3 "for" is no block helper → write {{#each list as |item|}}'],
    ['{{ a ? "x" : "y" }}', '1:4+1 "a" is no helper → write {{choose condition "then" "else"}}'],
    ['{{#if not a}}x{{/if}}', '1:4+2 "if" takes one argument, not 2: '],
    ['{{#each a as b}}x{{/each}}', '1:4+4 "each" takes one argument, not 3: '],
  ])('%j', async (text, expected) => {
    expect((await said(text)).slice(0, expected.length)).toBe(expected);
  });
});

describe('what is not Handlebars has its line and column', () => {
  it.each([
    ['RUN x\nRUN {{/if}}', '2:5+7 {{/if}} closes no block: none is open here'],
    ['{{else}}', '1:1+8 {{else}} is in no block → it stands between {{#if …}} and {{/if}}'],
    ['\n {{else if a}}', '2:2+13 {{else if a}} is in no block'],
    ['{{#if a}}{{else}}{{else}}{{/if}}', '1:18+8 {{else}} comes after the {{else}} of its block'],
    ['x\n{{#if a}}x', '2:1+5 the block "if" is never closed: {{/if}} is missing'],
    ['RUN {{a\nRUN {{b}}', '1:5+2 "{{" is never closed by "}}" → literal braces are written \\{{'],
    ['{{{a}}', '1:1+3 "{{{" is closed by "}}"'],
    ['{{a}}}', '1:1+2 "{{" is closed by "}}}"'],
    ['RUN {{}}', '1:5+4 {{}} is empty → literal braces are written \\{{'],
    ['RUN {{/if\n}}', '1:5+8 {{/if }} closes no block'],
    ['RUN {{ "a }}', '1:8+1 the quote " is never closed'],
    ['{{#if (eq a "b"}}x{{/if}}', '1:16+2 a "(" is not closed before "}}"'],
    ['{{a; b}}', '1:3+1 "a" cannot stand here; expected is '],
    ['{{> }}', '1:1+6 {{> }} is empty'],
  ])('%j', async (text, expected) => {
    expect((await said(text)).slice(0, expected.length)).toBe(expected);
  });
});
