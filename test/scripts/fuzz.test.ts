import { expect, it } from 'vitest';
import { inputsOf } from '../../scripts/fuzz/inputs.mjs';
import { seeds } from '../../scripts/fuzz/seeds.mjs';

it('a fuzz run is told by its seed', () => {
  const corpus = seeds().filter(({ name }) => name.startsWith('test/'));
  const run = (seed: number): readonly unknown[] =>
    Array.from({ length: 20 }, (_, index) => inputsOf(corpus, seed)(index));
  const inputs = run(7);
  expect(run(7)).toEqual(inputs);
  expect(run(8)).not.toEqual(inputs);
  expect(new Set(inputs.map((input) => JSON.stringify(input))).size).toBe(inputs.length);
});
