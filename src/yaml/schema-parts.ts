/** The parts that the schema of the matrix is made of: texts, lists, choices, and what editors show for a key. */

import * as v from 'valibot';

/*
 * Every message says what is allowed. It is a phrase that stands behind the name of the key: `must be true or false`.
 */

const ONE_LINE = /^[^\n\r\0]*$/;
const ONE_LINE_RULE = 'must be one line without control characters';

export const MAPPING_RULE = 'must be a mapping (key: value)';

/** Text of one line; true and false are text too. A line break could add an instruction to a Dockerfile. */
export const text = v.pipe(
  v.union([v.string(), v.pipe(v.boolean(), v.transform(String))], 'must be text'),
  v.regex(ONE_LINE, ONE_LINE_RULE),
);
export const filled = v.pipe(text, v.regex(/\S/, 'must not be empty'));
/** Text of one line where true and false are no text, because they have a meaning of their own. */
export const word = v.pipe(v.string('must be text'), v.regex(ONE_LINE, ONE_LINE_RULE));
export const filledWord = v.pipe(word, v.regex(/\S/, 'must not be empty'));
export const boolean = v.boolean('must be true or false');

/** The kinds of YAML values that a choice between schemas can depend on. */
type Kind = 'list' | 'mapping' | 'boolean' | 'text';
type Branches = Readonly<Partial<Record<Kind, v.GenericSchema>>>;

/** A choice between schemas: all of them, for the JSON Schema, and a function that picks one. */
export interface Choice {
  readonly options: readonly v.GenericSchema[];
  readonly choose: (input: unknown) => v.GenericSchema;
}

function kindOf(input: unknown): Kind {
  if (Array.isArray(input)) return 'list';
  if (typeof input === 'object' && input !== null) return 'mapping';
  return typeof input === 'boolean' ? 'boolean' : 'text';
}

type Output<B extends Branches> = v.InferOutput<Extract<B[keyof B], v.GenericSchema>>;

/**
 * One of several schemas, picked by the kind of the input, so that messages speak of the one that was meant.
 *
 * @param branches the schema for each kind
 * @param otherwise the branch for an input of any other kind
 */
export function byKind<const B extends Branches>(
  branches: B,
  otherwise: keyof B & Kind,
): v.GenericSchema<unknown, Output<B>> & Choice {
  const options: readonly v.GenericSchema[] = Object.values(branches);
  const choose = (input: unknown): v.GenericSchema =>
    (branches[kindOf(input)] ?? branches[otherwise]) as v.GenericSchema;
  const run: v.GenericSchema['~run'] = (dataset, config) => choose(dataset.value)['~run'](dataset, config);
  return { ...(v.union(options) as v.GenericSchema<unknown, Output<B>>), options, choose, '~run': run };
}

/** A list that may not be empty. */
export function someOf<S extends v.GenericSchema>(
  item: S,
  message: string,
  empty = 'must have at least one value',
) {
  return v.pipe(v.array(item, message), v.minLength(1, empty));
}

/** A key that may be any text. */
export const filledKey = v.pipe(
  v.string(),
  v.regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, 'must be one line and not empty'),
);
export const texts = v.record(filledKey, text, MAPPING_RULE);

/** Checks that at least one of these keys is not empty. The JSON Schema is made from `keys`. */
export function anyFilled<T extends object>(
  keys: readonly (keyof T & string)[],
  message: string,
): v.CheckAction<T, string> & { readonly keys: readonly string[] } {
  const isFilled = (part: unknown): boolean =>
    typeof part === 'object' && part !== null && Object.keys(part).length > 0;
  return { ...v.check<T, string>((input) => keys.some((key) => isFilled(input[key])), message), keys };
}

/**
 * A key with what editors and docs/reference.md show for it.
 *
 * @param fallback the default, where one value can say it; otherwise the description does
 */
export function documented<S extends v.GenericSchema>(
  schema: S,
  description: string,
  examples: readonly [unknown, ...unknown[]],
  fallback?: unknown,
) {
  return v.pipe(
    schema,
    v.metadata({
      description,
      examples: [...examples],
      ...(fallback === undefined ? {} : { default: fallback }),
    }),
  );
}

/** The same for a key that may be left out. */
export function optional<S extends v.GenericSchema>(
  schema: S,
  description: string,
  examples: readonly [unknown, ...unknown[]],
  fallback?: unknown,
) {
  return v.exactOptional(documented(schema, description, examples, fallback));
}
