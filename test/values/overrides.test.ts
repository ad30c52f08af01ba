import { describe, expect, it } from 'vitest';
import { parseMatrix, ProblemsFound } from '../../src/index.ts';
import { readOverrides } from '../../src/values/overrides.ts';

const matrix = parseMatrix({
  path: 'matrix.yaml',
  text: 'version: 1\nimage: ghcr.io/o/n\nvalues: { base: { tags: x } }\ntargets: { app: { from: scratch } }\n',
});

/** What a name that is set is refused with, and what to do instead. */
function refused(name: string): readonly (string | undefined)[] {
  try {
    readOverrides(matrix, { [name]: 'x' });
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause.problems.flatMap(({ message, hint }) => [message, hint]);
    throw cause;
  }
  return [];
}

describe('a name that is set', () => {
  it.each([
    ['*.platform', '--platform (input platforms)'],
    ['app.tags', '--tag (input tags)'],
    ['app-3-11.args.VERSION', '"args:" at the target in the matrix'],
    ['a*.cache-to', '--registry-cache (input cache)'],
    ['*.network', 'nothing here sets "network" of a target'],
  ])('as bake has it is told apart: %s', (name, instead) => {
    const [message, hint] = refused(name);
    expect(message).toBe(`--set ${name}: this is an override of bake's, for a target of docker-bake.hcl`);
    expect(hint).toContain(instead);
  });

  it('that looks like it, and is a value, is a value', () => {
    expect(refused('base.tags')).toEqual([]);
    expect(refused('bsae.tags')).toEqual([expect.stringContaining('did you mean "base.tags"?'), undefined]);
  });
});
