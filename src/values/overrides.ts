/** Values from outside of the matrix: `--set python=3.12`, or the input `set` of the action. */

import { parseDocument } from 'yaml';
import { BUILT_IN, isRunFact, MATRIX_KEYS, RUN_FACTS } from '../matrix/names.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Value } from '../matrix/schema.ts';
import { error, ProblemsFound, type Problem } from '../problem/problem.ts';
import { isMapping, pathText } from '../yaml/shape.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { mergeValues } from './scope.ts';
import { isSource } from './sources.ts';

type Values = Readonly<Record<string, Value>>;

/** Values given on the command line: dotted name to text, as in `--set python=3.12`. */
export type Overrides = Readonly<Record<string, string>>;

/**
 * Tells apart what is set: values, which templates are rendered with, and facts of the run such as `version`, which
 * only tags and labels know.
 */
export function splitOverrides(overrides: Overrides): {
  readonly values: Overrides;
  readonly facts: Overrides;
} {
  const entries = Object.entries(overrides);
  return {
    values: Object.fromEntries(entries.filter(([name]) => !isRunFact(name))),
    facts: Object.fromEntries(entries.filter(([name]) => isRunFact(name))),
  };
}

/**
 * Turns the texts of `--set` into values of the kind that the matrix declares: a list where it has a list
 * (`[a, b]` or `a,b`), true/false where it has one of them, text otherwise.
 * Throws `ProblemsFound` for names that no `values:` of the matrix or of a target declares.
 */
export function readOverrides(matrix: Matrix, overrides: Overrides): Values {
  const declared = declaredValues(matrix);
  const problems: Problem[] = [];
  let result: Values = {};
  for (const [name, text] of Object.entries(overrides)) {
    const sample = declared.get(name);
    if (sample === undefined) {
      const instead = insteadOfBake(matrix, name);
      if (instead !== undefined) {
        problems.push(
          error(
            'unknown-value',
            `--set ${name}: this is an override of bake's, for a target of docker-bake.hcl`,
            {
              hint: `--set and input set give values of the matrix (NAME=TEXT); ${instead}`,
            },
          ),
        );
        continue;
      }
      const reason = Object.hasOwn(matrix.file.axes ?? {}, name)
        ? `"${name}" is an axis, not a value; choose images with --target`
        : `there is no value "${name}" to set${didYouMean(name, [...declared.keys(), ...RUN_FACTS])}`;
      problems.push(error('unknown-value', `--set ${name}: ${reason}`));
      continue;
    }
    const value = likeSample(sample, text);
    if (value === undefined) {
      const expected = Array.isArray(sample)
        ? 'a list, as [a, b]'
        : typeof sample === 'boolean'
          ? 'true or false'
          : 'one line of text; a mapping is set key by key';
      problems.push(error('invalid-value', `--set ${name}: "${text}" must be ${expected}`));
      continue;
    }
    result = mergeValues(
      result,
      name.split('.').reduceRight<Value>((inner, part) => ({ [part]: inner }), value) as Values,
    );
  }
  if (problems.length > 0) throw new ProblemsFound(problems);
  return result;
}

/** What does here what an override of bake does there, by the attribute that is overridden. */
const INSTEAD: Readonly<Record<string, string>> = {
  annotations: 'for this, use --annotation (input annotations)',
  args: 'for this, write "args:" at the target in the matrix, with {{NAME}} where a run shall change it',
  attest: 'for this, use --provenance and --sbom (inputs provenance and sbom)',
  'cache-from': 'for this, use --registry-cache (input cache), or "cache:" in the matrix',
  'cache-to': 'for this, use --registry-cache (input cache), or "cache:" in the matrix',
  context: 'for this, write "context:" in the matrix',
  contexts: 'for this, write "contexts:" at the target in the matrix',
  dockerfile: 'for this, write "dockerfile:" at the target in the matrix',
  labels: 'for this, use --label (input labels)',
  load: 'for this, use --load (input load)',
  'no-cache': 'for this, use --no-cache (input no-cache)',
  output: 'for this, use --push or --load (inputs push and load)',
  platform: 'for this, use --platform (input platforms)',
  platforms: 'for this, use --platform (input platforms)',
  pull: 'for this, use --pull (input pull)',
  push: 'for this, use --push (input push)',
  secret: 'for this, write "secrets:" at the target in the matrix',
  secrets: 'for this, write "secrets:" at the target in the matrix',
  tags: 'for this, use --tag (input tags)',
  target: 'for this, write "stage:" at the target in the matrix',
};

/**
 * What to do instead of an override as bake takes them: `*.platform`, `base.args.X`. Nothing for a name that is none:
 * before its first dot an override has a target or a pattern, after it an attribute.
 */
function insteadOfBake({ file }: Matrix, name: string): string | undefined {
  const [target = '', attribute = ''] = name.split('.');
  const isTarget =
    target.includes('*') || Object.keys(file.targets).some((known) => `${target}-`.startsWith(`${known}-`));
  if (!isTarget || !name.includes('.')) return undefined;
  return (
    (Object.hasOwn(INSTEAD, attribute) ? INSTEAD[attribute] : undefined) ??
    `nothing here sets "${attribute}" of a target for one run`
  );
}

/** Every value that is declared anywhere, by its dotted name. */
function declaredValues(matrix: Matrix): ReadonlyMap<string, Value> {
  const declared = new Map<string, Value>();
  const walk = (values: Values, prefix: string): void => {
    for (const [name, value] of Object.entries(values)) {
      declared.set(`${prefix}${name}`, value);
      if (isMapping(value) && !isSource(value)) walk(value, `${prefix}${name}.`);
    }
  };
  for (const { set } of matrix.file.rules ?? []) walk(set ?? {}, '');
  for (const target of [...Object.values(matrix.file.targets), ...Object.values(matrix.file.stages ?? {})])
    walk(target.values ?? {}, '');
  walk(matrix.file.values ?? {}, '');
  return declared;
}

/** A text as a value of the kind of `sample`; nothing when it cannot be one. */
function likeSample(sample: Value, text: string): Value | undefined {
  if (/[\n\r\0]/.test(text) || (isMapping(sample) && !isSource(sample))) return undefined;
  if (isSource(sample)) return text.trimStart().startsWith('[') ? likeSample([], text) : text;
  if (typeof sample === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (!Array.isArray(sample)) return text;
  if (!text.trimStart().startsWith('[')) return text === '' ? [] : text.split(',').map((item) => item.trim());
  const document = parseDocument(text, { schema: 'failsafe' });
  const list: unknown = document.errors.length > 0 ? undefined : document.toJS();
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
}

/** A name must mean one thing only: an axis, a value, or a name that is built in. */
export function nameProblems(matrix: Matrix): readonly Problem[] {
  const { file, source } = matrix;
  const taken = new Map<string, string>([...BUILT_IN, ...RUN_FACTS].map((name) => [name, 'is built in']));
  const problems: Problem[] = [];
  /**
   * Adds a problem when the last name of `path` is taken.
   *
   * @param reservedOnly whether it may be the name of an axis or value, and only built-in names are taken
   * @param keeps whether it is taken from now on
   */
  const claim = (path: readonly string[], reservedOnly: boolean, keeps = true): void => {
    const name = path.at(-1) ?? '';
    const owner = taken.get(name);
    const place = source.atKey(path);
    if (owner !== undefined && !(reservedOnly && owner !== 'is built in'))
      problems.push(
        error('name-taken', `"${pathText(path)}" needs another name: "${name}" ${owner}`, { place }),
      );
    else if (keeps) taken.set(name, `is ${pathText(path)} already (line ${place.line})`);
  };
  for (const axis of Object.keys(file.axes ?? {})) claim(['axes', axis], false);
  for (const name of Object.keys(file.values ?? {})) claim(['values', name], false);
  // Values of stages and targets may replace values of the matrix, but not the value of an axis.
  for (const [section, entries] of [
    ['stages', file.stages ?? {}],
    ['targets', file.targets],
  ] as const) {
    for (const [owner, { values }] of Object.entries(entries))
      for (const name of Object.keys(values ?? {}))
        claim([section, owner, 'values', name], !Object.hasOwn(file.axes ?? {}, name), false);
  }
  if (Object.hasOwn(file.axes ?? {}, 'platform'))
    problems.push(
      error('name-taken', '"axes.platform" needs another name: conditions use "platform" for the platform', {
        place: source.atKey(['axes', 'platform']),
      }),
    );
  for (const name of MATRIX_KEYS)
    if (Object.hasOwn(file.axes ?? {}, name))
      problems.push(
        error(
          'name-taken',
          `"axes.${name}" needs another name: the output "matrix" has "${name}" of each image beside its axes`,
          { place: source.atKey(['axes', name]) },
        ),
      );
  for (const stage of Object.keys(file.stages ?? {})) {
    if (Object.hasOwn(file.targets, stage))
      problems.push(
        error(
          'name-taken',
          `"${stage}" is a stage and a target (line ${source.atKey(['targets', stage]).line}); ` +
            'give one of them another name',
          { place: source.atKey(['stages', stage]) },
        ),
      );
  }
  return problems;
}
