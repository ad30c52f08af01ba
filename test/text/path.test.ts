import { expect, it } from 'vitest';
import { pathFrom, shownPath, withSlashes } from '../../src/text/path.ts';

it('shows a path from the current folder, which is a dot', () => {
  const shown = (path: string): string => shownPath(path, '/srv/project');
  expect(['/srv/project/a/b', 'a/b', './a/../b', '/srv/other', '/srv/project', '.'].map(shown)).toEqual([
    'a/b',
    'a/b',
    'b',
    '../other',
    '.',
    '.',
  ]);
});

it('writes every path with slashes', () => {
  expect(withSlashes('a\\b/c')).toBe('a/b/c');
  expect([pathFrom('/a', '/a/b\\c'), pathFrom('/a/b', '/a'), pathFrom('/a', '/a')]).toEqual([
    'b/c',
    '..',
    '',
  ]);
});
