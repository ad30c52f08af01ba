import { expect, it } from 'vitest';
import { inHtml, inMarkdown } from '../../src/text/markdown.ts';

it('escapes each character once', () => {
  expect(inMarkdown('a && b <c> #1 x_y\n z')).toBe('a &#38;&#38; b &#60;c&#62; \\#1 x\\_y z');
  expect(inHtml('a & b_c')).toBe('a &#38; b_c');
});
