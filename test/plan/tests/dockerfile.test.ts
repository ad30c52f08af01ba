import { expect, it } from 'vitest';
import {
  commandArguments,
  commandDockerfile,
  LINE_LIMIT,
  longestLine,
  probeDockerfile,
} from '../../../src/plan/tests/dockerfile.ts';

it('counts the bytes of the longest line as it is in the Dockerfile, quoting and all', () => {
  const test = { command: ['x'], setup: [], env: [], network: false };
  const head = 'RUN --network=none [""]'.length;
  expect(longestLine({ ...test, command: ['x'.repeat(LINE_LIMIT - head)] })).toBe(LINE_LIMIT);
  expect(longestLine({ ...test, command: ['é"'] })).toBe(head + 4);
  expect(longestLine({ ...test, env: [{ name: 'A', value: '$'.repeat(100) }] })).toBe(
    'ENV A=""'.length + 200,
  );
});

it('hands over values with line breaks beside the Dockerfile, where they could add instructions', () => {
  const env = [
    { name: 'A', value: 'a' },
    { name: 'B', value: 'b\nUSER root' },
    { name: 'C', value: 'c\r' },
  ];
  const test = { command: ['x'], setup: [], env, network: false };
  expect(commandDockerfile(test).split('\n').slice(1, -2)).toEqual([
    'ENV A="a"',
    'ARG DOCKER_MATRIX_TEST_2',
    'ENV B=$DOCKER_MATRIX_TEST_2',
    'ARG DOCKER_MATRIX_TEST_3',
    'ENV C=$DOCKER_MATRIX_TEST_3',
  ]);
  expect(commandArguments(test)).toEqual([
    '--build-arg',
    'DOCKER_MATRIX_TEST_2=b\nUSER root',
    '--build-arg',
    'DOCKER_MATRIX_TEST_3=c\r',
  ]);
});

it.each([
  ['/etc/x', '/[e]tc/'],
  ['/-a/x', '/-[a]/'],
  ['/a*b?c/x', '/a[*]b[?]c/'],
  ['/[x]/x', '/[[]x]/'],
  ['/!^a/x', '/!^[a]/'],
  ['/a"b\'c$D/x', String.raw`/[a]\"b\'c\$D/`],
  ['/a\\b/x', String.raw`/a[\\\\]b/`],
])('looks at %s only, whatever its folders are called', (path, folder) => {
  expect(probeDockerfile([path])).toContain(` ${JSON.stringify([folder, '/0/'])}\n`);
});
