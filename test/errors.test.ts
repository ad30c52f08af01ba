import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, startCli, type CliResult } from './rig/cli.ts';
import { fixtureNames, readTree, UPDATE, withCopy } from './rig/fixtures.ts';

/**
 * Each folder of test/errors is a matrix (and templates) with something wrong in it; expected.txt is what
 * `docker-matrix check` says of it, to the byte.
 */
const FOLDER = join(import.meta.dirname, 'errors');
const EXPECTED = 'expected.txt';

/** One for each part that messages come from, for the program that is shipped. */
const STARTED = {
  'the reader of YAML': 'yaml-tab',
  'the schema': 'wrong-types-nested',
  'the plan': 'stage-cycle',
  'the reader of templates': 'template-wrong-close',
  'files that values come from': 'value-file-broken',
};

interface Checked extends CliResult {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const names = fixtureNames(FOLDER);
const results = new Map<string, Checked>();

/** What `check` says of a copy, and what is in the copy before and after. */
async function checked(name: string, run: typeof cli): Promise<Checked> {
  return withCopy(join(FOLDER, name), [EXPECTED], async (copy) => {
    const before = readTree(copy);
    return { ...(await run(['check'], { cwd: copy })), before, after: readTree(copy) };
  });
}

function expectRefused(name: string, { code, stdout, stderr, before, after }: Checked): void {
  const path = join(FOLDER, name, EXPECTED);
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : '(no expected.txt)';
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expected });
  expect(after).toEqual(before);
}

beforeAll(async () => {
  for (const name of names) results.set(name, await checked(name, cli));
});
describe.each(names)('%s', (name) => {
  it('is refused with this text, and nothing is written', () => {
    const result = results.get(name) as Checked;
    if (UPDATE) writeFileSync(join(FOLDER, name, EXPECTED), result.stderr);
    expectRefused(name, result);
  });
});

describe('the program that is shipped refuses with the same text', () => {
  it.each(Object.entries(STARTED))('what %s finds', async (_, name) => {
    expectRefused(name, await checked(name, startCli));
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
        // Of a line that is too long to read there is a part, between marks.
        if (quoted !== undefined && quoted !== text)
          expect(text, name).toContain(quoted.replace(/^…|…$/g, ''));
        if (gutter !== undefined) expect(gutter, name).toBe(line);
        if ((text ?? '').length <= 300 && gutter !== undefined) expect(quoted, name).toBe(text);
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
