import { RUN_FACTS } from '../matrix/names.ts';
import type { Place } from '../problem/problem.ts';
import { closest, didYouMean } from '../yaml/suggest.ts';
import { helpers, isText, kindOf } from './helpers.ts';
import type { Helper } from './helpers/helper.ts';

/** A failure inside a template, once its place is known; an expression of the matrix has its own place. */
export class Located extends Error {
  readonly place: Place | undefined;
  readonly hint: string | undefined;

  constructor(message: string, place: Place | undefined, hint?: string) {
    super(message);
    this.place = place;
    this.hint = hint;
  }
}

/** Handlebars' own helpers that templates may use, with their number of arguments. */
export const BLOCKS: Readonly<Record<string, string>> = {
  if: '{{#if condition}} … {{/if}}',
  unless: '{{#unless condition}} … {{/unless}}',
  each: '{{#each list}} … {{/each}}',
  with: '{{#with mapping}} … {{/with}}',
};

/** Names of the calls that `makeStrict` puts in; none can be written in a template. */
export const CALLS = { value: '*value', print: '*print', section: '*section', scope: '*scope' } as const;

/**
 * Makes a template strict, where Handlebars' own strict mode is not: every name must be defined, also as an argument
 * and behind a dot; only text is printed; helpers exist and get as many arguments as they take.
 * Changes the tree: `{{a.b}}` becomes `{{*print (*value a "a" "b")}}`, because helpers are told their place.
 */
export function makeStrict(program: hbs.AST.Program): void {
  for (const statement of program.body) strictStatement(statement);
}

function strictStatement(statement: hbs.AST.Statement): void {
  switch (statement.type) {
    case 'MustacheStatement': {
      const node = statement as hbs.AST.MustacheStatement;
      const printed =
        node.params.length > 0 || node.hash?.pairs.length > 0 ? call(node) : strictValue(node.path);
      node.path = name(CALLS.print, node.loc);
      node.params = [printed];
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

/** `{{> part a=1}}` to `{{> part (*scope this a=1)}}`: Handlebars itself would look at every value there is, to copy it. */
function strictScope(node: hbs.AST.PartialBlockStatement): void {
  if (!node.hash || node.hash.pairs.length === 0) return;
  const own: hbs.AST.PathExpression = {
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
    params: [node.params[0] ?? own],
    hash: node.hash,
    loc: node.loc,
  };
  node.params = [scope];
  // The types want a hash where the parser leaves it out.
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
  if (!Object.hasOwn(BLOCKS, helper))
    throw new Located(`"${helper}" is no block helper${didYouMean(helper, Object.keys(BLOCKS))}`, place);
  if (node.params.length !== 1)
    throw new Located(`"${helper}" takes one argument, not ${node.params.length}: ${BLOCKS[helper]}`, place);
  strictArguments(node);
}

/** A call of one of our helpers, or of `lookup`. */
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
  if (known === undefined)
    throw new Located(`"${helper}" is no helper${didYouMean(helper, Object.keys(helpers))}`, place);
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
  const names = [`${prefix}${head}`, ...tail].map((text): hbs.AST.StringLiteral => ({
    type: 'StringLiteral',
    value: text,
    original: text,
    loc,
  }));
  return {
    type: 'SubExpression',
    path: name(CALLS.value, loc),
    params: [first, ...names],
    hash: noHash(loc),
    loc,
  } as hbs.AST.SubExpression;
}

/** The value of a name, or of a name behind a dot. `scope` is what the template sees there. */
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
    const inside: unknown = value;
    const whole = names.join('.');
    if (typeof inside !== 'object' || inside === null)
      throw new Located(
        `"${whole}" is not defined: "${path}" is ${kindOf(inside)} and has nothing inside`,
        place,
      );
    if (!Object.hasOwn(inside, part)) {
      const known = Array.isArray(inside) ? [] : Object.keys(inside);
      throw new Located(
        `"${whole}" is not defined${didYouMean(part, known)}`,
        place,
        known.length > 0
          ? undefined
          : `"${path}" is ${kindOf(inside)}${Array.isArray(inside) ? '' : ' and has nothing inside'}`,
      );
    }
    value = (inside as Record<string, unknown>)[part];
    path += `.${part}`;
  }
  return value;
}

function undefinedName(first: string, whole: string, scope: unknown, place: Place | undefined): Located {
  if (Object.hasOwn(helpers, first))
    return new Located(`"${first}" is a helper and takes arguments: ${helpers[first]?.usage}`, place);
  if ((RUN_FACTS as readonly string[]).includes(first))
    return new Located(
      `"${first}" is not defined here: it changes from run to run, and is known in tags and labels only`,
      place,
    );
  const reachable = !/^(?:@|\.\.)/.test(first);
  if (reachable && isText(scope))
    return new Located(
      `"${whole}" is not defined: here is ${kindOf(scope)}, which has nothing inside`,
      place,
      '{{this}} is the text itself, {{@root.name}} a value of the matrix',
    );
  const known = reachable ? Object.keys(scope as object) : [];
  const suggestion = closest(first, known);
  return new Located(
    `"${whole}" is not defined${suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`}`,
    place,
    suggestion === undefined && known.length > 0 ? `defined here: ${known.toSorted().join(', ')}` : undefined,
  );
}

/** What is printed must be text: a mapping would be "[object Object]", a list would have commas between its items. */
export function printable(value: unknown, place: Place | undefined): unknown {
  if (isText(value)) return value;
  const next = Array.isArray(value)
    ? 'print it with {{join …}}, {{shell …}} or {{json …}}, or go through it with {{#each …}}'
    : value === undefined
      ? undefined
      : `print something in it (${Object.keys(value as object).join(', ')}), or all of it with {{json …}}`;
  throw new Located(`this is ${kindOf(value)}, not text`, place, next);
}

/** A place from Handlebars, which counts columns from 0; nothing for an expression, which is in no file of its own. */
export function placeOf(loc: hbs.AST.SourceLocation | undefined): Place | undefined {
  // The types say otherwise, but there is no source without a `srcName`.
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

function nameOf(expression: hbs.AST.Expression): string {
  return expression.type === 'PathExpression'
    ? (expression as hbs.AST.PathExpression).original
    : (expression as hbs.AST.StringLiteral).original;
}

function name(text: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [text], original: text, loc };
}

function noHash(loc: hbs.AST.SourceLocation): hbs.AST.Hash {
  return { type: 'Hash', pairs: [], loc };
}
