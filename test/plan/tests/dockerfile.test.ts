import { expect, it } from 'vitest';
import { LINE_LIMIT, longestLine } from '../../../src/plan/tests/dockerfile.ts';

it('counts the bytes of the longest line as it is in the Dockerfile, quoting and all', () => {
  const test = { command: ['x'], setup: [], env: [], network: false };
  const head = 'RUN --network=none [""]'.length;
  expect(longestLine({ ...test, command: ['x'.repeat(LINE_LIMIT - head)] })).toBe(LINE_LIMIT);
  expect(longestLine({ ...test, command: ['é"'] })).toBe(head + 4);
  expect(longestLine({ ...test, env: [{ name: 'A', value: '$'.repeat(100) }] })).toBe(
    'ENV A=""'.length + 200,
  );
});
