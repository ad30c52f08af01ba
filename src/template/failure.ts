/** Turns errors of Handlebars into messages for people who write templates, with line and column. */

import type { Place } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { reasonOf } from '../text/reason.ts';

/** Where in a template Handlebars failed. It counts columns from 0; for some errors it gives no place, only a name. */
export function placeOfFailure(cause: unknown, file: TextFile): Place {
  const { lineNumber, column } = cause as { lineNumber?: number; column?: number };
  if (lineNumber !== undefined) return { file: file.path, line: lineNumber, column: (column ?? 0) + 1 };
  const message = cause instanceof Error ? cause.message : '';
  const unclosed = unclosedBlock(message, file);
  if (unclosed) return unclosed.place;
  const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return { file: file.path, line: Number(line), column: 1 };
  const partial = MISSING_PARTIAL.exec(message)?.[1] ?? '';
  return placeIn(file, new RegExp(`(?<=\\{\\{~?#?>\\s*)${partial.replace(/[^\w/-]/g, '\\$&')}`));
}

/** The first match of a pattern in a file, or the file's beginning. */
export function placeIn(file: TextFile, pattern: RegExp): Place {
  const match = pattern.exec(file.text);
  const before = file.text.slice(0, match?.index ?? 0).split('\n');
  return {
    file: file.path,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    length: Math.max(1, match?.[0].length ?? 1),
  };
}

/** What Handlebars says of a template that is included and does not exist. */
const MISSING_PARTIAL = /^The partial (\S+) could not be found/;

/** What is wrong, in the words of people who write templates. `templates` are the names that can be included. */
export function templateReason(cause: unknown, templates: readonly string[], file?: TextFile): string {
  const message = reasonOf(cause);
  const partial = MISSING_PARTIAL.exec(message)?.[1];
  if (partial === '@partial-block')
    return 'this template is included without a block; write {{#> name}} … {{/name}}';
  if (partial !== undefined)
    return `there is no template "${partial}" to include${didYouMean(partial, templates)}`;
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
  if (mismatch) return `the block "${mismatch[1]}" is closed by {{/${mismatch[2]}}}`;
  const unclosed = file && unclosedBlock(message, file);
  if (unclosed) return `the block "${unclosed.name}" is never closed: {{/${unclosed.name}}} is missing`;
  if (/^(?:Parse|Lexical) error/.test(message))
    return (
      'the template is not valid Handlebars here: check that braces, quotes and blocks are closed ' +
      '(literal braces are written \\{{)'
    );
  return message.replace(/ - \d+:\d+$/, '');
}

/** The innermost block that is open at the end of a template. Handlebars itself does not say which one it is. */
function unclosedBlock(message: string, file: TextFile): { name: string; place: Place } | undefined {
  if (!/^Parse error[\s\S]*got 'EOF'$/.test(message)) return undefined;
  const open: RegExpExecArray[] = [];
  for (const match of file.text.matchAll(/(?<!\\)\{\{~?([#^/])>?\s*([\w@/.-]+)/g)) {
    if (match[1] === '/') open.pop();
    else open.push(match);
  }
  const last = open.at(-1);
  if (last?.[2] === undefined) return undefined;
  const before = file.text.slice(0, last.index).split('\n');
  return {
    name: last[2],
    place: {
      file: file.path,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      length: last[0].length,
    },
  };
}
