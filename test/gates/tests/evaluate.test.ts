import { describe, expect, it } from 'vitest';
import {
  commandFailures,
  fileFailures,
  goMode,
  metadataFailures,
} from '../../../src/gates/tests/evaluate.ts';
import type { FileTest, MetadataTest } from '../../../src/plan/tests/model.ts';
import type { TarEntry } from '../../../src/gates/gate/tar.ts';

const PLACE = { file: 'matrix.yaml', line: 1, column: 1 };
const NONE = { found: [], missing: [] };
const result = { exitCode: 0, stdout: '4.1\n', stderr: '', seconds: 1, clipped: false };
const entry = (over: Partial<TarEntry> = {}): TarEntry => ({
  name: 'x',
  kind: 'file',
  mode: 0o755,
  uid: 0,
  gid: 0,
  linkName: '',
  content: Buffer.from('one\ntwo\n'),
  ...over,
});
const file = (over: Partial<FileTest> = {}): FileTest => ({
  kind: 'file',
  name: 'x',
  place: PLACE,
  path: '/x',
  exists: true,
  ...over,
});
const metadata = (over: Partial<MetadataTest> = {}): MetadataTest => ({
  kind: 'metadata',
  name: 'metadata',
  place: PLACE,
  env: [],
  unsetEnv: [],
  labels: [],
  ports: [],
  noPorts: [],
  volumes: [],
  noVolumes: [],
  ...over,
});

describe('commandFailures', () => {
  it('says every reason', () => {
    expect(commandFailures({ exitCode: 0, stdout: NONE, stderr: NONE }, result)).toEqual([]);
    expect(
      commandFailures(
        {
          exitCode: 1,
          stdout: { found: ['^4', '^5'], missing: ['1'] },
          stderr: { found: ['x'], missing: [] },
        },
        result,
      ),
    ).toEqual([
      'exit status 0, expected 1',
      'standard output has nothing that matches "^5"',
      'standard output matches "1", and must not',
      'standard error has nothing that matches "x"',
    ]);
  });
});

// A backtracking search would practically never end with this pattern.
describe('a pattern with a repetition inside of a repetition', () => {
  const pattern = '^(\\w+\\s?)+$';
  const text = `${'a'.repeat(100_000)}!`;
  const content = Buffer.from(text);

  it('is answered in output', () => {
    expect(
      commandFailures(
        { exitCode: 0, stdout: { found: [pattern], missing: [] }, stderr: { found: [], missing: [pattern] } },
        { ...result, stdout: text, stderr: text },
      ),
    ).toEqual(['standard output has nothing that matches "^(\\\\w+\\\\s?)+$"']);
  });

  it('is answered in a file', () => {
    expect(
      fileFailures(
        file({ content: { found: [pattern], missing: [] } }),
        entry({ content }),
        entry({ content }),
      ),
    ).toEqual(['its content has nothing that matches "^(\\\\w+\\\\s?)+$"']);
  });

  it('is answered in a label', () => {
    const labels = [{ name: 'x', value: pattern, pattern: true }];
    expect(metadataFailures(metadata({ labels }), { Labels: { x: 'a a' } })).toEqual([]);
    expect(metadataFailures(metadata({ labels }), { Labels: { x: text } })).toEqual([
      expect.stringMatching(/^label x is "a{199}…", which does not match "\^/),
    ]);
  });

  it('is answered in the most output that BuildKit keeps', () => {
    const stdout = `${'some line of a log 123\n'.repeat(90_000)}the end\n`;
    expect(
      commandFailures(
        {
          exitCode: 0,
          stdout: {
            found: ['^the (end|beginning)$', '^(\\w+\\s?)+$'],
            missing: ['error: .*x$', '^(\\w+\\s?)+!$'],
            lines: true,
          },
          stderr: NONE,
        },
        { ...result, stdout },
      ),
    ).toEqual([]);
  });
});

describe('fileFailures', () => {
  it.each(['0755', '755', '-rwxr-xr-x'])('takes the mode %s', (mode) => {
    expect(fileFailures(file({ mode }), entry(), undefined)).toEqual([]);
    expect(fileFailures(file({ mode }), entry({ mode: 0o750 }), undefined)).toEqual([
      `its mode is -rwxr-x--- (0750), expected ${mode}`,
    ]);
  });

  // fs.FileMode.String: https://pkg.go.dev/io/fs#FileMode.String
  it.each([
    ['file', 0o644, '-rw-r--r--'],
    ['folder', 0o1777, 'dtrwxrwxrwx'],
    ['symlink', 0o777, 'Lrwxrwxrwx'],
    ['file', 0o4711, 'urwx--x--x'],
    ['folder', 0o2750, 'dgrwxr-x---'],
  ] as const)('writes %s %o as Go does: %s', (kind, mode, text) => {
    expect(goMode({ kind, mode })).toBe(text);
  });

  it('looks at the owner and at who may run it', () => {
    expect(
      fileFailures(
        file({ uid: 1000, gid: 0, executableBy: 'owner' }),
        entry({ uid: 5, mode: 0o644 }),
        undefined,
      ),
    ).toEqual(['it belongs to user 5, expected 1000', 'its mode is -rw-r--r--: not executable by owner']);
    expect(fileFailures(file({ executableBy: 'any' }), entry({ mode: 0o001 }), undefined)).toEqual([]);
    expect(fileFailures(file({ executableBy: 'group' }), entry({ mode: 0o701 }), undefined)).toHaveLength(1);
  });

  it('tells what is there from what is not', () => {
    expect(fileFailures(file(), undefined, undefined)).toEqual(['it does not exist']);
    expect(fileFailures(file({ exists: false }), undefined, undefined)).toEqual([]);
    expect(fileFailures(file({ exists: false }), entry(), undefined)).toEqual(['it exists, and must not']);
  });

  it('reads what a link leads to', () => {
    const content = { found: ['^two$'], missing: ['three'], lines: true };
    expect(fileFailures(file({ content }), entry(), entry())).toEqual([]);
    expect(fileFailures(file({ content }), entry({ kind: 'symlink' }), undefined)).toEqual([
      'it is a symbolic link that leads nowhere',
    ]);
    expect(fileFailures(file({ content }), entry({ kind: 'folder' }), entry({ kind: 'folder' }))).toEqual([
      'it is no file that could be read',
    ]);
    expect(fileFailures(file({ content: { ...content, lines: false } }), entry(), entry())).toEqual([
      'its content has nothing that matches "^two$"',
    ]);
  });
});

describe('metadataFailures', () => {
  const config = {
    User: 'app',
    WorkingDir: '/app',
    Entrypoint: ['/init'],
    Cmd: null,
    Env: ['A=1', 'EMPTY=', 'URL=x=y'],
    Labels: { l: 'v1.2' },
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    Volumes: { '/data': {} },
    Healthcheck: { Test: ['CMD', 'true'] },
  };

  it('passes what is so', () => {
    expect(
      metadataFailures(
        metadata({
          user: 'app',
          workdir: '/app',
          entrypoint: ['/init'],
          cmd: [],
          env: [
            { name: 'EMPTY', value: '', pattern: false },
            { name: 'URL', value: 'x=y', pattern: false },
          ],
          unsetEnv: ['B'],
          labels: [{ name: 'l', value: '^v1', pattern: true }],
          ports: ['80', '53/udp'],
          noPorts: ['443', '53/tcp'],
          volumes: ['/data'],
          noVolumes: ['/'],
          healthcheck: true,
        }),
        config,
      ),
    ).toEqual([]);
  });

  it('says what is not', () => {
    expect(
      metadataFailures(
        metadata({
          user: 'root',
          workdir: '/',
          entrypoint: [],
          cmd: ['x'],
          env: [
            { name: 'A', value: '2', pattern: false },
            { name: 'B', value: '', pattern: false },
          ],
          unsetEnv: ['A'],
          labels: [{ name: 'l', value: '^v1$', pattern: true }],
          ports: ['443'],
          noPorts: ['80'],
          volumes: ['/x'],
          noVolumes: ['/data'],
          healthcheck: false,
        }),
        config,
      ),
    ).toEqual([
      'the user is "app", expected "root"',
      'the working folder is "/app", expected "/"',
      'the entrypoint is ["/init"], expected []',
      'the command is [], expected ["x"]',
      'variable A is "1", expected "2"',
      'there is no variable B',
      'the variable A is set, and must not be',
      'label l is "v1.2", which does not match "^v1$"',
      'the port 443 is not exposed',
      'the port 80 is exposed, and must not be',
      '/x is no volume',
      '/data is a volume, and must not be',
      'there is a health check, and must not be',
    ]);
    expect(metadataFailures(metadata({ healthcheck: true }), { Healthcheck: { Test: ['NONE'] } })).toEqual([
      'there is no health check',
    ]);
  });
});
