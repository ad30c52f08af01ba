/** Helpers for instructions over several lines: `lines` and `continued`. */

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
    run: ({ args: [list], options }) => {
      const lineStart = ` \\\n${options['prefix'] === undefined ? '    ' : textOf(options['prefix'], 'lines')}`;
      const items = holds(options['quote'], 'lines')
        ? textsOf(list, 'lines')
            .filter((item) => item !== '')
            .map(shellQuote)
        : textsOf(list, 'lines')
            .map((item) => item.replace(OPEN_END, ''))
            .filter((item) => item !== '');
      return items
        .map((item, index) => (index > 0 || holds(options['lead'], 'lines') ? `${lineStart}${item}` : item))
        .join('');
    },
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
