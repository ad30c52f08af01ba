import { DockerfileParser } from 'dockerfile-ast';
import * as fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readInstructions } from '../../src/dockerfile/instructions.ts';

const root = join(import.meta.dirname, '../..');

/** Keyword, first and last line of every instruction, as each of the two readers sees them. */
const ours = (text: string) =>
  readInstructions(text).instructions.map(({ keyword, line, endLine, flags }) => [
    keyword,
    line,
    endLine,
    flags.map(({ name }) => name),
  ]);
const theirs = (text: string) =>
  DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const flags =
        'getFlags' in instruction ? (instruction.getFlags as () => { getName: () => string }[])() : [];
      return [
        instruction.getKeyword(),
        start.line + 1,
        end.line + 1,
        flags.map((flag) => `--${flag.getName()}`),
      ];
    });

const rendered = [
  'dockerfiles',
  'examples/environment/dockerfiles',
  'examples/frameworks/dockerfiles',
  'examples/pipeline/dockerfiles',
].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('Dockerfile'))
    .slice(0, 10)
    .map((name) => `${folder}/${name}`),
);

describe('instructions', () => {
  test.each(rendered)('%s is read as dockerfile-ast reads it', (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    expect(ours(text)).toEqual(theirs(text));
  });

  test('any sequence of instructions is read as dockerfile-ast reads it', () => {
    const piece = fc.constantFrom(
      'FROM debian:12 AS one',
      'RUN one \\\n && two',
      'RUN --mount=type=cache,target=/x \\\n    --network=none true',
      'RUN <<EOF\necho \\\n\nFROM x\nEOF',
      'RUN <<-"EOF"\n\tx\n\tEOF',
      'COPY <<EOF /x\nRUN y\nEOF',
      '# comment',
      '',
      '  # indented',
      'ENV A=1 \\\n    # inside\n    B="x y"',
      'CMD ["a", "b"]',
      'run echo "<<EOF" $((1<<2))',
      '   WORKDIR /x   ',
      'LABEL a="b \\\nc"',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const text = `FROM scratch\n${pieces.join('\n')}\n`;
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: 500 },
    );
  });

  test('positions lead back to the text', () => {
    const text = 'RUN --mount=type=cache,target=/x \\\n# between\n    --network=none \\\n  one \\\n  && two';
    const [run] = readInstructions(text).instructions;
    expect(run?.text).toBe('one   && two');
    expect(run?.positionOf(0)).toEqual({ line: 4, column: 2 });
    expect(run?.positionOf(run.text.indexOf('two'))).toEqual({ line: 5, column: 5 });
  });

  test('nothing makes it fail, and every line belongs to at most one instruction', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('RUN <<EOF', 'EOF', 'RUN a \\', '# escape=`', 'x `', '', ' '),
          ),
          { maxLength: 20 },
        ),
        (lines) => {
          let last = 0;
          for (const { line, endLine } of readInstructions(lines.join('\n')).instructions) {
            expect(line).toBeGreaterThan(last);
            expect(endLine).toBeGreaterThanOrEqual(line);
            last = endLine;
          }
        },
      ),
    );
  });

  test('several heredocs, and one with a blank in its name', () => {
    const [run, copy] = readInstructions('RUN <<-"E F" cat <<B\n\tx\n\tE F\ny\nB\nCOPY a b').instructions;
    expect(run?.heredocs.map(({ name, body, line, endLine }) => [name, body, line, endLine])).toEqual([
      ['E F', ['\tx'], 2, 3],
      ['B', ['y'], 4, 5],
    ]);
    expect(copy?.line).toBe(6);
  });

  test('an escaped escape character at the end continues nothing (dockerfile-ast thinks otherwise)', () => {
    expect(readInstructions('RUN echo a\\\\\nRUN b').instructions).toHaveLength(2);
    expect(readInstructions('RUN echo a\\\n\\\nb').instructions).toHaveLength(1);
  });

  test('the escape directive counts only at the top', () => {
    expect(readInstructions('# syntax=x\n# escape=`\nRUN a `\nb').instructions).toHaveLength(1);
    expect(readInstructions('# syntax=x\n\n# escape=`\nRUN a `\nb').instructions).toHaveLength(2);
  });
});
