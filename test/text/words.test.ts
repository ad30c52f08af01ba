import { expect, it } from 'vitest';
import { counted, firstLine, plural } from '../../src/text/words.ts';

it('counts in the singular and the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'image'))).toEqual(['0 images', '1 image', '2 images']);
  expect([plural('label', 1), plural('label', 3)]).toEqual(['label', 'labels']);
});

it('takes the first line that says something', () => {
  expect([firstLine('\n  one \ntwo'), firstLine(''), firstLine('\n \n')]).toEqual(['one ', '', '']);
});
