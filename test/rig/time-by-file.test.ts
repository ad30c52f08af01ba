import { expect, it } from 'vitest';
import { timeTable } from './time-by-file.ts';

it('sums by project, and names the slow files, the slowest first, failed ones too', () => {
  const file = (project: string, path: string, seconds: number, isFailed = false) => ({
    project,
    path,
    seconds,
    isFailed,
  });
  expect(
    timeTable([
      file('unit', 'test/a.test.ts', 4.9),
      file('engine', 'test/engine/b.test.ts', 12, true),
      file('unit', 'test/c.test.ts', 0),
      file('engine', 'test/engine/d.test.ts', 123.6),
    ]),
  ).toEqual([
    '  136 s  engine: 2 files',
    '  124 s    test/engine/d.test.ts',
    '   12 s    test/engine/b.test.ts  FAILED',
    '    5 s  unit: 2 files',
  ]);
});
