import { expect, it } from 'vitest';
import { compareVersions, readVersion } from '../../src/version/order.ts';
import { isHigher, readAnyVersion, readPep440, readSemver } from '../../src/version/release.ts';
import { remembered } from '../../src/version/remembered.ts';

it('reads each text once, also one that gives nothing', () => {
  const texts: string[] = [];
  const read = remembered((text) => {
    texts.push(text);
    return text === 'none' ? undefined : { text };
  });
  for (let time = 0; time < 3; time++) for (const text of ['1.0', 'none', '1.1']) read(text);
  expect(texts).toEqual(['1.0', 'none', '1.1']);
  expect(read('1.0')).toBe(read('1.0'));
});

it('forgets what it read before it needs much memory', () => {
  let reads = 0;
  const read = remembered((text) => `${text} ${++reads}`);
  for (let text = 0; text < 20_000; text++) read(String(text));
  expect(read('0')).toBe('0 1');
  read('one more');
  expect(read('0')).toBe('0 20002');
});

/** Versions are compared by what was read of them: comparing all with all reads none of them again. */
it('reads no version again to compare it', () => {
  const texts = Array.from({ length: 40 }, (_, index) => `1.${index % 7}.${index}`);
  for (const read of [readVersion, readAnyVersion, readSemver, readPep440]) {
    const before = texts.map((text) => read(text));
    for (const left of texts) for (const right of texts) compareVersions(left, right);
    for (const left of texts)
      for (const right of texts) {
        const [a, b] = [readSemver(left), readSemver(right)];
        if (a && b) isHigher(a, b);
      }
    expect(texts.every((text, index) => read(text) === before[index])).toBe(true);
  }
});
