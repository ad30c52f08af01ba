/** Writes the JSON schemas: of the matrix file, for editors, and of image-index.json, for programs that read it. */

// They are made from src/matrix/schema.ts, which also validates the matrix, and from src/record/schema.ts, which also
// types the record.

import { toJsonSchema } from '@valibot/to-json-schema';
import { bundled } from '../bundled.mjs';

/** The address under which other repositories refer to the schemas. */
const ADDRESS = 'https://raw.githubusercontent.com/org/docker-matrix-action/v1/schema/';

export async function generate() {
  const text = (schema) => `${JSON.stringify(schema, undefined, 2)}\n`;
  return {
    'schema/matrix.schema.json': text(await matrixJsonSchema()),
    'schema/image-index.schema.json': text(await recordJsonSchema()),
  };
}

/** The schema of the matrix file, as draft 7, which the YAML language server supports best. */
export async function matrixJsonSchema() {
  const { matrixSchema, value } = await bundled('src/matrix/schema.ts');
  const { $schema, ...schema } = toJsonSchema(matrixSchema, {
    target: 'draft-07',
    typeMode: 'input',
    definitions: { value: value.getter() },
    overrideSchema: ({ valibotSchema, jsonSchema }) => scalars(valibotSchema, jsonSchema),
    overrideAction: ({ valibotAction, jsonSchema }) =>
      patternOf(valibotAction, jsonSchema) ?? filledOf(valibotAction, jsonSchema),
  });
  return { $schema, $id: `${ADDRESS}matrix.schema.json`, title: 'docker-matrix', ...tidy(schema) };
}

/** Open to keys that come later: a reader skips what it does not know. */
async function recordJsonSchema() {
  const { imageIndexSchema } = await bundled('src/record/schema.ts');
  const { $schema, ...schema } = toJsonSchema(imageIndexSchema, { target: 'draft-07' });
  return {
    $schema,
    $id: `${ADDRESS}image-index.schema.json`,
    title: 'image-index.json of docker-matrix',
    ...schema,
  };
}

/** `text` of schema-parts.ts takes true and false as words. */
function scalars({ type, choose }, { anyOf }) {
  if (type === 'union' && !choose && anyOf.every((option) => ['string', 'boolean'].includes(option.type)))
    return { type: ['string', 'boolean'] };
  return undefined;
}

/** A schema has only one `pattern`, so further ones go into `allOf`; each with its message, which editors show. */
function patternOf({ type, requirement, message }, { allOf = [], ...schema }) {
  if (type !== 'regex') return undefined;
  const pattern = { pattern: requirement.source, patternErrorMessage: message };
  return schema.patternErrorMessage === undefined
    ? { ...schema, ...pattern }
    : { ...schema, allOf: [...allOf, pattern] };
}

/** `anyFilled` of schema-parts.ts. */
function filledOf({ keys }, { allOf = [], ...schema }) {
  return (
    keys && {
      ...schema,
      allOf: [
        ...allOf,
        {
          anyOf: keys.map((key) => ({
            type: 'object',
            required: [key],
            properties: { [key]: { type: ['array', 'object'], minItems: 1, minProperties: 1 } },
          })),
        },
      ],
    }
  );
}

/**
 * Puts right what depends on the whole of a schema. In the matrix every scalar is text, but an editor sees
 * 3.11 as a number and true as a boolean: both are allowed wherever the patterns allow their text.
 */
function tidy(schema, isName = false) {
  if (Array.isArray(schema)) return schema.map((item) => tidy(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([keyword, inner]) => {
    if (keyword === 'properties' || keyword === '$defs')
      return [keyword, Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, tidy(item)]))];
    if (['examples', 'default', 'enum', 'const'].includes(keyword)) return [keyword, inner];
    return [keyword, tidy(inner, keyword === 'propertyNames')];
  });
  const { description, ...rest } = Object.fromEntries(
    entries.filter(([keyword, inner]) => keyword !== 'required' || inner.length > 0),
  );
  return {
    ...(description === undefined ? {} : { description }),
    ...(isName ? rest : withEditorsTypes(rest)),
  };
}

function withEditorsTypes(schema) {
  const types = [schema.type].flat();
  if (!types.includes('string')) return schema;
  if (schema.enum) {
    const numbers = schema.enum.filter((word) => String(Number(word)) === word).map(Number);
    return numbers.length === 0
      ? schema
      : { ...schema, type: ['number', 'string'], enum: [...numbers, ...schema.enum] };
  }
  const patterns = [schema, ...(schema.allOf ?? [])].flatMap(({ pattern }) =>
    pattern === undefined ? [] : [new RegExp(pattern)],
  );
  const allows = (text) => patterns.every((pattern) => pattern.test(text));
  const allowed = [
    'string',
    ...(allows('3.11') ? ['number'] : allows('10') ? ['integer'] : []),
    ...(types.includes('boolean') && allows('true') ? ['boolean'] : []),
  ];
  return {
    ...schema,
    type: allowed.length === 1 ? 'string' : allowed,
    ...(allowed.some((type) => ['number', 'integer'].includes(type)) && !allows('-1') ? { minimum: 0 } : {}),
  };
}
