/** Makes templates strict: a name that is not defined is an error, never an empty text. */

import { RUN_FACTS } from '../matrix/names.ts';
import type { Place } from '../problem/problem.ts';
import { HALF_CHARACTER } from '../text/half-character.ts';
import { closest, didYouMean } from '../yaml/suggest.ts';
import { insteadOfWord } from './foreign-syntax.ts';
import { helpers, isText, kindOf } from './helpers.ts';
import type { Helper } from './helpers/helper.ts';

/** A failure in a template with its place. In an expression of the matrix there is none: the caller knows it. */
export class Located extends Error {
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  constructor(message: string, place: Place | undefined, hint?: string) {
    super(message);
    this.place = place;
    this.hint = hint;
  }
}

/** A name that is not defined. The other names of the template may be looked at all the same. */
export class UndefinedName extends Located {}

/** The block helpers of Handlebars that templates may use, and how they are written. */
export const BLOCKS: Readonly<Record<string, string>> = {
  if: '{{#if condition}} … {{/if}}',
  unless: '{{#unless condition}} … {{/unless}}',
  each: '{{#each list}} … {{/each}}',
  with: '{{#with mapping}} … {{/with}}',
};

/** Helpers that `makeStrict` puts calls of into templates. Nobody can write these names in a template. */
export const CALLS = {
  value: '*value',
  print: '*print',
  section: '*section',
  scope: '*scope',
  holds: '*holds',
} as const;

/**
 * Makes a template stricter than the strict mode of Handlebars does: every name must be defined, also as an argument
 * and behind a dot; only text can be printed; helpers must exist and get the right number of arguments.
 * Changes the parsed template: `{{a.b}}` becomes `{{*print (*value a "a" "b") "" false}}`, because Handlebars tells
 * helpers their line and column, which the message needs. `*print` is told which helper gave the text, too, and
 * whether the text may be the first word of a line, or stand behind a `\`.
 */
export function makeStrict(program: hbs.AST.Program): void {
  let isFirst = true;
  for (const statement of program.body) {
    strictStatement(statement, isFirst);
    if (statement.type === 'ContentStatement')
      isFirst = endsInFirstWord((statement as hbs.AST.ContentStatement).value, isFirst);
    // What a block or partial ends with is not known here.
    else if (statement.type !== 'MustacheStatement') isFirst = true;
  }
}

/** Whether what follows a text may be (a part of) the first word of a line, or stand behind a `\`. */
function endsInFirstWord(text: string, wasFirst: boolean): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return ((wasFirst || line.length < text.length) && /^\s*\S*$/.test(line)) || /[\\`]\s*$/.test(line);
}

function strictStatement(statement: hbs.AST.Statement, isFirst: boolean): void {
  switch (statement.type) {
    case 'MustacheStatement': {
      const node = statement as hbs.AST.MustacheStatement;
      const isCall = node.params.length > 0 || node.hash?.pairs.length > 0;
      const printed = isCall ? call(node) : strictValue(node.path);
      const helper = isCall ? nameOf(node.path) : '';
      node.path = name(CALLS.print, node.loc);
      const first = { type: 'BooleanLiteral', value: isFirst, original: isFirst, loc: node.loc };
      node.params = [printed, textLiteral(helper, node.loc), first];
      node.hash = noHash(node.loc);
      return;
    }
    case 'BlockStatement': {
      const node = statement as hbs.AST.BlockStatement;
      strictBlock(node);
      if (node.program) makeStrict(node.program);
      if (node.inverse) makeStrict(node.inverse);
      return;
    }
    case 'PartialStatement':
    case 'PartialBlockStatement': {
      const node = statement as hbs.AST.PartialBlockStatement;
      if (node.name.type === 'SubExpression') node.name = call(node.name);
      strictArguments(node);
      strictScope(node);
      if (node.program) makeStrict(node.program);
      return;
    }
    case 'DecoratorBlock':
      return makeStrict((statement as hbs.AST.DecoratorBlock).program);
    case 'Decorator':
      throw new Located('decorators are not supported', placeOf(statement.loc));
  }
}

/**
 * Changes `{{> part a=1}}` to `{{> part (*scope this a=1)}}`. Handlebars would copy the context, and so render every
 * value in it, also those that no template uses.
 */
function strictScope(node: hbs.AST.PartialBlockStatement): void {
  if (!node.hash || node.hash.pairs.length === 0) return;
  const currentContext: hbs.AST.PathExpression = {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [],
    original: 'this',
    loc: node.loc,
  };
  const scope: hbs.AST.SubExpression = {
    type: 'SubExpression',
    path: name(CALLS.scope, node.loc),
    params: [node.params[0] ?? currentContext],
    hash: node.hash,
    loc: node.loc,
  };
  node.params = [scope];
  // Not `node.hash = undefined`: the types do not allow it, although the parser leaves the hash out too.
  Reflect.deleteProperty(node, 'hash');
}

function strictBlock(node: hbs.AST.BlockStatement): void {
  const helper = nameOf(node.path);
  const place = placeOf(node.path.loc);
  if (helpers[helper]?.block && Object.hasOwn(helpers, helper)) {
    checkArguments(helper, helpers[helper], node, place);
    strictArguments(node);
    return;
  }
  if (node.params.length === 0) {
    if (helper in BLOCKS) throw new Located(`"${helper}" takes one argument: ${BLOCKS[helper]}`, place);
    node.params = [strictValue(node.path)];
    node.path = name(CALLS.section, node.loc);
    return;
  }
  if (Object.hasOwn(helpers, helper) && !helpers[helper]?.block)
    throw new Located(
      `"${helper}" has no block; use it in one: {{#if ${helpers[helper]?.usage.replace(/^\{\{(.*)\}\}$/, '($1)')}}}`,
      place,
    );
  if (!Object.hasOwn(BLOCKS, helper)) {
    const instead = insteadOfWord(helper);
    throw new Located(
      `"${helper}" is no block helper${instead === undefined ? didYouMean(helper, Object.keys(BLOCKS)) : ''}`,
      place,
      instead,
    );
  }
  if (node.params.length !== 1)
    throw new Located(
      `"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`,
      place,
      helper === 'each'
        ? 'a name for each entry stands between bars: {{#each list as |item|}}'
        : `a helper with its arguments is one in parentheses: {{#${helper} (not a)}}, {{#${helper} (eq a "b")}}`,
    );
  if (node.hash?.pairs.length > 0)
    throw new Located(`"${helper}" takes no named arguments: ${BLOCKS[helper]}`, place);
  strictArguments(node);
  if (helper === 'if' || helper === 'unless') node.params = node.params.map((asked) => held(asked, helper));
}

/** Whether a value holds, instead of the value: Handlebars would ask JavaScript, where the text "false" does. */
function held(asked: hbs.AST.Expression, helper: string): hbs.AST.SubExpression {
  const { loc } = asked;
  const params = [asked, textLiteral(helper, loc)];
  return { type: 'SubExpression', path: name(CALLS.holds, loc), params, hash: noHash(loc), loc };
}

/** A call of a helper inside of braces or parentheses, checked. */
function call(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression): hbs.AST.SubExpression {
  const helper = nameOf(node.path);
  const place = placeOf(node.path.loc);
  const known = Object.hasOwn(helpers, helper) ? helpers[helper] : undefined;
  if (known === undefined && Object.hasOwn(BLOCKS, helper))
    throw new Located(
      `"${helper}" needs a block: ${BLOCKS[helper]}`,
      place,
      `inside a line, write {{#if (…)}}…{{/if}} or {{choose condition "then" "else"}}`,
    );
  if (known === undefined) {
    const instead = insteadOfWord(helper) ?? insteadOfTernary(node.params);
    throw new Located(
      `"${helper}" is no helper${instead === undefined ? didYouMean(helper, Object.keys(helpers)) : ''}`,
      place,
      instead,
    );
  }
  if (known.block) throw new Located(`"${helper}" needs a block: ${known.usage}`, place);
  checkArguments(helper, known, node, place);
  strictArguments(node);
  return {
    type: 'SubExpression',
    path: node.path as hbs.AST.PathExpression,
    params: node.params,
    hash: node.hash ?? noHash(node.loc),
    loc: node.loc,
  };
}

/** What to write for `{{a ? "b" : "c"}}`, which Handlebars takes for a helper with the arguments ?, "b", : and "c". */
function insteadOfTernary(params: readonly hbs.AST.Expression[]): string | undefined {
  const isMark = (param: hbs.AST.Expression): boolean =>
    param.type === 'PathExpression' && (param as hbs.AST.PathExpression).original === '?';
  return params.some(isMark) ? 'write {{choose condition "then" "else"}}' : undefined;
}

function checkArguments(
  name: string,
  helper: Helper,
  node: { readonly params: readonly hbs.AST.Expression[]; readonly hash: hbs.AST.Hash | undefined },
  place: Place | undefined,
): void {
  const { options = [], min, max, usage } = helper;
  const unknown =
    options === 'any' ? undefined : node.hash?.pairs.find(({ key }) => !options.includes(key))?.key;
  if (unknown !== undefined)
    throw new Located(
      options.length === 0
        ? `"${name}" takes no named arguments: ${usage}`
        : `"${name}" has no option "${unknown}"${didYouMean(unknown, options)}: ${usage}`,
      place,
    );
  if (node.params.length >= min && node.params.length <= max) return;
  const allowed = max === Infinity ? `${min} or more` : min === max ? String(min) : `${min} or ${max}`;
  throw new Located(
    `"${name}" takes ${allowed} argument${allowed === '1' ? '' : 's'}, not ${node.params.length}: ${usage}`,
    place,
  );
}

function strictArguments(node: { params: hbs.AST.Expression[]; hash: hbs.AST.Hash | undefined }): void {
  node.params = node.params.map(strictValue);
  for (const pair of node.hash?.pairs ?? []) pair.value = strictValue(pair.value);
}

function strictValue(expression: hbs.AST.Expression): hbs.AST.Expression {
  if (expression.type === 'SubExpression') return call(expression as hbs.AST.SubExpression);
  if (expression.type !== 'PathExpression') return expression;
  const path = expression as hbs.AST.PathExpression;
  const [head, ...tail] = path.parts;
  if (head === undefined) return path;
  const { loc } = path;
  const prefix = path.data ? '@' : (/^(?:\.\.\/|\.\/|this[./])*/.exec(path.original)?.[0] ?? '');
  const first: hbs.AST.PathExpression = { ...path, parts: [head], original: `${prefix}${head}` };
  const names = [`${prefix}${head}`, ...tail].map((text) => textLiteral(text, loc));
  return {
    type: 'SubExpression',
    path: name(CALLS.value, loc),
    params: [first, ...names],
    hash: noHash(loc),
    loc,
  } as hbs.AST.SubExpression;
}

/**
 * The value of a path such as `cuda.base`; throws when a part of it is not defined.
 *
 * @param scope the context in which the template uses it
 * @param head the value of the first name
 * @param names all names of the path
 */
export function definedValue(
  scope: unknown,
  head: unknown,
  names: readonly string[],
  place: Place | undefined,
): unknown {
  const [first = '', ...rest] = names;
  if (head === undefined) throw undefinedName(first, names.join('.'), scope, place);
  let value: unknown = head;
  let path = first;
  for (const part of rest) {
    const parent: unknown = value;
    const fullName = names.join('.');
    if (typeof parent !== 'object' || parent === null)
      throw new UndefinedName(
        `"${fullName}" is not defined: "${path}" is ${kindOf(parent)} and has nothing inside`,
        place,
      );
    if (!Object.hasOwn(parent, part)) {
      const known = Array.isArray(parent) ? [] : Object.keys(parent);
      throw new UndefinedName(
        `"${fullName}" is not defined${didYouMean(part, known)}`,
        place,
        known.length > 0
          ? undefined
          : `"${path}" is ${kindOf(parent)}${Array.isArray(parent) ? '' : ' and has nothing inside'}`,
      );
    }
    value = (parent as Record<string, unknown>)[part];
    path += `.${part}`;
  }
  return value;
}

function undefinedName(
  first: string,
  whole: string,
  scope: unknown,
  place: Place | undefined,
): UndefinedName {
  if (Object.hasOwn(helpers, first))
    return new UndefinedName(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
  if ((RUN_FACTS as readonly string[]).includes(first))
    return new UndefinedName(
      `"${first}" is not defined here: it changes from run to run, and is known in tags, labels, args and tests only`,
      place,
      `give it to the build: args: { ${first.toUpperCase()}: "{{${first}}}" } in the matrix, ` +
        `ARG ${first.toUpperCase()} here`,
    );
  const reachable = !/^(?:@|\.\.)/.test(first);
  if (reachable && isText(scope))
    return new UndefinedName(
      `"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`,
      place,
      '{{this}} is the text itself, {{@root.name}} a value of the matrix',
    );
  const known = reachable ? Object.keys(scope as object) : [];
  const instead = insteadOfWord(whole);
  if (instead !== undefined) return new UndefinedName(`"${whole}" is not defined`, place, instead);
  const suggestion = closest(first, known);
  return new UndefinedName(
    `"${whole}" is not defined${suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`}`,
    place,
    suggestion === undefined && known.length > 0 ? `defined here: ${known.toSorted().join(', ')}` : undefined,
  );
}

/**
 * The text to print; throws unless the value is text. Of a mapping, Handlebars itself would print "[object Object]".
 * A line break ends the instruction that the text stands in, so that in a template a helper has to ask for it.
 *
 * @param helper the helper that gave the value; empty for a value as it is
 */
export function printable(value: unknown, helper: string, place: Place | undefined): string {
  if (isText(value)) {
    const text = String(value);
    if (HALF_CHARACTER.test(text))
      throw new Located(`the text ${quoted(text)} has half of a character, which no file can hold`, place);
    // Without a place it is an expression of the matrix, whose text is no part of a Dockerfile.
    if (place === undefined || !/[\n\r]/.test(text) || helpers[helper]?.givesLines) return text;
    throw new Located(
      `the text ${quoted(text)} has a line break, which would end the instruction`,
      place,
      'in a heredoc, write {{multiline …}}; for an item on each line, {{lines …}}',
    );
  }
  const hint = Array.isArray(value)
    ? 'print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}'
    : value === undefined || value === null
      ? undefined
      : `print something in it (${Object.keys(value).join(', ')}), or all of it with {{json …}}`;
  throw new Located(`this is ${kindOf(value)}, not text`, place, hint);
}

/** A place as Handlebars gives it, with columns from 1; nothing for an expression of the matrix. */
export function placeOf(loc: hbs.AST.SourceLocation | undefined): Place | undefined {
  // The types say that there always is a source; an expression was parsed without `srcName` and has none.
  const source: string | undefined = loc?.source;
  if (!loc || source === undefined) return undefined;
  const { start, end } = loc;
  return {
    file: source,
    line: start.line,
    column: start.column + 1,
    ...(end.line === start.line ? { length: Math.max(1, end.column - start.column) } : {}),
  };
}

/** What is called. A literal, as in `{{true 1}}`, is no helper, whatever it is. */
function nameOf(expression: hbs.AST.Expression): string {
  return expression.type === 'PathExpression'
    ? (expression as hbs.AST.PathExpression).original
    : String((expression as hbs.AST.Literal & { readonly original: unknown }).original);
}

/** A value as messages show it: in one line, and not more of it than is needed to find it. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

function name(text: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [text], original: text, loc };
}

function textLiteral(text: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value: text, original: text, loc };
}

function noHash(loc: hbs.AST.SourceLocation): hbs.AST.Hash {
  return { type: 'Hash', pairs: [], loc };
}
