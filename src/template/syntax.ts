/** Says what is wrong with the syntax of a template, where, and what to write instead. */

import { reasonOf } from '../text/reason.ts';
import { inHandlebars, type Rewritten } from './foreign-syntax.ts';

/** What is wrong, and its place in the text as an offset and a length. */
export interface SyntaxFault {
  readonly message: string;
  readonly hint?: string;
  readonly offset: number;
  readonly length: number;
}

/** The parts of Handlebars' parser that tell where it stopped. Its types do not have them. */
interface Parser {
  parseError: (message: string, details: Details) => void;
  readonly lexer: {
    readonly match: string;
    readonly yylloc: { readonly first_line: number; readonly first_column: number };
  };
}

interface Details {
  readonly token?: string | null;
  readonly expected?: readonly string[];
}

/** Where the parser stopped: at which text, and what could stand there. */
interface Stop {
  readonly offset: number;
  readonly found: string;
  /** The kind of the text, as Handlebars names it. */
  readonly token: string;
  readonly expected: readonly string[];
}

const LITERAL_BRACES = 'literal braces are written \\{{';

/**
 * The fault in a text that Handlebars cannot parse; nothing when its syntax is right.
 *
 * @param handlebars an environment; all environments share one parser
 */
export function syntaxFault(
  handlebars: { readonly parse: (text: string) => unknown },
  text: string,
): SyntaxFault | undefined {
  const { Parser: parser } = handlebars as unknown as { readonly Parser: Parser };
  let stop: Stop | undefined;
  const { parseError } = parser;
  parser.parseError = (message, { token, expected = [] }) => {
    const { match, yylloc } = parser.lexer;
    const offset = offsetOf(text, yylloc.first_line, yylloc.first_column);
    stop = { offset, found: match, token: token ?? '', expected };
    throw new Error(message);
  };
  try {
    handlebars.parse(text);
    return undefined;
  } catch (cause) {
    const fault = stop ? faultAt(stop, text) : wrongEnd(reasonOf(cause), text);
    return fault && onOneLine(fault);
  } finally {
    parser.parseError = parseError;
  }
}

/** What is quoted of a template may go over several lines. */
function onOneLine({ message, hint, ...rest }: SyntaxFault): SyntaxFault {
  const flat = (text: string): string => text.replace(/\s+/g, ' ');
  return { message: flat(message), ...(hint === undefined ? {} : { hint: flat(hint) }), ...rest };
}

/** The offset of a line, from 1, and a column, from 0. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column;
}

/** A block with the end of another one. Handlebars tells the place of its beginning. */
function wrongEnd(message: string, text: string): SyntaxFault | undefined {
  const [, block = '', end = '', line, column] =
    /^(\S+) doesn't match (\S+) - (\d+):(\d+)$/.exec(message) ?? [];
  if (line === undefined) return undefined;
  return {
    message: `the block "${block}" is closed by {{/${end}}}`,
    ...(/^(?:else|elif|elsif|elseif)$/.test(block)
      ? { hint: 'in a block write {{else}} and {{else if …}}, without "#"' }
      : {}),
    offset: offsetOf(text, Number(line), Number(column)),
    length: block.length,
  };
}

function faultAt(stop: Stop, text: string): SyntaxFault {
  const { token, offset, expected } = stop;
  const unclosed = token === 'EOF' ? unclosedBlock(text) : undefined;
  if (unclosed) return unclosed;
  const tag = /^\{\{[^{}]*\}\}\}?/.exec(text.slice(offset))?.[0] ?? stop.found;
  const whole = { offset, length: tag.length };
  if (token === 'OPEN_ENDBLOCK') return { message: `${tag} closes no block: none is open here`, ...whole };
  if (token === 'INVERSE' || token === 'OPEN_INVERSE_CHAIN')
    return expected.includes("'EOF'")
      ? { message: `${tag} is in no block`, hint: 'it stands between {{#if …}} and {{/if}}', ...whole }
      : {
          message: `${tag} comes after the {{else}} of its block`,
          hint: 'a block has one {{else}}; every {{else if …}} stands before it',
          ...whole,
        };
  // Braces that open where others are open still: those are the ones that are never closed.
  const expression = expressionAt(text, stop.found.startsWith('{{') ? offset - 1 : offset);
  return (expression && faultIn(expression, stop)) ?? unexpected(stop);
}

/** `{{#if a == b}}` in its parts. `close` is empty when the braces are never closed. */
interface Expression {
  readonly start: number;
  readonly open: string;
  readonly inner: string;
  readonly close: string;
}

/** The expression that holds this offset. */
function expressionAt(text: string, offset: number): Expression | undefined {
  const found = text.lastIndexOf('{{', offset);
  if (found < 0) return undefined;
  const start = text[found - 1] === '{' ? found - 1 : found;
  const open = /^\{\{\{?~?(?:#>|[#^/>&])?/.exec(text.slice(start))?.[0] ?? '{{';
  const rest = text.slice(start + open.length);
  const end = /~?\}\}\}?|\{\{/.exec(rest);
  const close = end && end[0] !== '{{' ? end[0] : '';
  return { start, open, inner: close === '' ? '' : rest.slice(0, end?.index), close };
}

function faultIn({ start, open, inner, close }: Expression, stop: Stop): SyntaxFault | undefined {
  const braces = { offset: start, length: open.length };
  const three = open.startsWith('{{{');
  if (close === '')
    return {
      message: `"${open}" is never closed by "${three ? '}}}' : '}}'}"`,
      hint: LITERAL_BRACES,
      ...braces,
    };
  if (three !== close.endsWith('}}}'))
    return {
      message: `"${open}" is closed by "${close}"`,
      hint: 'write two braces on both sides',
      ...braces,
    };
  const all = `${open}${inner}${close}`;
  if (inner.trim() === '')
    return { message: `${all} is empty`, hint: LITERAL_BRACES, offset: start, length: all.length };
  // What a block or a partial begins with is no part of the value that it takes.
  const [head = ''] =
    /^\s*(?:else\s+)?(?:if|unless|each|with)\s+/.exec(inner) ??
    (/[#>^]/.test(open) ? /^\s*\S+\s+/.exec(inner) : null) ??
    [];
  const isPrinted = head === '' && !/[#>^]/.test(open);
  const rewritten = inHandlebars(inner.slice(head.length), isPrinted);
  if (rewritten) return foreign(rewritten, { open, close, head, start });
  if (stop.expected.includes("'CLOSE_SEXPR'") && stop.token.startsWith('CLOSE'))
    return { message: `a "(" is not closed before "${close}"`, offset: stop.offset, length: close.length };
  return undefined;
}

function foreign(
  { message, value, index, length }: Rewritten,
  { open, close, head, start }: Omit<Expression, 'inner'> & { readonly head: string },
): SyntaxFault {
  return {
    message,
    ...(value === undefined ? {} : { hint: `write ${open}${head}${value}${close}` }),
    offset: start + open.length + head.length + index,
    length,
  };
}

/** How messages name what Handlebars expects. What can stand almost anywhere is left out. */
const EXPECTED: Readonly<Record<string, string>> = {
  "'CLOSE'": '"}}"',
  "'CLOSE_UNESCAPED'": '"}}}"',
  "'CLOSE_SEXPR'": '")"',
  "'EQUALS'": '"="',
  "'ID'": 'a name',
  "'STRING'": 'a text in quotes',
};

/** Any other fault, as Handlebars tells it. */
function unexpected({ found, token, offset, expected }: Stop): SyntaxFault {
  const names = Object.entries(EXPECTED).flatMap(([name, text]) => (expected.includes(name) ? [text] : []));
  const what = token === 'EOF' ? 'the template ends too early' : `"${found}" cannot stand here`;
  return {
    message: names.length === 0 ? what : `${what}; expected is ${names.join(' or ')}`,
    hint: `check that braces, quotes and blocks are closed (${LITERAL_BRACES})`,
    offset,
    length: Math.max(1, found.split('\n', 1)[0]?.length ?? 1),
  };
}

/** The innermost block that is open at the end of a template. Handlebars itself does not say which one it is. */
function unclosedBlock(text: string): SyntaxFault | undefined {
  const open: RegExpExecArray[] = [];
  for (const match of text.matchAll(/(?<!\\)\{\{~?([#^/])>?\s*([\w@/.-]+)/g)) {
    if (match[1] === '/') open.pop();
    else open.push(match);
  }
  const last = open.at(-1);
  if (last?.[2] === undefined) return undefined;
  return {
    message: `the block "${last[2]}" is never closed: {{/${last[2]}}} is missing`,
    offset: last.index,
    length: last[0].length,
  };
}
