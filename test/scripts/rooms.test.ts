import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrongImport } from '../../scripts/lint/rooms.mjs';
import { EDGES, roomOf, rooms } from '../../scripts/rooms.mjs';

const SRC = join(import.meta.dirname, '../../src');
const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

describe('the list of rooms', () => {
  it('has every folder of src', () => {
    const strangers = modules.filter((path) => path.includes('/') && roomOf(path) === EDGES);
    expect(strangers).toEqual([]);
  });

  it('has no folder that is not there', () => {
    const folders = new Set(modules.map((path) => dirname(path)));
    const gone = rooms.filter(
      ([room]) => ![...folders].some((folder) => `${folder}/`.startsWith(`${room}/`)),
    );
    expect(gone).toEqual([]);
  });
});

describe('an import', () => {
  it.each([
    ['plan/plan.ts', 'matrix/parse.ts'],
    ['plan/plan.ts', 'plan/image.ts'],
    ['plan/plan.ts', 'plan/tests/declared.ts'],
    ['host/host.ts', 'effects/host.ts'],
    ['cli.ts', 'host/host.ts'],
  ])('of %s may be %s', (from, to) => {
    expect(wrongImport(from, to)).toBeUndefined();
  });

  it.each([
    ['matrix/parse.ts', 'plan/plan.ts', /which is higher: imports go downwards only/],
    ['plan/tests/declared.ts', 'plan/plan.ts', /which is higher/],
    ['bake/bake-image.ts', 'host/exec.ts', /effects are passed in/],
    ['commands/run.ts', 'cli.ts', /nothing imports them/],
  ])('of %s may not be %s', (from, to, message) => {
    expect(wrongImport(from, to)).toMatch(message);
  });
});
