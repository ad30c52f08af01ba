import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stageReferences } from '../../src/dockerfile/stage-references.ts';

describe('stageReferences', () => {
  it.each([
    ['COPY --from=builder /a /a', ['builder']],
    ['copy --from=builder /a /a', ['builder']],
    ['  COPY --link --chown=1:1 --from=builder /a /a', ['builder']],
    ['ADD --from=builder /a /a', ['builder']],
    ['COPY \\\n  --from=builder \\\n  /a /a', ['builder']],
    ['COPY \\\n  # a comment\n  --from=builder /a /a', ['builder']],
    ['RUN --mount=type=bind,from=tools,target=/t make', ['tools']],
    ['RUN --mount=from=tools,target=/t make', ['tools']],
    ['RUN --mount=type=cache,target=/c --mount=type=bind,source=/x,from=tools make', ['tools']],
    [
      'RUN --mount=type=bind,from=a,target=/a \\\n    --mount=type=bind,from=b,target=/b \\\n    make',
      ['a', 'b'],
    ],
    ['COPY --from=ghcr.io/org/app:1.2 /a /a', ['ghcr.io/org/app:1.2']],
    ['COPY --from=a /a /a\nCOPY --from=b /b /b\nCOPY --from=a /c /c', ['a', 'b']],
    ['# COPY --from=builder /a /a', []],
    ['COPY /a /a', []],
    ['RUN echo --from=builder', []],
    ['RUN pip install --mount=from=x', []],
    ['ENV FROM=x', []],
    ['RUN <<EOF\nCOPY --from=inside /a /a\nEOF\nCOPY --from=after /a /a', ['after']],
    ['COPY <<"EOF" /file\nRUN --mount=from=inside true\nEOF\nRUN --mount=from=after true', ['after']],
    ['RUN <<-EOF\n\tCOPY --from=inside /a /a\n\tEOF\nCOPY --from=after /a /a', ['after']],
    [
      'RUN cat <<A <<B\nCOPY --from=one /a /a\nA\nCOPY --from=two /a /a\nB\nCOPY --from=after /a /a',
      ['after'],
    ],
    ['RUN echo "<<EOF"\nCOPY --from=after /a /a', ['after']],
    ['RUN echo $((1<<2))\nCOPY --from=after /a /a', ['after']],
    ['', []],
  ])('%j', (body, expected) => {
    expect(stageReferences(body)).toEqual(expected);
  });

  it('finds the same however an instruction is broken into lines', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const gap = fc.constantFrom(' ', '  ', ' \\\n', ' \\\n  ', ' \\\n# comment\n  ', ' \\\n\n ', ' \\  \n ');
    fc.assert(
      fc.property(name, name, fc.array(gap, { minLength: 6, maxLength: 6 }), (one, two, gaps) => {
        const run = ['RUN', `--mount=type=bind,from=${one},target=/x`, '--network=none', 'make all'];
        const copy = ['COPY', '--link', `--from=${two}`, '/a /a'];
        const joined = (words: readonly string[], from: number): string =>
          words.reduce((text, word, index) => text + (index === 0 ? '' : gaps[from + index - 1]) + word, '');
        expect(stageReferences(`${joined(run, 0)}\n${joined(copy, 3)}\n`)).toEqual([...new Set([one, two])]);
      }),
    );
  });

  it('takes any text', () => {
    const pieces = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'COPY ',
            'RUN ',
            '--from=',
            '--mount=',
            '<<EOF',
            'EOF',
            '\n',
            '\\\n',
            '"',
            "'",
            ' ',
            '#',
            '<<-',
            '<<"',
            '\\',
          ),
          fc.string({ maxLength: 3 }),
        ),
        { maxLength: 30 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(pieces, (body) => Array.isArray(stageReferences(body))),
      { numRuns: 1000 },
    );
  });
});
