import * as v from 'valibot';

/**
 * What the matrix file's shape is made of: its scalars, its choices, and the words that editors show for a key.
 * Every message says what is allowed, so that it can stand behind the name of the key.
 */

const ONE_LINE = /^[^\n\r\0]*$/;
const ONE_LINE_RULE = 'must be one line without control characters';

export const MAPPING_RULE = 'must be a mapping (key: value)';

/** Text of one line: a line break in a value could add an instruction to a Dockerfile. */
export const text = v.pipe(
  v.union([v.string(), v.pipe(v.boolean(), v.transform(String))], 'must be text'),
  v.regex(ONE_LINE, ONE_LINE_RULE),
);
export const filled = v.pipe(text, v.regex(/\S/, 'must not be empty'));
/** Text where true and false mean something else. */
export const word = v.pipe(v.string('must be text'), v.regex(ONE_LINE, ONE_LINE_RULE));
export const filledWord = v.pipe(word, v.regex(/\S/, 'must not be empty'));
export const boolean = v.boolean('must be true or false');

/** The kinds of YAML nodes that a choice can be made by. */
type Kind = 'list' | 'mapping' | 'boolean' | 'text';
type Branches = Readonly<Partial<Record<Kind, v.GenericSchema>>>;

/** Alternatives as data, which the JSON Schema is made of, and the choice between them. */
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
 * One of several schemas, by the kind of the input, so that messages speak of the one that was meant.
 * A kind that has no branch is held against the branch `otherwise`.
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

const platform = v.pipe(
  text,
  v.regex(
    /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/,
    'must be os/architecture[/variant], as linux/amd64 or linux/arm/v7',
  ),
);
export const platforms = someOf(
  platform,
  'must be a list, as [linux/amd64, linux/arm64]',
  'must name at least one platform',
);

/** At least one of these keys has something in it. The keys are data, which the JSON Schema is made of. */
export function anyFilled<T extends object>(
  keys: readonly (keyof T & string)[],
  message: string,
): v.CheckAction<T, string> & { readonly keys: readonly string[] } {
  const isFilled = (part: unknown): boolean =>
    typeof part === 'object' && part !== null && Object.keys(part).length > 0;
  return { ...v.check<T, string>((input) => keys.some((key) => isFilled(input[key])), message), keys };
}

/**
 * What editors and docs/reference.md show for a key. `fallback` is what its absence means, where one value says that;
 * elsewhere the description tells it.
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

/** A key that may be left out. */
export function optional<S extends v.GenericSchema>(
  schema: S,
  description: string,
  examples: readonly [unknown, ...unknown[]],
  fallback?: unknown,
) {
  return v.exactOptional(documented(schema, description, examples, fallback));
}
