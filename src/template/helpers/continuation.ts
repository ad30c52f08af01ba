/** Helpers for texts and instructions over several lines: `lines`, `multiline` and `continued`. */

import { shellWords } from '../../dockerfile/heredocs.ts';
import { withoutMarks } from '../../text/line-marks.ts';
import { holds, textOf, textsOf, type Helpers } from './helper.ts';
import { shellQuote } from './quoting.ts';

/** The end of a line: blanks, and the `\` that continues the line, if there is one. */
const OPEN_END = /[ \t\r]*(?:(?<!\\)\\)?[ \t\r]*$/;

/** Both leave out empty lines, so that no line of the Dockerfile consists of a `\` only. */
export const continuation: Helpers = {
  lines: {
    usage: '{{lines list prefix=" && " lead=true quote=true}}',
    min: 1,
    max: 1,
    options: ['prefix', 'lead', 'quote'],
    givesLines: true,
    run: ({ args: [list], options }) => {
      const prefix = options['prefix'] === undefined ? '    ' : textOf(options['prefix'], 'lines');
      const texts = textsOf(list, 'lines');
      const broken = [prefix, ...texts].find((item) => /[\n\r]/.test(item));
      if (broken !== undefined)
        throw new Error(`"lines" takes texts of one line, not ${JSON.stringify(broken)}`);
      const lineStart = ` \\\n${prefix}`;
      const items = holds(options['quote'], 'lines')
        ? texts.filter((item) => item !== '').map(shellQuote)
        : texts.map((item) => item.replace(OPEN_END, '')).filter((item) => item !== '');
      return items
        .map((item, index) => (index > 0 || holds(options['lead'], 'lines') ? `${lineStart}${item}` : item))
        .join('');
    },
  },
  /** A text as it is, which may have several lines: for heredocs. The line break at its end is the template's. */
  multiline: {
    usage: '{{multiline text}}',
    min: 1,
    max: 1,
    givesLines: true,
    run: ({ args: [value] }) => textOf(value, 'multiline').replace(/\r?\n$/, ''),
  },
  continued: {
    usage: '{{#continued}} lines {{/continued}}',
    min: 0,
    max: 0,
    block: true,
    run: ({ block }) => continueLines(block()),
  },
};

/** The lines of a text with a `\` at the end of each but the last. Comments stay as they are. */
function continueLines(text: string): string {
  const lines = text.split('\n').filter((line) => !/^[ \t\r]*\\?[ \t\r]*$/.test(withoutMarks(line)));
  const isCode = (line: string): boolean => !/^\s*#/.test(withoutMarks(line));
  const last = lines.findLastIndex(isCode);
  const joined = lines.map((line, index) => {
    if (!isCode(line)) return line;
    if (shellWords(withoutMarks(line)).some((word) => /^\d*<<-?["']?\w/.test(word)))
      throw new Error('"continued" cannot hold a heredoc: its lines are not continued');
    const code = line.replace(OPEN_END, '');
    return index < last ? `${code} \\` : code;
  });
  return lines.length === 0 ? '' : `${joined.join('\n')}${text.endsWith('\n') ? '\n' : ''}`;
}
