/** Shows problems to people, with the line of the file that each is in. */

import type { Place, Problem } from '../problem/problem.ts';

/** Reads the text of a file a problem is in; undefined when it cannot be shown. */
export type SourceText = (file: string) => string | undefined;

/**
 * Problems as a text for people: `path:line:column: message`, the line with a caret below it, and the hint. They are
 * sorted by place, whatever the order of the checks.
 */
export function formatProblems(problems: readonly Problem[], sourceText: SourceText): string {
  // A build argument that is named like a secret may have the secret's value in its line: never show that line.
  const hidden = new Set(
    problems.flatMap(({ code, place }) => (code === 'secret-argument' && place ? [lineOf(place)] : [])),
  );
  return sorted(problems)
    .map((problem) =>
      formatProblem(
        problem,
        problem.place && hidden.has(lineOf(problem.place)) ? () => undefined : sourceText,
      ),
    )
    .join('\n');
}

function lineOf({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** Problems sorted by file, line and column. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ place }: Problem): [string, number, number] => [
    place?.file ?? '',
    place?.line ?? 0,
    place?.column ?? 0,
  ];
  return problems.toSorted((a, b) => {
    const [fileA, lineA, columnA] = key(a);
    const [fileB, lineB, columnB] = key(b);
    return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB || columnA - columnB;
  });
}

/** Carets below the part of a line that a problem is about. Tabs before it stay tabs, so that the carets line up. */
function caretLine(line: string, { column, length }: Place): string {
  const indent = line.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const carets = Math.max(1, Math.min(length ?? 1, line.length - column + 1));
  return `${indent}${'^'.repeat(carets)}`;
}

function formatProblem(problem: Problem, sourceText: SourceText): string {
  const { place } = problem;
  const level = problem.severity === 'error' ? '' : `${problem.severity}: `;
  const head = place
    ? `${place.file}:${place.line}:${place.column}: ${level}${problem.message}`
    : `${level || 'error: '}${problem.message}`;
  const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
  const gutter = place ? String(place.line) : '';
  const excerpt =
    place && line !== undefined && line.trim() !== ''
      ? [`  ${gutter} | ${line}`, `  ${' '.repeat(gutter.length)} | ${caretLine(line, place)}`]
      : [];
  return [head, ...excerpt, ...(problem.hint ? [`  → ${problem.hint}`] : [])].join('\n');
}
