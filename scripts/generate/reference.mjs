/** Writes docs/reference.md: every key of the matrix file, from the same schema that editors use. */

import { stringify } from 'yaml';
import { matrixJsonSchema } from './schema.mjs';

export async function generate() {
  const schema = await matrixJsonSchema();
  const intro = `# Every key of the matrix

Made from \`src/matrix/schema.ts\` by \`npm run build\`; [matrix.md](matrix.md) \
tells how they work together. Every scalar is text
(\`3.10\` stays 3.10), except plain \`true\` and \`false\`. "May use values" \
means that \`{{name}}\` stands for a value there.
`;
  return { 'docs/reference.md': [intro, ...keysOf(schema, '').map(section)].join('\n') };
}

/** Every key below a schema, in the order of the file, each with its path: `targets.NAME.from`, `rules[].exclude`. */
export function keysOf(schema, path) {
  const { properties = {}, required = [], additionalProperties, items, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, key]) => {
      const inner = path === '' ? name : `${path}.${name}`;
      return [{ path: inner, name, schema: key, required: required.includes(name) }, ...keysOf(key, inner)];
    }),
    ...(typeof additionalProperties === 'object' ? keysOf(additionalProperties, `${path}.NAME`) : []),
    ...(items === undefined ? [] : keysOf(items, `${path}[]`)),
    ...anyOf.flatMap((branch) => keysOf(branch, path)),
  ];
}

function section({ path, name, schema, required }) {
  const facts = [
    typeOf(schema),
    ...(required ? ['required'] : []),
    ...(schema.default === undefined ? [] : [`default \`${inline(schema.default)}\``]),
  ];
  const examples = schema.examples.map((example) =>
    stringify(
      { [name]: example },
      { lineWidth: 0, flowCollectionPadding: true, collectionStyle: nested(example) ? 'block' : 'any' },
    ),
  );
  return `${path.includes('.') || path.includes('[') ? '###' : '##'} ${path}

${facts.join(' · ')}

${schema.description}

\`\`\`yaml
${examples.join('# or\n')}\`\`\`
`;
}

function inline(value) {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false }).trim();
}

function nested(example) {
  return typeof example === 'object' && Object.values(example).some((inner) => typeof inner === 'object');
}

/** All words, or of a long list the first ones, which are the usual ones. */
function wordsOf(words) {
  const shown = words.length > 20 ? words.slice(0, 8) : words;
  return `${shown.join(', ')}${shown === words ? '' : ` and ${words.length - shown.length} others`}`;
}

function typeOf({ $ref, type, enum: words, const: word, items, properties, additionalProperties, anyOf }) {
  if ($ref !== undefined) return 'any value';
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(', or ');
  if (word !== undefined) return `\`${word}\``;
  if (words) return wordsOf([...new Set(words.map(String))].map((text) => `\`${text}\``));
  if (items) return `a list: ${typeOf(items)}`;
  if (properties) return 'a mapping with the keys below';
  if (additionalProperties) return `a mapping from names: ${typeOf(additionalProperties)}`;
  return type === 'boolean' ? '`true` or `false`' : 'text';
}
