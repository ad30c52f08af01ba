/** Turns errors of Handlebars into messages for people who write templates, with line and column. */

import type { Place } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { reasonOf } from '../text/reason.ts';
import { Located } from './strict.ts';
import { syntaxFault } from './syntax.ts';

/** How deeply blocks, and parentheses in an expression, may stand in each other. Handlebars has no bound. */
const MAX_NESTING = 100;

class TooDeep extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super(`blocks or parentheses stand in each other too deeply; at most ${MAX_NESTING} levels are allowed`);
    this.offset = offset;
  }
}

/** Throws for a text that Handlebars, which calls itself for each level, could not parse or would take long for. */
export function checkNesting(text: string): void {
  let blocks = 0;
  for (const { 0: expression, index } of text.matchAll(/\{\{[^{}]*\}\}/g)) {
    if (/^\{\{~?[#^]>?\s*\S/.test(expression)) blocks++;
    else if (/^\{\{~?\//.test(expression)) blocks--;
    const deepest = Math.max(blocks, expression.length > MAX_NESTING ? parentheses(expression) : 0);
    if (deepest > MAX_NESTING) throw new TooDeep(index);
  }
}

function parentheses(text: string): number {
  let open = 0;
  let most = 0;
  for (const character of text) {
    if (character === '(') most = Math.max(most, ++open);
    else if (character === ')') open--;
  }
  return most;
}

/**
 * A failure of Handlebars as a message with its place and a hint. `templates` are the names that can be included.
 *
 * @param file nothing for an expression of the matrix; then there is no place
 */
export function located(
  cause: unknown,
  handlebars: { readonly parse: (text: string) => unknown },
  text: string,
  templates: readonly string[],
  file?: TextFile,
): Located {
  if (cause instanceof TooDeep)
    return new Located(cause.message, file && { ...placeAt(file, cause.offset), length: 2 });
  const fault = syntaxFault(handlebars, text);
  if (!fault) return new Located(templateReason(cause, templates), file && placeOfFailure(cause, file));
  return new Located(
    fault.message,
    file && { ...placeAt(file, fault.offset), length: fault.length },
    fault.hint,
  );
}

/** Where in a template Handlebars failed. It counts columns from 0; for some errors it gives no place, only a name. */
function placeOfFailure(cause: unknown, file: TextFile): Place {
  const { lineNumber, column } = cause as { lineNumber?: number; column?: number };
  if (lineNumber !== undefined) return { file: file.path, line: lineNumber, column: (column ?? 0) + 1 };
  const partial = MISSING_PARTIAL.exec(reasonOf(cause))?.[1] ?? '';
  return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, '\\$&')}`));
}

function placeAt({ path, text }: TextFile, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The first match of a pattern in a file, or the file's beginning. */
export function placeIn(file: TextFile, pattern: RegExp): Place {
  const match = pattern.exec(file.text);
  return { ...placeAt(file, match?.index ?? 0), length: Math.max(1, match?.[0].length ?? 1) };
}

/** What Handlebars says of a template that is included and does not exist. */
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;

/** What is wrong with a template whose syntax is right, in the words of people who write templates. */
function templateReason(cause: unknown, templates: readonly string[]): string {
  const message = reasonOf(cause);
  const partial = MISSING_PARTIAL.exec(message)?.[1];
  if (partial === '@partial-block')
    return 'this template is included without a block; write {{#> name}} … {{/name}}';
  if (partial !== undefined)
    return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
  return message.replace(/ - \d+:\d+$/, '');
}
