import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageTest } from '../../../src/plan/tests/model.ts';
import { readStructureFile } from '../../../src/plan/tests/structure-file.ts';
import { ProblemsFound } from '../../../src/problem/problem.ts';

const read = (text: string): readonly ImageTest[] =>
  readStructureFile({ path: 'tests/app.yaml', text }, { network: true, seconds: 300 });
const problems = (text: string): readonly string[] => {
  try {
    read(text);
  } catch (cause) {
    if (cause instanceof ProblemsFound)
      return cause.problems.map(
        ({ message, place }) => `${place?.file}:${place?.line}:${place?.column}: ${message}`,
      );
  }
  return [];
};

describe('readStructureFile', () => {
  it('reads every kind of test, with the defaults of the tool', () => {
    const tests = read(`schemaVersion: "2.0.0"
globalEnvVars: [{ key: PREFIX, value: /opt/$NAME }]
containerRunOptions: { user: "1000:1000" }
commandTests:
  - name: bare
    command: app
  - name: full
    setup: [[touch, /tmp/x], [sh, -c, 'echo $A']]
    teardown: [[rm, /tmp/x]]
    envVars: [{ key: A, value: "1" }]
    command: cat
    args: [/tmp/x, $PREFIX]
    exitCode: 2
    expectedOutput: ["^a$"]
    excludedOutput: [b]
    expectedError: [c]
    excludedError: [d]
fileExistenceTests:
  - { name: there, path: /a }
  - { name: gone, path: $HOME/b, shouldExist: false }
  - { name: all, path: /c, permissions: -rwxr-xr-x, uid: 0, gid: 5, isExecutableBy: owner }
fileContentTests:
  - { name: content, path: /d, expectedContents: [e], excludedContents: [f] }
metadataTest:
  envVars: [{ key: LANG, value: C }, { key: PATH, value: "^/usr", isRegex: yes }]
  unboundEnvVars: [{ key: TOKEN }]
  labels: [{ key: l, value: "" }]
  exposedPorts: [80]
  unexposedPorts: ["443"]
  volumes: [/data]
  unmountedVolumes: [/x]
  entrypoint: []
  cmd: [sh, -c]
  workdir: /app
  user: app
`);
    expect(tests.map(({ name, place }) => `${place.line}:${place.column} ${name}`)).toEqual([
      '5:11 bare',
      '7:11 full',
      '23:13 content',
      '19:13 there',
      '20:13 gone',
      '21:13 all',
      '25:3 metadataTest',
    ]);
    const none = { found: [], missing: [] };
    expect(tests[0]).toMatchObject({
      kind: 'command',
      command: ['app'],
      setup: [],
      exitCode: 0,
      user: '1000:1000',
      network: true,
      seconds: 300,
      expand: true,
      env: [{ name: 'PREFIX', value: '/opt/$NAME', of: 'file' }],
      stdout: none,
      stderr: none,
    });
    expect(tests[1]).toMatchObject({
      command: ['cat', '/tmp/x', '$PREFIX'],
      setup: [
        ['touch', '/tmp/x'],
        ['sh', '-c', 'echo $A'],
      ],
      exitCode: 2,
      env: [
        { name: 'PREFIX', of: 'file' },
        { name: 'A', value: '1', of: 'setup' },
        { name: 'A', value: '1' },
      ],
      stdout: { found: ['^a$'], missing: ['b'] },
      stderr: { found: ['c'], missing: ['d'] },
    });
    expect(tests[2]).toMatchObject({
      kind: 'file',
      path: '/d',
      exists: true,
      content: { found: ['e'], missing: ['f'] },
    });
    expect(tests[3]).toEqual({
      kind: 'file',
      name: 'there',
      place: expect.anything() as unknown,
      expand: true,
      path: '/a',
      env: [{ name: 'PREFIX', value: '/opt/$NAME', of: 'file' }],
      exists: true,
    });
    expect(tests[4]).toMatchObject({ path: '$HOME/b', exists: false });
    expect(tests[5]).toMatchObject({ mode: '-rwxr-xr-x', uid: 0, gid: 5, executableBy: 'owner' });
    expect(tests[6]).toMatchObject({
      kind: 'metadata',
      env: [
        { name: 'LANG', value: 'C', pattern: false },
        { name: 'PATH', value: '^/usr', pattern: true },
      ],
      unsetEnv: ['TOKEN'],
      labels: [{ name: 'l', value: '', pattern: false }],
      ports: ['80'],
      noPorts: ['443'],
      volumes: ['/data'],
      noVolumes: ['/x'],
      entrypoint: [],
      cmd: ['sh', '-c'],
      workdir: '/app',
      user: 'app',
    });
  });

  it('reads the JSON form, and the files of the example', () => {
    expect(
      read('{"schemaVersion": "2.0.0", "commandTests": [{"name": "x", "command": "true"}]}'),
    ).toHaveLength(1);
    const example = join(import.meta.dirname, '../../../examples/pipeline/structure-tests/cloud.yaml');
    expect(read(readFileSync(example, 'utf8')).map(({ kind }) => kind)).toEqual([
      'command',
      'command',
      'command',
      'command',
      'file',
      'file',
      'file',
      'metadata',
    ]);
  });

  it.each([
    ['010', 8],
    ['0o10', 8],
    ['0x10', 16],
    ['0b11', 3],
    ['018', 18],
    ['1_0', 10],
    ['+5', 5],
    ['00', 0],
  ])('reads the exit status %s as YAML 1.1 does', (written, exitCode) =>
    expect(
      read(`schemaVersion: 2.0.0\ncommandTests: [{ name: x, command: a, exitCode: ${written} }]\n`),
    ).toMatchObject([{ exitCode }]),
  );

  it('takes a key without a value for none, and words as they are written', () => {
    const tests = read(
      'schemaVersion: 2.0.0\nglobalEnvVars:\ncommandTests:\n  - name: x\n    setup: ~\n    command: a\n' +
        '    args: [True, null-ish, 1.0, "null"]\n    exitCode:\nfileExistenceTests:\nmetadataTest: null\n',
    );
    expect(tests).toMatchObject([
      { command: ['a', 'True', 'null-ish', '1.0', 'null'], setup: [], exitCode: 0 },
    ]);
    expect(tests).toHaveLength(1);
  });

  it('takes paths from the root, without their dots', () => {
    const tests = read(
      'schemaVersion: 2.0.0\nfileContentTests: [{ name: x, path: opt/link/../a }]\n' +
        'fileExistenceTests: [{ name: x, path: "/o[p]t/a*/\\"b" }]\n',
    );
    expect(tests).toMatchObject([{ path: '/opt/a' }, { path: '/o[p]t/a*/"b' }]);
  });

  it('takes an empty user and empty permissions for none, as the tool does', () => {
    const tests = read(
      'schemaVersion: 2.0.0\ncontainerRunOptions: { user: "" }\ncommandTests: [{ name: x, command: a }]\n' +
        'fileExistenceTests: [{ name: y, path: /a, permissions: "" }]\n',
    );
    expect(tests.map((test) => 'user' in test || 'mode' in test)).toEqual([false, false]);
  });

  it.each([
    [
      'another version',
      'schemaVersion: 1.0.0\ncommandTests: [{ name: x, command: [a] }]\n',
      ['1:16: the schemaVersion "1.0.0" is not supported, only 2.0.0'],
    ],
    [
      'no version',
      'commandTests: [{ name: x, command: a }]\n',
      ['1:1: the file needs the key "schemaVersion"'],
    ],
    [
      'an unknown key',
      'schemaVersion: 2.0.0\ncommandTests:\n  - name: x\n    command: a\n    expectOutput: [b]\n',
      ['5:5: unknown key "expectOutput" in "commandTests[0]" (did you mean "expectedOutput"?)'],
    ],
    [
      'what is missing',
      'schemaVersion: 2.0.0\ncommandTests:\n  - command: a\nfileExistenceTests:\n  - name: b\n',
      ['3:5: "commandTests[0]" needs the key "name"', '5:5: "fileExistenceTests[0]" needs the key "path"'],
    ],
    [
      'wrong types',
      'schemaVersion: 2.0.0\ncommandTests:\n' +
        '  - { name: x, command: a, args: b, exitCode: one, setup: [a] }\nfileExistenceTests:\n' +
        '  - { name: y, path: /a, shouldExist: maybe, isExecutableBy: all }\n',
      [
        '3:60: "commandTests[0].setup[0]" must be a list, not "a"',
        '3:47: "commandTests[0].exitCode" must be a whole number, not "one"',
        '3:34: "commandTests[0].args" must be a list, not "b"',
        '5:39: "fileExistenceTests[0].shouldExist" must be true or false, not "maybe"',
        '5:62: "fileExistenceTests[0].isExecutableBy" must be owner, group, other or any, not "all"',
      ],
    ],
    [
      'what a build cannot do',
      'schemaVersion: 2.0.0\nlicenseTests:\n  - debian: true\ncontainerRunOptions:\n  privileged: true\n' +
        '  bindMounts: [/a:/b]\n  capabilities: [x]\n  envVars: [TOKEN]\n  envFile: .env\n' +
        '  allocateTty: true\n',
      [
        '3:3: "licenseTests" is not supported here',
        '5:15: "privileged" is not supported here',
        '10:16: "allocateTty" is not supported here',
        '7:17: "capabilities" is not supported here',
        '6:15: "bindMounts" is not supported here',
        '9:12: "envFile" is not supported here',
        '8:12: "envVars" of the caller\'s environment is not supported here',
      ],
    ],
    [
      'patterns, paths and names',
      'schemaVersion: 2.0.0\ncommandTests:\n' +
        '  - { name: x, command: a, expectedOutput: [ok, "("], envVars: [{ key: "A B", value: c }] }\n' +
        'fileContentTests:\n  - { name: y, path: relative, expectedContents: ["\\\\C"] }\n',
      [
        '3:72: "A B" must be the name of an environment variable',
        '3:49: "(" is no regular expression: unterminated group',
        '5:51: "\\\\C" has the escape "\\C", which is not supported',
      ],
    ],
    [
      'users and permissions',
      'schemaVersion: 2.0.0\ncontainerRunOptions:\n  user: "root $X y"\nfileExistenceTests:\n' +
        '  - { name: x, path: /a, permissions: nonsense }\n',
      [
        '5:39: "fileExistenceTests[0].permissions" must be as -rwxr-xr-x; octal digits always fail, not "nonsense"',
        '3:9: "containerRunOptions.user" must be a name or number, with a group behind ":" if need be, not "root $X y"',
      ],
    ],
    [
      'what the tool fails',
      'schemaVersion: 2.0.0\ncommandTests:\n' +
        '  - { name: x, command: a, exitCode: 0400, envVars: [{ key: A, value: "" }, { key: B }] }\n' +
        "fileExistenceTests: [{ name: x, path: /a, permissions: '0644' }]\n",
      [
        '4:56: "fileExistenceTests[0].permissions" must be as -rwxr-xr-x; octal digits always fail, not "0644"',
      ],
    ],
    [
      'values of variables and exit statuses',
      'schemaVersion: 2.0.0\ncommandTests:\n' +
        '  - { name: x, command: a, exitCode: 0400, envVars: [{ key: A, value: "" }, { key: B }] }\n',
      [
        '3:38: "exitCode" must be from 0 to 255, not 256',
        '3:54: a variable of a test must have a value',
        '3:77: a variable of a test must have a value',
      ],
    ],
    ['no tests', 'schemaVersion: 2.0.0\n', ['1:1: there are no tests in this file']],
    [
      'syntax',
      'schemaVersion: 2.0.0\ncommandTests:\n\t- name: x\n',
      ['3:1: a tab in the indentation; YAML allows only spaces there'],
    ],
  ])('says where, of %s', (_name, text, expected) => {
    expect(problems(text)).toEqual(expected.map((line) => `tests/app.yaml:${line}`));
  });
});
