/** Finds what is wrong with texts of tags in every run: dates, syntax, expressions as other tools write them. */

import { error, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import { readDates } from './expression.ts';

/** An expression of tags, with two or three braces. */
const EXPRESSION = /\{\{.*?\}\}\}?/gs;

/** What is wrong with a text that may have expressions, whatever run it is used in. */
export function textProblems(text: string, place: Place, templates: Templates): readonly Problem[] {
  const { plain, problems } = readDates(text, place);
  const wrong = [...problems, ...braceProblems(text, place)];
  const syntax = wrong.length === 0 ? templates.syntaxProblem(plain, place) : undefined;
  return syntax ? [syntax] : wrong;
}

/** `{version}`, `${version}` and `${{version}}` look like expressions, and are none: no tag can hold `$` and braces. */
function braceProblems(text: string, place: Place): readonly Problem[] {
  const dollar = /\$\{\{\s*(.*?)\s*\}\}/s.exec(text);
  if (dollar)
    return [
      error('invalid-tag-entry', `"${dollar[0]}" has a "$", which no tag can hold`, {
        place,
        hint: `an expression is written {{${dollar[1] ?? ''}}}`,
      }),
    ];
  const single = /\$?(?<!\{)\{\s*([\w.-]+)\s*\}(?!\})/.exec(text.replace(EXPRESSION, ' '));
  return single
    ? [
        error('invalid-tag-entry', `"${single[0]}" is no expression: it has one brace on each side`, {
          place,
          hint: `write {{${single[1] ?? ''}}}`,
        }),
      ]
    : [];
}
