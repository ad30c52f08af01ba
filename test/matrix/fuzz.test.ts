import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/report/problems.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { anyCharacter } from '../rig/characters.ts';
import { planOf } from '../rig/plan.ts';

/**
 * Whatever a user writes, what comes back is a plan or a list of problems, each with its place;
 * never another failure.
 */
async function outcomeOf(
  matrix: string,
  templates: Readonly<Record<string, string>>,
): Promise<'planned' | 'refused'> {
  try {
    const { files } = await planOf(matrix, templates);
    for (const text of Object.values(files)) expect(text).not.toMatch(/\[object |\bundefined\b/);
    return 'planned';
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    expect(cause.problems.length).toBeGreaterThan(0);
    for (const { message, place } of cause.problems) {
      expect(message).not.toMatch(/\[object |Cannot read|is not a function|is not iterable|\n/);
      if (place)
        expect(
          [place.line >= 1, place.column >= 1, Number.isInteger(place.line), Number.isInteger(place.column)],
          message,
        ).toEqual([true, true, true, true]);
    }
    // Formatting takes whatever place there is.
    formatProblems(cause.problems, () => matrix);
    return 'refused';
  }
}

const VALID = `version: 1
image: ghcr.io/org/app
platforms: [linux/amd64, linux/arm64]
values:
  common: &common { a: "1", b: [x, y] }
  numpy: numpy<2
  on: true
axes:
  python: [3.11, 3.12]
  device: { cpu: {}, cu121: { base: "nvidia/cuda:12.1" } }
stages:
  builder: { from: "python:{{python}}" }
targets:
  base:
    from: "python:{{python}}-slim"
    axes: [python]
    tags: ["{{target}}-{{python}}"]
    values: { <<: *common }
  ml: { from: base, axes: [device], tags: ["{{target}}-{{python}}-{{device}}"], args: { N: "{{numpy}}" } }
rules:
  - exclude: { target: ml, python: ">=3.12" }
    because: no wheels
labels: { a: "{{target}}" }
`;

/** The same with fewer images, for tests of templates: how many images there are makes no difference to them. */
const SMALL = VALID.replace('[3.11, 3.12]', '[3.11]').replace(/rules:\n.*\n.*\n/, '');

const TEMPLATES = {
  base: 'COPY --from=builder /a /a\n{{> part}}\nCMD {{json (list "a" a)}}\n',
  builder: 'RUN make {{python}}\n',
  ml: '{{#if (eq device "cpu")}}\nRUN {{shell numpy}}\n{{else}}\nRUN {{device.base}}\n{{/if}}\n',
  part: 'RUN pip \\\n  {{join b " "}}\n',
};

const YAML_PIECES = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '\t',
  '#',
  '&a',
  '*a',
  '<<: ',
  '!',
  '|',
  '>',
  '%',
  '@',
  ',',
  '?',
  '? ',
  '~',
  'null',
  'true',
  '---',
  '...',
  '{{',
  '}}',
  '\\',
  '\r',
  '\u2028',
  '\0',
  '🐳',
  '3.10',
  'base',
  'target',
  'axes',
  'values',
  '__proto__',
  'toString',
  '{{a}}',
  '*common',
  '>=',
];
const TEMPLATE_PIECES = [
  '{{',
  '}}',
  '{{{',
  '}}}',
  '{{#if',
  '{{/if}}',
  '{{else}}',
  '{{> part}}',
  '{{> base}}',
  '{{#> part}}',
  '{{/part}}',
  '{{#each b}}',
  '{{/each}}',
  '(',
  ')',
  '"',
  "'",
  '\\',
  '\\{{',
  '{{!--',
  '--}}',
  '{{{{raw}}}}',
  '{{#*inline "x"}}',
  '{{/inline}}',
  '{{> (lookup . "a")}}',
  '{{a.b.c}}',
  '{{../a}}',
  '{{@root.a}}',
  '{{@index}}',
  '{{this}}',
  '{{shell',
  '{{json',
  '{{join',
  '{{eq',
  '{{list',
  '(list',
  '|x|',
  'as',
  '=',
  '~',
  '\n',
  '\r\n',
  '<<EOF',
  'EOF',
  'FROM x',
  'COPY --from=ml /a /a',
  'COPY --from=base /a /a',
  '{{python}}',
  '{{toString}}',
  '{{constructor.name}}',
  '{{log a}}',
  '{{#a}}',
  '{{/a}}',
  '{{^a}}',
  '{{with common}}',
  '[',
  ']',
  '&',
  '*',
  '\0',
];

/** Cuts, copies and insertions into a text. */
function edits(pieces: readonly string[], max: number): fc.Arbitrary<readonly ((text: string) => string)[]> {
  const edit = fc.tuple(
    fc.nat(100_000),
    fc.nat(6),
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: anyCharacter }) },
    ),
    fc.constantFrom('insert', 'replace', 'cut', 'copy'),
  );
  return fc.array(
    edit.map(([at, length, piece, kind]) => (text: string): string => {
      const start = text.length === 0 ? 0 : at % (text.length + 1);
      const end = Math.min(text.length, start + length);
      const middle = {
        insert: piece + text.slice(start, end),
        replace: piece,
        cut: '',
        copy: text.slice(start, end).repeat(2),
      }[kind];
      return text.slice(0, start) + middle + text.slice(end);
    }),
    { minLength: 1, maxLength: max },
  );
}

describe('whatever is written', () => {
  it('the examples are fine as they are', async () => {
    expect(await outcomeOf(VALID, TEMPLATES)).toBe('planned');
    expect(await outcomeOf(SMALL, TEMPLATES)).toBe('planned');
    expect(SMALL).not.toMatch(/3\.12|rules/);
  });

  it('a changed matrix gives a plan or problems', async () => {
    const seen = { planned: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(edits(YAML_PIECES, 4), async (all) => {
        seen[
          await outcomeOf(
            all.reduce((text, edit) => edit(text), VALID),
            TEMPLATES,
          )
        ]++;
      }),
      { numRuns: 250 },
    );
    // Both must happen; otherwise the changes are too small or too large to prove anything.
    expect(seen.planned).toBeGreaterThan(5);
    expect(seen.refused).toBeGreaterThan(50);
  });

  it('any text as a matrix gives problems', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: anyCharacter }),
          fc.array(fc.constantFrom(...YAML_PIECES)).map((pieces) => pieces.join('')),
        ),
        async (text) => {
          expect(await outcomeOf(text, TEMPLATES)).toBe('refused');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('any tree as a matrix gives problems or a plan', async () => {
    const key = fc.constantFrom(
      'version',
      'image',
      'platforms',
      'context',
      'syntax',
      'templates',
      'values',
      'axes',
      'stages',
      'targets',
      'rules',
      'tags',
      'labels',
      'ignore',
      'cache',
      'scan',
      'base',
      'from',
      'template',
      'exclude',
      'because',
      'python',
      'args',
      'read',
      'glob',
      'key',
      'file',
      'dockerfile',
      'set',
      'when',
      'require',
      'contexts',
      'secrets',
      'stage',
      'output',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.constantFrom('1', 'base', 'debian:12', '{{python}}', '', 'true', '3.10', 'linux/amd64'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, tree, { maxKeys: 8 }), async (value) => {
        // JSON is YAML.
        await outcomeOf(
          JSON.stringify({
            version: '1',
            image: 'org/app',
            targets: { base: { from: 'debian:12' } },
            ...value,
          }),
          TEMPLATES,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('changed templates give a plan or problems', async () => {
    const seen = { planned: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('base', 'ml', 'part', 'builder'),
        edits(TEMPLATE_PIECES, 3),
        async (name, all) => {
          seen[
            await outcomeOf(SMALL, {
              ...TEMPLATES,
              [name]: all.reduce((text, edit) => edit(text), TEMPLATES[name]),
            })
          ]++;
        },
      ),
      { numRuns: 250 },
    );
    expect(seen.planned).toBeGreaterThan(5);
    expect(seen.refused).toBeGreaterThan(50);
  });

  it('any text as a template or an expression gives a plan or problems', async () => {
    const pieces = fc
      .array(fc.oneof(fc.constantFrom(...TEMPLATE_PIECES), fc.string({ maxLength: 3 })), { maxLength: 8 })
      .map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(pieces, pieces, async (template, expression) => {
        await outcomeOf(
          SMALL.replace('labels: { a: "{{target}}" }', `labels: { a: ${JSON.stringify(expression)} }`),
          { ...TEMPLATES, part: template },
        );
      }),
      { numRuns: 250 },
    );
  });
});
