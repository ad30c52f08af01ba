/** Reads a Dockerfile as BuildKit does: its instructions with their flags, heredocs and comments. */

import { readFlags, type Flag } from './flags.ts';
import { heredocsOf, type Heredoc } from './heredocs.ts';

/** A position in a Dockerfile's text; lines count from 1, columns from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One instruction, with its continued lines joined as BuildKit joins them. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  readonly line: number;
  /** The last line, heredocs included. */
  readonly endLine: number;
  readonly flags: readonly Flag[];
  /** What stands behind keyword and flags, on one line; without heredoc bodies. */
  readonly text: string;
  /** The position in the Dockerfile of a character of `text`. */
  readonly positionOf: (offset: number) => Position;
  /** The arguments of the exec form (a JSON list of texts). */
  readonly exec?: readonly string[];
  readonly heredocs: readonly Heredoc[];
  /** Empty lines between continued lines. BuildKit ignores them with a warning, which is to become an error. */
  readonly emptyLines: readonly number[];
  /** A line that is longer than BuildKit reads; `text` has only the beginning of it. */
  readonly longLine?: { readonly line: number; readonly bytes: number };
  /** Whether the text ended while the instruction was still to be continued. */
  readonly open: boolean;
}

export interface Comment {
  readonly line: number;
  readonly text: string;
}

/** A Dockerfile, or the body of one stage, as a list of instructions. */
export interface Instructions {
  /** The character that continues lines and escapes: `\`, or the one of a `# escape` directive. */
  readonly escape: string;
  readonly instructions: readonly Instruction[];
  /** Every comment line, also those between continued lines. */
  readonly comments: readonly Comment[];
}

/** The longest line that BuildKit reads, in bytes (bufio.MaxScanTokenSize - 1). */
export const LONGEST_LINE = 65_535;
/** As much of a longer line is kept: it is refused, and nothing has to search millions of characters for that. */
const KEPT_OF_LINE = 1000;

/** Instructions that take heredocs. */
const HEREDOC_KEYWORDS = new Set(['RUN', 'COPY', 'ADD']);

/**
 * Reads instructions by the rules of BuildKit's own parser (frontend/dockerfile/parser/parser.go). Never fails: a line
 * that is no instruction becomes one with an unknown keyword, which lint reports.
 */
export function readInstructions(text: string): Instructions {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = escapeOf(lines);
  const continued = escape === '`' ? /(?:^|[^`])(`[ \t]*)$/ : /(?:^|[^\\])(\\[ \t]*)$/;
  const instructions: Instruction[] = [];
  const comments: Comment[] = [];
  // Behind the last line break there is no further line.
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  let at = 0;
  while (at < count) {
    const first = lines[at] ?? '';
    if (first.trim() === '') at++;
    else if (isComment(first)) comments.push({ line: ++at, text: first.trim() });
    else {
      const parts: Part[] = [];
      const emptyLines: number[] = [];
      const start = at + 1;
      let open = true;
      let longLine: Instruction['longLine'];
      for (; open && at < count; at++) {
        const whole = lines[at] ?? '';
        const bytes = whole.length > LONGEST_LINE / 4 ? Buffer.byteLength(whole) : 0;
        if (bytes > LONGEST_LINE) longLine ??= { line: at + 1, bytes };
        const line = bytes > LONGEST_LINE ? whole.slice(0, KEPT_OF_LINE) : whole;
        if (isComment(line)) comments.push({ line: at + 1, text: line.trim() });
        else if (line.trim() === '') emptyLines.push(at + 1);
        else {
          const end = continued.exec(line)?.[1];
          open = end !== undefined;
          parts.push({
            line: at + 1,
            text: end === undefined ? line : line.slice(0, line.length - end.length),
          });
        }
      }
      const read = instructionOf(parts);
      const heredocs =
        HEREDOC_KEYWORDS.has(
          read.keyword === 'ONBUILD' ? (/^\w+/.exec(read.text)?.[0] ?? '').toUpperCase() : read.keyword,
        ) && read.exec === undefined
          ? heredocsOf(read.text, lines.slice(0, count), at)
          : [];
      at = heredocs.at(-1)?.endLine ?? at;
      instructions.push({
        ...read,
        line: start,
        endLine: at,
        heredocs,
        emptyLines,
        ...(longLine ? { longLine } : {}),
        open,
      });
    }
  }
  return { escape, instructions, comments };
}

/** One line of an instruction, without the character that continues it. */
interface Part {
  readonly line: number;
  readonly text: string;
}

function instructionOf(
  parts: readonly Part[],
): Pick<Instruction, 'keyword' | 'flags' | 'text' | 'positionOf' | 'exec'> {
  const joined = parts.map(({ text }) => text).join('');
  const head = /^\s*(\S+)\s*/.exec(joined);
  const { flags, end } = readFlags(joined, head?.[0].length ?? 0);
  const text = joined.slice(end).trimEnd();
  const exec = execForm(text);
  const positionOf = (offset: number): Position => {
    let remaining = offset + end;
    for (const [index, part] of parts.entries()) {
      if (remaining < part.text.length || index === parts.length - 1)
        return { line: part.line, column: remaining };
      remaining -= part.text.length;
    }
    return { line: 1, column: 0 };
  };
  return { keyword: (head?.[1] ?? '').toUpperCase(), flags, text, positionOf, ...(exec ? { exec } : {}) };
}

/** The texts of a JSON list such as `["python", "-m", "app"]`; nothing for any other text. */
function execForm(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}

/** The escape character. Directives are the first lines, above any comment, empty line or instruction. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line);
    if (!directive) return '\\';
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}
