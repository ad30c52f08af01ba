import { expect, it } from 'vitest';
import { lintDockerfile } from '../../src/dockerfile/lint/lint.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { formatProblems } from '../../src/report/problems.ts';

it('shows no line that may hold a secret, for whatever problem', () => {
  const text = 'FROM debian:12\nENV TOKEN=ghp_hunter2\nCOPY a b\n';
  const problems = lintDockerfile(text, { platforms: ['linux/amd64'] }).findings.map(
    ({ line, code, severity, message }): Problem => ({
      severity,
      code,
      message,
      place: { file: 'app.hbs', line, column: 1 },
    }),
  );
  expect(problems.map(({ code }) => code)).toEqual(['secret-argument']);
  const shown = formatProblems(
    [
      ...problems,
      {
        severity: 'error',
        code: 'invalid-value',
        message: 'wrong',
        place: { file: 'app.hbs', line: 2, column: 5 },
      },
      {
        severity: 'error',
        code: 'invalid-value',
        message: 'wrong',
        place: { file: 'app.hbs', line: 3, column: 1, length: 4 },
      },
    ],
    () => text,
  );
  expect(shown).toBe(
    'app.hbs:2:1: warning: ENV TOKEN looks like a secret, which stays in the image\napp.hbs:2:5: wrong\n' +
      'app.hbs:3:1: wrong\n  3 | COPY a b\n    | ^^^^',
  );
});

it('shows a part of a message and of a line that are too long to read', () => {
  const line = `${'a'.repeat(1_000_000)}!${'b'.repeat(1_000_000)}`;
  const shown = formatProblems(
    [
      {
        severity: 'error',
        code: 'invalid-value',
        message: line,
        place: { file: 'x', line: 1, column: 1_000_001, length: 3 },
      },
    ],
    () => line,
  ).split('\n');
  expect(shown.map(({ length }) => length < 5000)).toEqual([true, true, true]);
  expect(shown[1]?.charAt(shown[2]?.indexOf('^') ?? -1)).toBe('!');
});
