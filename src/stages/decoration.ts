/** Applies `decorate` of the matrix to rendered stages, and reports entries that match no RUN. */

import { isDeepStrictEqual } from 'node:util';
import type { Matrix } from '../matrix/parse.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import { structureOf } from '../dockerfile/structure.ts';
import { decorate } from './decorate.ts';
import type { Context, Templates } from '../template/templates.ts';

/** Rendered text. `places` finds out where each line comes from; it is slow, so only messages and lint call it. */
export interface Placed {
  readonly text: string;
  readonly places: () => readonly Place[];
}

/** Makes functions that decorate rendered text, and that report the entries which matched nothing in all of it. */
export function createDecoration(matrix: Matrix, templates: Templates) {
  const { file, source } = matrix;
  const entries = file.decorate ?? [];
  const used = new Set<number>();

  const apply = (rendered: Placed, context: Context): Placed => {
    if (entries.length === 0) return rendered;
    const decorators = entries.map(({ match, mount = [], env = {} }, index) => ({
      match: [match].flat(),
      mount: mount.map((text, item) =>
        templates.expression(text, context, source.at(['decorate', index, 'mount', item])),
      ),
      env: Object.fromEntries(
        Object.entries(env).map(([name, text]) => [
          name,
          templates.expression(text, context, source.at(['decorate', index, 'env', name])),
        ]),
      ),
    }));
    const result = decorate(rendered.text, decorators);
    // An empty line in front: what is decorated is not the beginning of a Dockerfile, or has been checked.
    if (!isDeepStrictEqual(structureOf(`\n${rendered.text}`), structureOf(`\n${result.text}`)))
      throw new ProblemsFound([
        error('cannot-decorate', 'a mount or variable would change which instructions the Dockerfile has', {
          place: source.at(['decorate']),
          hint: 'their values must be one line, and a mount one word',
        }),
      ]);
    for (const index of result.used) used.add(index);
    const [failure] = result.failures;
    if (failure) {
      throw new ProblemsFound([
        error('cannot-decorate', failure.message, {
          place: rendered.places()[failure.line - 1],
          hint: `write it as a command in one line, or narrow "match" (${place(source.at(['decorate']))})`,
        }),
      ]);
    }
    return {
      text: result.text,
      places: () =>
        result.lines.map((line) => rendered.places()[line - 1] ?? { file: '', line: 1, column: 1 }),
    };
  };

  /** Entries that matched nothing are mistakes. To be called when everything has been rendered. */
  const problems = (): readonly Problem[] =>
    entries.flatMap(({ match }, index) => {
      if (used.has(index)) return [];
      const patterns = [match]
        .flat()
        .map((pattern) => `"${pattern}"`)
        .join(' or ');
      return [
        error('idle-decorator', `no RUN of any template has ${patterns}`, {
          place: source.at(['decorate', index, 'match']),
          hint: 'a pattern is a part of the command, as "pip install" or "uv *"',
        }),
      ];
    });

  return { apply, problems };
}

function place({ file, line }: Place): string {
  return `${file}:${line}`;
}
