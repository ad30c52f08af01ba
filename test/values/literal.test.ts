import { assert, asyncProperty, constantFrom, array } from 'fast-check';
import { expect, it } from 'vitest';
import { createTemplates } from '../../src/template/templates.ts';
import { literal } from '../../src/values/literal.ts';

it('gives an expression of every text', async () => {
  const templates = await createTemplates([]);
  const text = array(constantFrom('{', '}', '{{', '}}', '\\', '"', 'a', ' ', '#', '!', '~', '$')).map(
    (parts) => parts.join(''),
  );
  await assert(
    asyncProperty(text, async (plain) => {
      expect(templates.expression(literal(plain), {}, { file: 'x', line: 1, column: 1 })).toBe(plain);
    }),
    { numRuns: 500 },
  );
});
