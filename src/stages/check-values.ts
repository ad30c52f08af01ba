/** Checks that values fill instructions in, and do not begin, end or hide any. */

import { structureOf } from '../dockerfile/structure.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { quoted } from '../template/strict.ts';
import type { Context, Templates } from '../template/templates.ts';

/**
 * Compares a rendered template with the same one without its values: the instructions must be the same. Whatever a
 * value is (empty, a comment, `\`, `<<EOF`, the end of a heredoc), it is judged by what it does to them.
 * Throws `ProblemsFound` at the place where the value is printed.
 *
 * @param text what the template renders to
 * @param isWhole whether it is a whole Dockerfile, in which first lines such as `# syntax=` are directives
 */
export function checkValues(
  text: string,
  template: string,
  context: Context,
  { templates, isWhole }: { readonly templates: Templates; readonly isWhole: boolean },
): void {
  const structure = (rendered: string): string =>
    structureOf(isWhole ? rendered : `\n${rendered}`).join('\n');
  const own = templates.withoutValues(template, context);
  const ownStructure = structure(own.text);
  if (structure(text) === ownStructure) return;
  // Most often one value does it alone. Otherwise the last one is shown: several do it together.
  const found = own.printed.findIndex(
    (_, position) => structure(templates.withoutValues(template, context, position).text) !== ownStructure,
  );
  const value = own.printed.at(found);
  throw new ProblemsFound([
    error('template', `the text ${quoted(value?.text ?? '')} changes which instructions the Dockerfile has`, {
      place: value?.place,
      hint:
        'values fill instructions in: quote it with {{shell …}}, {{json …}} or {{dockerfile …}}; ' +
        'where it may be empty, or is an instruction itself, write that in the template, in {{#if …}}',
    }),
  ]);
}
