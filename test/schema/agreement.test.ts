import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  nat,
  oneof,
  pre,
  property,
  record,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { anyCharacter } from '../rig/characters.ts';
import { compile, ownVerdict, readAsEditor, schema, type Schema } from './editor.ts';

const validates = compile(schema);

const WORDS = [
  'a',
  'base',
  'a-b',
  'a--b',
  'A_b',
  '9',
  'linux/amd64',
  'linux/arm/v7',
  '30s',
  '0755',
  'ghcr.io/org/app',
  'HIGH',
  'gate',
  'min',
  'image',
  '{{a}}',
  '>=3.13',
  'x y',
  '',
  ' ',
  'a\nb',
  'true',
  '3.11',
  'null',
  '~',
  '- a',
  'a: b',
  '# a',
  '*a',
  '@',
  'é',
  '\u{1f600}',
  '\0',
  '500MB',
  '1.5 GiB',
  '20%',
  '14 days',
];
const scalar = oneof(
  constantFrom(...WORDS),
  string({ unit: anyCharacter }),
  boolean(),
  integer({ min: -1000, max: 100_000 }),
  constantFrom(3.11, 22.04, 0.5, -1.5),
);
const word = oneof({ weight: 5, arbitrary: constantFrom(...WORDS) }, string());
const anything = oneof(scalar, array(scalar, { maxLength: 2 }), dictionary(word, scalar, { maxKeys: 2 }));

/**
 * Documents that follow a schema.
 *
 * @param strays whether some of their parts do not follow it
 */
function documentOf(part: Schema, strays: boolean, depth = 0): Arbitrary<unknown> {
  const right = alongside(part, strays, depth);
  return strays ? oneof({ weight: 120, arbitrary: right }, anything) : right;
}

function alongside(part: Schema, strays: boolean, depth: number): Arbitrary<unknown> {
  if (part.$ref) return depth > 6 ? boolean() : documentOf(schema.$defs?.['value'] ?? {}, strays, depth + 1);
  if (part.enum) return constantFrom(...part.enum);
  if (part.const !== undefined) return constant(part.const);
  if (part.anyOf) return oneof(...part.anyOf.map((branch) => alongside(branch, strays, depth + 1)));
  if (part.items)
    return array(documentOf(part.items, strays, depth + 1), { minLength: part.minItems ?? 0, maxLength: 2 });
  if (part.properties) {
    const properties = Object.fromEntries(
      Object.entries(part.properties).map(([name, inner]) => [name, documentOf(inner, strays, depth + 1)]),
    );
    const known = record(properties, { requiredKeys: [...(part.required ?? [])], noNullPrototype: true });
    const right = part.allOf ? fitting({ allOf: part.allOf }, known) : known;
    const wrong = tuple(right, word, nat(20)).map(([keys, extra, drop]) =>
      drop < 10
        ? { ...keys, [extra]: 'x' }
        : Object.fromEntries(Object.entries(keys).filter((_, index) => index !== drop - 10)),
    );
    return strays ? oneof({ weight: 120, arbitrary: right }, wrong) : right;
  }
  if (part.additionalProperties)
    return dictionary(
      fitting(part.propertyNames ?? {}, word),
      documentOf(part.additionalProperties, strays, depth + 1),
      { minKeys: part.minProperties ?? 0, maxKeys: 2, noNullPrototype: true },
    );
  return part.type === 'boolean' ? boolean() : fitting(part, scalar);
}

function fitting<T>(part: Schema, from: Arbitrary<T>): Arbitrary<T> {
  const fits = compile(part);
  return from.filter((value) => fits(value));
}

it.each([
  ['some', 200, true],
  ['no', 100, false],
] as const)('an editor and our validator agree on documents with %s mistakes', (_name, numRuns, strays) => {
  const counts = { valid: 0, shape: 0 };
  assert(
    property(documentOf(schema, strays), (data) => {
      const text = stringify(data, { lineWidth: 0 });
      // What an editor reads in the text is what was written into it.
      expect(JSON.stringify(readAsEditor(text))).toBe(JSON.stringify(data));
      const own = ownVerdict(text);
      // Reserved names such as __proto__: the schema does not express them.
      pre(own !== 'other');
      expect([
        text,
        own,
        validates(data) ? 'valid' : 'shape',
        own === 'valid' ? validates.errors : null,
      ]).toEqual([text, own, own, null]);
      counts[own] += 1;
    }),
    { numRuns },
  );
  expect([counts.valid > numRuns / 10, counts.shape > numRuns / 10]).toEqual([true, strays]);
});
