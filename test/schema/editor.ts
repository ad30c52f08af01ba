import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';

export const REPOSITORY = join(import.meta.dirname, '../..');

/** As much of JSON Schema as ours uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly minProperties?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

export const schema = JSON.parse(
  readFileSync(join(REPOSITORY, 'schema/matrix.schema.json'), 'utf8'),
) as Schema;

const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strict: true,
  keywords: ['patternErrorMessage'],
});

export function compile(part: Schema): ValidateFunction {
  return ajv.compile(part);
}

/** What an editor makes of a YAML text: data of YAML 1.2's core schema. */
export function readAsEditor(text: string): unknown {
  return parse(text, { merge: true }) as unknown;
}

const SHAPE = new Set(['unknown-key', 'missing-key', 'invalid-name', 'invalid-value', 'empty-matrix']);

/** What the parser says of a matrix: valid, a wrong shape, or another problem, which a schema cannot find. */
export function ownVerdict(text: string): 'valid' | 'shape' | 'other' {
  try {
    parseMatrix({ path: 'matrix.yaml', text });
    return 'valid';
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    return cause.problems.some(({ code }) => SHAPE.has(code)) ? 'shape' : 'other';
  }
}

/** A key of the schema, by its path: `targets.NAME.from`, `rules[].exclude`. */
export interface Key {
  readonly path: string;
  readonly schema: Schema;
}

export function keysOf(part: Schema, path = ''): readonly Key[] {
  return [
    ...Object.entries(part.properties ?? {}).flatMap(([name, inner]) => {
      const at = path === '' ? name : `${path}.${name}`;
      return [{ path: at, schema: inner }, ...keysOf(inner, at)];
    }),
    ...(part.additionalProperties ? keysOf(part.additionalProperties, `${path}.NAME`) : []),
    ...(part.items ? keysOf(part.items, `${path}[]`) : []),
    ...(part.anyOf ?? []).flatMap((branch) => keysOf(branch, path)),
  ];
}
