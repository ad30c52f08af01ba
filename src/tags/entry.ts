/** Reads the entries under "tags" in the matrix, and reports what is wrong with them. */

import * as v from 'valibot';
import type { Templates } from '../template/templates.ts';
import { error, type Place, type Problem } from '../problem/problem.ts';
import { readExpression } from '../pattern/bounded-match.ts';
import { conditionProblems } from '../matrix/condition-problems.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { Path } from '../yaml/source.ts';
import { counted } from '../text/words.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { textProblems } from './spelling.ts';
import { COMMON_KEYS, tagKeys, type TagKeys } from '../matrix/tag-schema.ts';
import { TAG_TYPE_NAMES, tagType, type TagType } from '../matrix/tag-types.ts';

/** One entry of `tags`, whichever way it was written. */
export interface TagEntry {
  /** The entry in one line, for messages. */
  readonly text: string;
  readonly place: Place;
  /** Where a key of the entry is. For an entry that is one text it is the place of the entry. */
  readonly at: (key: keyof TagKeys) => Place;
  readonly type: TagType;
  /** The entry is a text without keys, such as `{{target}}-{{version}}`. What it gives must be a valid tag as it is. */
  readonly isText: boolean;
  readonly keys: TagKeys;
  readonly priority: number;
}

/** The keys of an entry whose texts are expressions. */
export function expressionKeys(type: TagType) {
  const { regularExpressions = [] } = tagType(type);
  const keys = ['value', 'pattern', 'prefix', 'suffix', 'enable'] as const;
  return keys.filter((key) => !(regularExpressions as readonly string[]).includes(key));
}

/**
 * Reads a list of entries, and finds what is wrong with them in every run.
 *
 * @param path of the list in the matrix; undefined for the input `tags` and for --tag
 */
export function readEntries(
  matrix: Matrix,
  list: readonly (string | TagKeys)[],
  path: Path | undefined,
  templates: Templates,
): { entries: readonly TagEntry[]; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const entries = list.flatMap((item, index): TagEntry[] => {
    // An entry of the input `tags` or of --tag is in no file: its place only has its number.
    const place: Place = path
      ? matrix.source.at([...path, index])
      : { file: 'tags', line: index + 1, column: 1 };
    if (typeof item === 'string' && !hasKeys(item)) {
      const entry = textEntry(item, place);
      const wrong = textProblems(item, place, templates);
      problems.push(...wrong);
      return wrong.length > 0 ? [] : [entry];
    }
    const read = typeof item === 'string' ? readLine(item, place) : { keys: item };
    if ('problems' in read) {
      problems.push(...read.problems);
      return [];
    }
    const { keys } = read;
    const at = (key: keyof TagKeys): Place =>
      path && typeof item !== 'string' ? matrix.source.at([...path, index, key]) : place;
    const type = keys.type ?? 'raw';
    const entry: TagEntry = {
      text: entryLine(item),
      place,
      at,
      type,
      isText: false,
      keys,
      priority: Number(keys.priority ?? tagType(type).priority),
    };
    const wrong = [
      ...keyProblems(entry, type),
      ...(keys.when && path ? conditionProblems(matrix, keys.when, [...path, index, 'when']) : []),
    ];
    for (const key of expressionKeys(type)) wrong.push(...textProblems(keys[key] ?? '', at(key), templates));
    if (keys.enable !== undefined && !['true', 'false'].includes(keys.enable) && !keys.enable.includes('{{'))
      wrong.push(enableProblem(keys.enable, at('enable')));
    problems.push(...wrong);
    return wrong.length > 0 ? [] : [entry];
  });
  return { entries, problems };
}

/** Makes an entry of a text without keys. */
export function textEntry(text: string, place: Place): TagEntry {
  return {
    text,
    place,
    at: () => place,
    type: 'raw',
    isText: true,
    keys: { value: text },
    priority: tagType('raw').priority,
  };
}

/** The problem of an `enable` that is neither true nor false. */
export function enableProblem(text: string, place: Place): Problem {
  return error(
    'invalid-enable',
    `"enable" must be true or false, or an expression that gives one of them, not ${JSON.stringify(text)}`,
    { place },
  );
}

/** Whether an entry has keys, as in docker/metadata-action. No tag can have a "=" outside of expressions. */
function hasKeys(text: string): boolean {
  return text.replace(/\{\{.*?\}\}/gs, '').includes('=');
}

function keyProblems({ keys, at, text }: TagEntry, type: TagType): Problem[] {
  const { needs, keys: typeKeys, regularExpressions = [] } = tagType(type);
  const problems: Problem[] = [];
  if (needs !== undefined && keys[needs] === undefined)
    problems.push(
      error('missing-key', `a tag of type ${type} needs "${needs}": "${text}"`, { place: at('type') }),
    );
  const known: readonly (keyof TagKeys)[] = [...typeKeys, ...COMMON_KEYS];
  for (const key of Object.keys(keys) as (keyof TagKeys)[]) {
    if (!known.includes(key))
      problems.push(
        error('unknown-key', `a tag of type ${type} takes no "${key}"`, {
          place: at(key),
          hint: `type ${type} takes ${known.join(', ')}`,
        }),
      );
  }
  for (const key of [...regularExpressions, 'match'] as const) {
    const source = keys[key];
    if (typeof source !== 'string') continue;
    const expression = readExpression(source);
    const wrong =
      typeof expression === 'string'
        ? error('invalid-expression', `"${key}" is no regular expression: ${expression}`, { place: at(key) })
        : groupProblem({ keys, at }, key, groupCount(expression));
    if (wrong) problems.push(wrong);
  }
  return problems;
}

/** The problem of a regular expression without the group that the tag is made of. */
function groupProblem(
  { keys, at }: Pick<TagEntry, 'keys' | 'at'>,
  key: keyof TagKeys,
  groups: number,
): Problem | undefined {
  if (key === 'match' && groups === 0)
    return error(
      'invalid-expression',
      '"match" has no group, so no version is ever found: the first group is the version',
      { place: at(key), hint: 'put the version into brackets, as in ^app/(.*)$' },
    );
  if (key === 'pattern' && Number(keys.group ?? '0') > groups)
    return error(
      'invalid-expression',
      `"group" is ${keys.group ?? ''}, but "pattern" has ${groups === 0 ? 'no group' : counted(groups, 'group')}`,
      { place: at('group'), hint: 'groups are what stands in brackets; group 0 is the whole match' },
    );
  return undefined;
}

/** How many groups a regular expression has. */
function groupCount(expression: RegExp): number {
  // With the empty text as an alternative it always matches, and a match has all groups.
  return (new RegExp(`${expression.source}|`, expression.flags).exec('') ?? []).length - 1;
}

/**
 * `type=semver,pattern={{version}}`: `key=value` fields of one CSV record. A field in quotes may hold commas and,
 * twice, quotes; commas inside of `{{…}}` are part of the field. A field without a key is the value.
 */
function readLine(line: string, place: Place): { keys: TagKeys } | { problems: readonly Problem[] } {
  const fields = csvFields(line);
  if (!fields)
    return { problems: [error('invalid-tag-entry', `a quote in "${line}" is never closed`, { place })] };
  const problems: Problem[] = [];
  const keys: Record<string, unknown> = {};
  for (const { text: field, isQuoted } of fields) {
    const equals = withoutExpressions(field).indexOf('=');
    const key = equals < 0 ? 'value' : field.slice(0, equals).trim().toLowerCase();
    const written = field.slice(equals + 1).trim();
    const text = equals < 0 || isQuoted ? written : written.replace(/^(["'])(.*?)\1?$/s, '$2');
    if (text !== written)
      problems.push(
        error('invalid-tag-entry', `the quotes of ${key}=${written} would be part of the value`, {
          place,
          hint: `write ${key}=${text}, or "${key}=${text}" for a value with a comma`,
        }),
      );
    if (Object.hasOwn(keys, key))
      problems.push(error('invalid-tag-entry', `"${key}" is there twice in "${line}"`, { place }));
    keys[key] =
      (key === 'immutable' || key === 'highest') && ['true', 'false'].includes(text) ? text === 'true' : text;
  }
  if ((keys['type'] ?? 'raw') !== 'raw') problems.push(...commaProblems(fields, place));
  for (const key of ['latest', 'onlatest'].filter((name) => Object.hasOwn(keys, name))) {
    Reflect.deleteProperty(keys, key);
    problems.push(
      error('unknown-key', `"${key}" is no key of a tag: "${line}"`, {
        place,
        hint: 'the matrix says beside "tags" when an image is latest, as in flavor: { latest: auto }',
      }),
    );
  }
  // For docker/metadata-action an empty value is the same as none. A type that needs the key must see that it is empty.
  const needs = TAG_TYPE_NAMES.flatMap((name) =>
    name === (keys['type'] ?? 'raw') ? (tagType(name).needs ?? []) : [],
  );
  for (const key of ['value', 'match', 'branch'] as const)
    if (keys[key] === '' && !needs.includes(key)) Reflect.deleteProperty(keys, key);
  const result = v.safeParse(tagKeys, keys);
  for (const issue of result.issues ?? []) {
    const first: unknown = issue.path?.[0]?.key;
    const key = typeof first === 'string' ? first : '';
    const actual = keys[key] === '' ? '' : `, not ${JSON.stringify(keys[key])}`;
    const unknown = issue.type === 'strict_object' && issue.expected === 'never';
    if (unknown)
      problems.push(
        error(
          'unknown-key',
          `unknown key "${key}" in "${line}"${didYouMean(key, Object.keys(tagKeys.entries))}`,
          { place },
        ),
      );
    else
      problems.push(
        error(
          'invalid-value',
          `"${key}" in "${line}" ${key === 'when' ? 'can be written in a mapping only' : issue.message + actual}`,
          { place },
        ),
      );
  }
  return problems.length > 0 || !result.success ? { problems } : { keys: result.output };
}

/**
 * A field without a key is the value of a raw tag. For other types it mostly is the end of a field with a comma, as in
 * `pattern=v(\d{1,2})`.
 */
function commaProblems(fields: readonly Field[], place: Place): readonly Problem[] {
  const isKeyed = ({ text }: Field): boolean => withoutExpressions(text).includes('=');
  return fields.flatMap((field, index) => {
    const { text } = field;
    const before = fields[index - 1];
    if (!before || text.trim() === '' || isKeyed(field)) return [];
    return error('invalid-tag-entry', `the comma before "${text}" begins a field, and this one has no key`, {
      place,
      hint:
        isKeyed(before) && !/^\s*type\s*=/i.test(before.text)
          ? `a field with a comma is put into quotes: "${before.text},${text}"`
          : `name the key: pattern=${text}`,
    });
  });
}

/** A field of a CSV record, and whether it was in quotes. */
interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** The fields of one CSV record; undefined when a quote is never closed. */
function csvFields(line: string): readonly Field[] | undefined {
  const fields: Field[] = [];
  let isQuoted = false;
  let field = '';
  let at = 0;
  while (at <= line.length) {
    const rest = line.slice(at);
    const quoted = field === '' ? /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/s.exec(rest) : undefined;
    const expression = /^\{\{.*?\}\}/s.exec(rest);
    if (quoted) {
      field = (quoted[1] ?? '').replaceAll('""', '"');
      isQuoted = true;
      at += quoted[0].length;
    } else if (field === '' && /^\s*"/.test(rest)) {
      return undefined;
    } else if (expression) {
      field += expression[0];
      at += expression[0].length;
      continue;
    } else if (rest !== '' && !rest.startsWith(',')) {
      field += rest.charAt(0);
      at += 1;
      continue;
    }
    fields.push({ text: field, isQuoted });
    field = '';
    isQuoted = false;
    at += 1;
  }
  return fields;
}

/** The text with spaces in place of expressions, so that all positions stay the same. */
function withoutExpressions(text: string): string {
  return text.replace(/\{\{.*?\}\}/gs, (expression) => ' '.repeat(expression.length));
}

/** An entry in one line, whether it was written as a text or as a mapping. */
export function entryLine(entry: string | TagKeys): string {
  return typeof entry === 'string'
    ? entry
    : Object.entries(entry)
        .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(',');
}
