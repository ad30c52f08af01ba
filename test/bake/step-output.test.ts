import { describe, expect, it } from 'vitest';
import { followBake } from '../../src/bake/progress.ts';

/** The kept lines of a step that printed these pieces, each a stream and a text or bytes, and then failed. */
function kept(...pieces: readonly (readonly [1 | 2, string | Uint8Array])[]): readonly string[] {
  const bake = followBake(() => {});
  const vertex = { digest: 'd', name: '[base 1/2] RUN x' };
  for (const [stream, data] of pieces)
    bake.line(
      JSON.stringify({ logs: [{ vertex: 'd', stream, data: Buffer.from(data).toString('base64') }] }),
    );
  bake.line(JSON.stringify({ vertexes: [{ ...vertex, started: 't', error: 'exit code: 1' }] }));
  return bake.failure().log;
}

describe('the output of a step', () => {
  it('has a line once, in however many pieces it came', () => {
    expect(kept([1, 'one li'], [1, 'ne\ntwo\nthr'], [1, 'ee'])).toEqual(['one line', 'two', 'three']);
    expect(kept([1, 'one\r'], [1, '\ntwo\r\n'])).toEqual(['one', 'two']);
  });

  it('keeps a character that came in two pieces', () => {
    const bytes = Buffer.from('grün');
    expect(kept([1, bytes.subarray(0, 3)], [1, bytes.subarray(3)])).toEqual(['grün']);
  });

  it('does not mix the lines of two streams', () => {
    expect(kept([1, 'out'], [2, 'err\n'], [1, 'put\n'])).toEqual(['err', 'output']);
  });

  it('keeps the last 30 lines, and the end of a line without end', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index}`);
    expect(kept([1, lines.join('\n')])).toEqual(lines.slice(-30));
    const [line = ''] = kept([1, 'a'.repeat(100_000)], [1, 'z']);
    expect([line.length < 70_000, line.endsWith('az')]).toEqual([true, true]);
  });
});
