import { describe, expect, it } from 'vitest';
import { declaresArg, refreshEpoch } from '../../src/plan/refresh.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');

describe('the epoch of a run', () => {
  it.each([
    ['is that of the last run while it is young enough', '2026-11-15', '2026-11-15'],
    ['also when that was a time', '2026-11-14T10:00:01.000Z', '2026-11-14T10:00:01.000Z'],
    ['is today when the last one is too old', '2026-11-14', '2026-11-21'],
    ['is today to the second', '2026-11-14T10:00:00.000Z', '2026-11-21'],
    ['is today without a last one', undefined, '2026-11-21'],
    ['is today when the last one is no time', 'soon', '2026-11-21'],
    ['is today when the last one is in the future', '2026-11-22', '2026-11-21'],
  ])('%s', (_, last, epoch) => {
    expect(refreshEpoch(NOW, 7, last, false)).toBe(epoch);
  });

  it('is now when the user asks for it, however young the last one is', () => {
    expect(refreshEpoch(NOW, 7, '2026-11-21', true)).toBe('2026-11-21T10:00:00.000Z');
  });
});

it.each([
  ['ARG REFRESH_EPOCH', true],
  ['arg REFRESH_EPOCH=', true],
  ['FROM a\nARG A=1 REFRESH_EPOCH=2 B', true],
  ['# ARG REFRESH_EPOCH', false],
  ['RUN echo ARG REFRESH_EPOCH', false],
  ['ARG REFRESH_EPOCHS', false],
  ['ENV REFRESH_EPOCH=1', false],
])('%j declares the argument: %s', (dockerfile, expected) => {
  expect(declaresArg(dockerfile, 'REFRESH_EPOCH')).toBe(expected);
});
