/** Finds expressions of GitHub's workflows in a matrix, where nothing fills them in. */

import { error, type Problem } from '../problem/problem.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { isMapping } from '../yaml/shape.ts';

/** What begins with one of the contexts of workflows: `${{ github.ref_name }}`. */
const EXPRESSION =
  /\$\{\{-?\s*!?\s*(?:github|env|vars|secrets|inputs|matrix|needs|steps|runner|job|strategy)\s*[.[].*?\}\}/s;

/** The problems of all texts of a matrix with such an expression. */
export function workflowExpressions(source: YamlSource): readonly Problem[] {
  const problemsIn = (value: unknown, path: Path): readonly Problem[] => {
    if (typeof value === 'string') {
      const [expression] = EXPRESSION.exec(value) ?? [];
      return expression === undefined
        ? []
        : [
            error('workflow-expression', `"${expression}" is for workflows; nothing fills it in here`, {
              place: source.at(path),
              hint:
                'what a run says of itself is {{branch}}, {{version}}, {{revision}} and more (docs/tags.md); ' +
                'other values come from the workflow, as set: NAME=${{ … }}, and are {{NAME}} here',
            }),
          ];
    }
    if (Array.isArray(value)) return value.flatMap((item, index) => problemsIn(item, [...path, index]));
    return isMapping(value)
      ? Object.entries(value).flatMap(([key, item]) => problemsIn(item, [...path, key]))
      : [];
  };
  return source.file.text.includes('${{') ? problemsIn(source.data, []) : [];
}
