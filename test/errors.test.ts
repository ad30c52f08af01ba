import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli, type CliResult } from './rig/cli.ts';
import { fixtureNames, readTree, UPDATE, withCopy } from './rig/fixtures.ts';

/**
 * Each folder of test/errors is a matrix (and templates) with something wrong in it; expected.txt is what
 * `docker-matrix check` says of it, to the byte.
 */
const FOLDER = join(import.meta.dirname, 'errors');
const EXPECTED = 'expected.txt';

interface Checked extends CliResult {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const cli = useCli();
const names = fixtureNames(FOLDER);
const results = new Map<string, Checked>();

beforeAll(async () => {
  // A process takes a quarter of a second, most of it waiting for one processor.
  const limit = pLimit(cpus().length);
  await Promise.all(
    names.map((name) =>
      limit(() =>
        withCopy(join(FOLDER, name), [EXPECTED], async (copy) => {
          const before = readTree(copy);
          results.set(name, { ...(await cli(['check'], { cwd: copy })), before, after: readTree(copy) });
        }),
      ),
    ),
  );
}, 180_000);

describe.each(names)('%s', (name) => {
  it('is refused with this text, and nothing is written', () => {
    const { code, stdout, stderr, before, after } = results.get(name) as Checked;
    const path = join(FOLDER, name, EXPECTED);
    if (UPDATE) writeFileSync(path, stderr);
    const expected = existsSync(path) ? readFileSync(path, 'utf8') : '(no expected.txt)';
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expected });
    expect(after).toEqual(before);
  });
});

describe('every message', () => {
  it('has its place in the matrix or a template, and quotes the line', () => {
    for (const name of names) {
      const { stderr, before } = results.get(name) as Checked;
      const heads = [...stderr.matchAll(/^(\S+?):(\d+):(\d+): (.*)\n(?: {2}(\d+) \| (.*)\n)?/gm)];
      expect(heads.length, `${name}: no place`).toBeGreaterThan(0);
      for (const [, file = '', line = '', column = '', message = '', gutter, quoted] of heads) {
        const text = before[file]?.split('\n')[Number(line) - 1];
        expect(text, `${name}: there is no ${file}:${line}`).toBeDefined();
        expect(Number(column), `${name}: column`).toBeLessThanOrEqual((text ?? '').length + 1);
        if (gutter !== undefined) expect([gutter, quoted], name).toEqual([line, text]);
        expect(message, name).not.toMatch(/undefined|\[object|NaN|\bnull\b/);
        expect(message, name).not.toMatch(/\.$/);
      }
    }
  });

  it('is about a kind of its own: no two folders expect the same text', () => {
    const texts = names.map((name) => results.get(name)?.stderr ?? '');
    expect(new Set(texts).size).toBe(names.length);
  });
});
