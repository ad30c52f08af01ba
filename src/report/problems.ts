import type { Place, Problem } from '../problem/problem.ts';

/** Reads the text of a file a problem is in; undefined when it cannot be shown. */
export type SourceText = (file: string) => string | undefined;

/**
 * Problems as people read them: `path:line:column: message`, the line with a caret below it, and the next step.
 * Sorted by place, so that the order of checks does not show.
 */
export function formatProblems(problems: readonly Problem[], sourceText: SourceText): string {
  // The line of a variable with the name of a secret may hold its value: it is shown for none of its problems.
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

function formatProblem(problem: Problem, sourceText: SourceText): string {
  const { place } = problem;
  const level = problem.severity === 'warning' ? 'warning: ' : '';
  const head = place
    ? `${place.file}:${place.line}:${place.column}: ${level}${problem.message}`
    : `${level || 'error: '}${problem.message}`;
  const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
  const gutter = place ? String(place.line) : '';
  const excerpt =
    place && line !== undefined && line.trim() !== ''
      ? [
          `  ${gutter} | ${line}`,
          `  ${' '.repeat(gutter.length)} | ${line.slice(0, place.column - 1).replace(/[^\t]/g, ' ')}${'^'.repeat(Math.max(1, Math.min(place.length ?? 1, line.length - place.column + 1)))}`,
        ]
      : [];
  return [head, ...excerpt, ...(problem.hint ? [`  → ${problem.hint}`] : [])].join('\n');
}
