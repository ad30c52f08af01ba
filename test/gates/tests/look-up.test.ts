import { expect, it } from 'vitest';
import { lookUp } from '../../../src/gates/tests/look-up.ts';
import type { TarEntry } from '../../../src/gates/gate/tar.ts';

const entry = (kind: TarEntry['kind'], linkName = ''): TarEntry => ({
  name: 'x',
  kind,
  mode: 0o755,
  uid: 0,
  gid: 0,
  linkName,
  content: new Uint8Array(),
});
const tree = new Map<string, TarEntry | undefined>([
  ['/bin', entry('symlink', 'usr/bin')],
  ['/usr', entry('folder')],
  ['/usr/bin', entry('folder')],
  ['/usr/bin/python', entry('symlink', '../lib/python3')],
  ['/usr/lib', entry('folder')],
  ['/usr/lib/python3', entry('file')],
  ['/abs', entry('symlink', '/usr/bin')],
  ['/loop', entry('symlink', 'loop')],
  ['/none', undefined],
  ['/etc', entry('folder')],
  ['/etc/passwd', entry('file')],
]);
const kind = (path: string, follow = false): string | undefined => {
  const found = lookUp(path, follow, tree);
  expect(found.unknown).toEqual([]);
  return found.entry?.kind;
};

it('follows links on the way, and at the end only when told to', () => {
  expect(kind('/bin')).toBe('symlink');
  expect(kind('/bin', true)).toBe('folder');
  expect(kind('/bin/python')).toBe('symlink');
  expect(kind('/bin/python', true)).toBe('file');
  expect(kind('/abs/python', true)).toBe('file');
  expect(kind('/')).toBe('folder');
  expect(kind('//usr//bin/')).toBe('folder');
  expect(kind('/bin/')).toBe('folder');
  expect(kind('/etc/../bin/../lib/python3')).toBe('file');
});

it('finds nothing below a file, behind nothing, and in a circle', () => {
  expect(kind('/etc/passwd/passwd')).toBeUndefined();
  expect(kind('/etc/passwd/')).toBeUndefined();
  expect(kind('/none')).toBeUndefined();
  expect(kind('/loop', true)).toBeUndefined();
  expect(kind('/loop')).toBe('symlink');
});

it('asks for all that it does not know on the way', () => {
  expect(lookUp('/usr/share/doc/x', false, tree).unknown).toEqual([
    '/usr/share',
    '/usr/share/doc',
    '/usr/share/doc/x',
  ]);
  expect(lookUp('/bin/x', false, tree).unknown).toEqual(['/usr/bin/x']);
});
