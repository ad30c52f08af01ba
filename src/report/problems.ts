/** Shows problems to people, with the line of the file that each is in. */

import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';

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

/**
 * What the user has to change when a run failed like this; nothing for a defect of this program. Bounds find what nests
 * too deeply before it comes to this.
 */
export function problemsIn(cause: unknown): readonly Problem[] | undefined {
  if (cause instanceof ProblemsFound) return cause.problems;
  if (!(cause instanceof RangeError) || !/call stack/.test(cause.message)) return undefined;
  return [
    error(
      'invalid-value',
      'the matrix, or a file that it reads, nests too deeply or has too long a line to be read',
    ),
  ];
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

/** As many characters of a message, and of a line, are shown. */
const LONGEST_MESSAGE = 4000;
const LONGEST_EXCERPT = 300;

/** A message that is not longer than people read: a name in it may be megabytes long. */
export function shortMessage(message: string): string {
  return message.length > LONGEST_MESSAGE
    ? `${message.slice(0, LONGEST_MESSAGE / 2)} … ${message.slice(-LONGEST_MESSAGE / 4)}`
    : message;
}

/** The part of a long line that a place is in, and its place there. */
function excerptOf(line: string, place: Place): { readonly text: string; readonly place: Place } {
  if (line.length <= LONGEST_EXCERPT) return { text: line, place };
  const start = Math.max(0, place.column - 1 - LONGEST_EXCERPT / 3);
  const end = start + LONGEST_EXCERPT;
  const before = start > 0 ? '…' : '';
  return {
    text: `${before}${line.slice(start, end)}${end < line.length ? '…' : ''}`,
    place: { ...place, column: place.column - start + before.length },
  };
}

function formatProblem(problem: Problem, sourceText: SourceText): string {
  const { place } = problem;
  const level = problem.severity === 'error' ? '' : `${problem.severity}: `;
  const message = shortMessage(problem.message);
  const head = place
    ? `${place.file}:${place.line}:${place.column}: ${level}${message}`
    : `${level || 'error: '}${message}`;
  const line = place && sourceText(place.file)?.split(/\r?\n/)[place.line - 1];
  const gutter = place ? String(place.line) : '';
  const shown = place && line !== undefined && line.trim() !== '' ? excerptOf(line, place) : undefined;
  const excerpt = shown
    ? [
        `  ${gutter} | ${shown.text}`,
        `  ${' '.repeat(gutter.length)} | ${caretLine(shown.text, shown.place)}`,
      ]
    : [];
  return [head, ...excerpt, ...(problem.hint ? [`  → ${problem.hint}`] : [])].join('\n');
}
