import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { structureOf } from '../../src/dockerfile/structure.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { plan } from '../../src/plan/plan.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import { makeTemplates } from '../rig/plan.ts';

/** Values of a file, and a template that has them in every place where a value can stand. */
const TEMPLATE = String.raw`
RUN echo {{a}}
RUN echo {{shell a}} && echo {{b}}
RUN apt-get install \
    {{a}} \
    {{shell list}} {{b}}
ENV A={{dockerfile a}} B={{b}}
LABEL a={{json a}}
RUN true{{lines list lead=true prefix=" && "}}
RUN true{{lines list lead=true quote=true}}
RUN {{flags "--a" list}} true
{{#continued}}
RUN one {{a}}
 && two {{b}}
{{#each list}}
 && three {{this}}
{{/each}}
{{/continued}}
{{#each list as |item index|}}
COPY {{shell item}} /{{index}}/
{{/each}}
COPY <<EOF /etc/{{b}}
{{a}}
EOF
RUN <<-"END" cat
	{{multiline b}}
	END
ARG TARGETARCH
RUN {{architecture "X" (map amd64=a arm64=b)}}
# {{a}}
CMD ["x", {{json b}}]
`;

/** Gives the instructions of the Dockerfile that a template and these values make. */
async function structureMaker(template: string, target: object) {
  const templates = await makeTemplates({ base: template });
  const matrix = parseMatrix({
    path: 'matrix.yaml',
    text: JSON.stringify({
      version: '1',
      image: 'ghcr.io/org/app',
      values: Object.fromEntries(['a', 'b', 'list'].map((key) => [key, { read: 'values.json', key }])),
      targets: { base: target },
      decorate: [{ match: 'echo', mount: ['type=cache,target=/{{a}}'], env: { A: '{{b}}' } }],
    }),
  });
  return (a: string, b: string, list: readonly string[]): readonly string[] => {
    const inputs = { files: new Map([['values.json', JSON.stringify({ a, b, list })]]), globs: new Map() };
    const { files } = plan(matrix, templates, { facts: NO_RUN, inputs });
    return structureOf(files[0]?.text ?? '');
  };
}

const PARTS =
  'a·b c·\n·\r·\r\n·\\·\\\\· ·\t·#·# x·"·\'·`·$A·=··<<EOF·<<-"END"·<<A·EOF·END·RUN evil·\nRUN evil·FROM x·ARG·' +
  'ENTRYPOINT []·# syntax=evil·{{a}}·&&·;·[·]·ONBUILD·\u0000·\u2028·\u0085·\v·\f';
const text = fc.array(fc.constantFrom(...PARTS.split('·')), { maxLength: 4 }).map((parts) => parts.join(''));

async function expectSameInstructions(template: string, target: object): Promise<void> {
  const structure = await structureMaker(template, target);
  const outcomes = { rendered: 0, refused: 0 };
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 3 }), (a, b, list) => {
      let actual: readonly string[];
      try {
        actual = structure(a, b, list);
      } catch (cause) {
        if (!(cause instanceof ProblemsFound)) throw cause;
        outcomes.refused += 1;
        return;
      }
      outcomes.rendered += 1;
      const withPlainValues = structure(
        'a',
        'b',
        list.map(() => 'c'),
      );
      expect(actual).toEqual(withPlainValues);
    }),
    { numRuns: 500 },
  );
  expect(Math.min(outcomes.rendered, outcomes.refused)).toBeGreaterThan(10);
}

describe('a value never ends an instruction, begins one or hides one, whatever it is', () => {
  test('in the template of a stage, wherever it stands', () =>
    expectSameInstructions(TEMPLATE, { from: 'debian:12' }));

  test('in a template where most values cannot matter', () =>
    expectSameInstructions(
      'RUN echo {{a}}\nENV A={{dockerfile a}} B={{b}}\nRUN x \\\n  && y {{b}}\n# z {{a}}\nUSER z\n',
      {
        from: 'debian:12',
      },
    ));

  test('in the template of a whole file, where a comment may be a directive', () =>
    expectSameInstructions(
      '# {{a}}\n# {{b}}\nFROM debian:12\nRUN echo {{a}}\n{{#if list}}\nUSER {{a}}\n{{/if}}\n',
      {
        file: 'base',
      },
    ));
});
