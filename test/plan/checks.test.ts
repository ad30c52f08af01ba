import { expect, it } from 'vitest';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { declaredChecks } from '../../src/plan/checks.ts';

/** What is asked of a target, with the line and column of each word. */
function asked(matrixWords: string, targetWords: string): Readonly<Record<string, unknown>> {
  const matrix = parseMatrix({
    path: 'matrix.yaml',
    text: `version: 1\nimage: ghcr.io/org/app\n${matrixWords}\ntargets:\n  app: { from: "debian:12"${targetWords} }\n`,
  });
  return Object.fromEntries(
    Object.values(declaredChecks(matrix, 'app')).flatMap((words) =>
      Object.entries(words).map(([key, { value, place }]) => [key, [value, `${place.line}:${place.column}`]]),
    ),
  );
}

it('asks for nothing where nothing is said', () => {
  expect(asked('', '')).toEqual({});
});

it("takes each of the target's words before the matrix's", () => {
  expect(
    asked('policy: { user: non-root, labels: [a] }', ', policy: { labels: [], allow-env: [KEY] }'),
  ).toEqual({ user: ['non-root', '3:17'], labels: [[], '5:47'], 'allow-env': [['KEY'], '5:62'] });
});

it('takes a size alone for the compressed one, and each limit from the target before the matrix', () => {
  expect(asked('size-limit: 1GB', '')).toEqual({ compressed: ['1GB', '3:13'] });
  expect(asked('size-limit: { compressed: 1GB, unpacked: 2GB, growth: 20% }', ', size-limit: 2GB')).toEqual({
    compressed: ['2GB', '5:41'],
    unpacked: ['2GB', '3:42'],
    growth: ['20%', '3:55'],
  });
  expect(asked('size-limit: 1GB', ', size-limit: { unpacked: 3GB }')).toEqual({
    compressed: ['1GB', '3:13'],
    unpacked: ['3GB', '5:53'],
  });
});
