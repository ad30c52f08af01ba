import { expect, it } from 'vitest';
import { expandVariables } from '../../../src/gates/tests/expand-variables.ts';

// From Go's own table: https://github.com/golang/go/blob/master/src/os/env_test.go
it.each([
  ['', ''],
  ['$*', 'all the args'],
  ['$$', 'PID'],
  ['${*}', 'all the args'],
  ['$1', 'ARGUMENT1'],
  ['${1}', 'ARGUMENT1'],
  ['now is the time', 'now is the time'],
  ['$HOME', '/usr/gopher'],
  ['$home_1', '/usr/foo'],
  ['${HOME}', '/usr/gopher'],
  ['${H}OME', '(Value of H)OME'],
  ['A$$$#$1$H$home_1*B', 'APIDNARGSARGUMENT1(Value of H)/usr/foo*B'],
  ['start$+middle$^end$', 'start$+middle$^end$'],
  ['mixed$|bag$$$', 'mixed$|bagPID$'],
  ['$', '$'],
  ['$}', '$}'],
  ['${', ''],
  ['${}', ''],
])('%j becomes %j', (text, result) => {
  const values: Readonly<Record<string, string>> = {
    '*': 'all the args',
    '#': 'NARGS',
    $: 'PID',
    1: 'ARGUMENT1',
    HOME: '/usr/gopher',
    H: '(Value of H)',
    home_1: '/usr/foo',
    _: 'underscore',
  };
  expect(expandVariables(text, (name) => values[name] ?? '')).toBe(result);
});
