import * as v from 'valibot';

/**
 * The matrix file's shape: the one source for validation and for the types.
 * Every message says what is allowed, so that it can stand behind the name of the key.
 */

// Also a stage name of a Dockerfile and a target name of bake, which allows no dots.
const NAME = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;
const NAME_RULE = 'must be lower-case letters and digits, with single "_" or "-" between them, beginning with a letter';
const KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const KEY_RULE = 'must be letters, digits, "_" and "-", beginning with a letter';
const PLATFORM = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/;

/** Text of one line: a line break in a value could add an instruction to a Dockerfile. */
const text = v.pipe(
  v.union([v.string(), v.pipe(v.boolean(), v.transform(String))], 'must be text'),
  v.regex(/^[^\n\r\0]*$/, 'must be one line without control characters'),
);
const filled = v.pipe(text, v.regex(/\S/, 'must not be empty'));
const boolean = v.boolean('must be true or false');
const name = v.pipe(v.string(), v.regex(NAME, NAME_RULE));
const key = v.pipe(v.string(), v.regex(KEY, KEY_RULE));
const filledKey = v.pipe(v.string(), v.regex(/^[^\n\r\0]*\S[^\n\r\0]*$/, 'must be one line and not empty'));
const platform = v.pipe(text, v.regex(PLATFORM, 'must be os/architecture[/variant], as linux/amd64 or linux/arm/v7'));
const platforms = v.pipe(v.array(platform, 'must be a list, as [linux/amd64, linux/arm64]'), v.minLength(1, 'must name at least one platform'));
const severities = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** A value for templates: text, true/false, a list, or a mapping of values. */
export type Value = string | boolean | readonly Value[] | { readonly [key: string]: Value };

const isList = (input: unknown): boolean => Array.isArray(input);
const isMapping = (input: unknown): boolean => typeof input === 'object' && input !== null && !Array.isArray(input);
const mapping = 'must be a mapping (key: value)';

/** Valibot takes a list for a mapping with the keys 0, 1, 2 …; it is none. */
function noList<Output>(schema: v.GenericSchema<unknown, Output>, message: string = mapping): v.GenericSchema<unknown, Output> {
  return v.lazy((input) => (isList(input) ? v.custom<Output>(() => false, message) : schema));
}

// `lazy` picks the alternative by the kind of the input, so that messages speak of the one that was meant.
const oneLine = v.pipe(v.string(), v.regex(/^[^\n\r\0]*$/, 'must be one line without control characters'));
const value: v.GenericSchema<unknown, Value> = v.lazy((input) =>
  isList(input) ? v.array(value) : isMapping(input) ? v.record(key, value, mapping) : typeof input === 'boolean' ? v.boolean() : oneLine,
);
const values = v.record(key, value, mapping);
const texts = v.record(filledKey, text, mapping);

const axis = v.lazy((input): v.GenericSchema<unknown, readonly string[] | Readonly<Record<string, Record<string, Value>>>> =>
  isMapping(input)
    ? v.pipe(v.record(filledKey, values, mapping), v.minEntries(1, 'must have at least one value'))
    : v.pipe(v.array(filled, 'must be a list of values, or a mapping from each value to values of its own'), v.minLength(1, 'must have at least one value')),
);

const secretId = v.pipe(v.string('must be the id of a secret'), v.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'must be letters, digits, "_", "." and "-"'));

const stage = v.strictObject(
  {
    from: filled,
    template: v.optional(filled),
    values: v.optional(values),
  },
  mapping,
);

const secret = v.lazy((input): v.GenericSchema<unknown, string | { readonly id: string; readonly env?: string; readonly file?: string }> =>
  isMapping(input)
    ? (v.strictObject({ id: secretId, env: v.optional(v.pipe(filled, v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable'))), file: v.optional(filled) }, mapping) as v.GenericSchema<unknown, { readonly id: string; readonly env?: string; readonly file?: string }>)
    : secretId,
);

const target = v.strictObject(
  {
    from: v.optional(filled),
    stage: v.optional(name),
    template: v.optional(filled),
    file: v.optional(filled),
    dockerfile: v.optional(filled),
    description: v.optional(filled),
    axes: v.optional(v.array(key, 'must be a list of axis names')),
    platforms: v.optional(platforms),
    values: v.optional(values),
    args: v.optional(texts),
    labels: v.optional(texts),
    tags: v.optional(v.array(filled, 'must be a list of tag patterns')),
    latest: v.optional(boolean),
    secrets: v.optional(v.array(secret, 'must be a list of secret ids')),
    contexts: v.optional(texts),
    output: v.optional(v.picklist(['image', 'local'], 'must be image, or local for files instead of an image')),
  },
  mapping,
);

const pattern = v.lazy((input) => (isList(input) ? v.pipe(v.array(filled), v.minLength(1, 'must have at least one value')) : filled));
const condition = v.pipe(v.record(key, pattern, 'must be a mapping from target, platform or an axis to a value'), v.minEntries(1, 'must name at least one of target, platform or an axis'));
const rule = v.strictObject(
  {
    exclude: v.optional(condition),
    include: v.optional(condition),
    require: v.optional(condition),
    set: v.optional(values),
    when: v.optional(condition),
    because: v.optional(filled),
  },
  mapping,
);

const cache = v.lazy((input) =>
  isMapping(input)
    ? v.strictObject({ repository: v.optional(filled), mode: v.optional(v.picklist(['min', 'max'], 'must be min or max')) }, mapping)
    : v.boolean('must be true, false, or a mapping with "repository" and "mode"'),
) as v.GenericSchema<unknown, boolean | { readonly repository?: string; readonly mode?: 'min' | 'max' }>;

export const matrixSchema = v.strictObject(
  {
    version: v.pipe(v.string('must be 1'), v.picklist(['1'], 'must be 1, the only version of this format')),
    image: filled,
    platforms: v.optional(platforms),
    context: v.optional(filled),
    syntax: v.optional(v.lazy((input) => (typeof input === 'boolean' ? v.literal(false, 'must be an image reference, or false for no "# syntax" line') : filled))),
    templates: v.optional(filled),
    values: v.optional(values),
    axes: v.optional(v.record(key, axis, mapping)),
    stages: v.optional(v.record(name, stage, mapping)),
    targets: v.pipe(v.record(name, target, mapping), v.minEntries(1, 'must have at least one target')),
    rules: v.optional(v.array(rule, 'must be a list of rules')),
    tags: v.optional(v.array(filled, 'must be a list of tag patterns')),
    labels: v.optional(texts),
    ignore: v.optional(v.array(text, 'must be a list of .dockerignore patterns')),
    cache: v.optional(cache),
    scan: v.optional(
      v.strictObject(
        {
          mode: v.optional(v.picklist(['off', 'report', 'gate'], 'must be off, report or gate')),
          'fail-on': v.optional(v.array(v.picklist(severities, `must be one of ${severities.join(', ')}`), 'must be a list of severities')),
          'ignore-unfixed': v.optional(boolean),
          ignores: v.optional(filled),
        },
        mapping,
      ),
    ),
  },
  mapping,
);

/** A matrix file that has the right shape; whether its names fit together is checked by `expand` and `plan`. */
export type MatrixFile = v.InferOutput<typeof matrixSchema>;
export type Target = MatrixFile['targets'][string];
export type Stage = NonNullable<MatrixFile['stages']>[string];
export type Rule = NonNullable<MatrixFile['rules']>[number];
export type Condition = Readonly<Record<string, string | readonly string[]>>;
export type Severity = (typeof severities)[number];
