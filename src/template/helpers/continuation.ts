import { shellWords } from '../../dockerfile/heredocs.ts';
import { withoutMarks } from '../../text/line-marks.ts';
import { isTrue, textOf, textsOf, type Helpers } from './helper.ts';
import { shellQuote } from './quoting.ts';

/** Blanks at the end of a line, with the continuation that may stand among them. */
const OPEN_END = /[ \t\r]*(?:(?<!\\)\\)?[ \t\r]*$/;

/** Lists over continued lines, which can never leave a line that holds nothing but the continuation. */
export const continuation: Helpers = {
  lines: {
    usage: '{{lines list prefix=" && " lead=true quote=true}}',
    min: 1,
    max: 1,
    options: ['prefix', 'lead', 'quote'],
    run: ({ args: [list], options }) => {
      const begin = ` \\\n${options['prefix'] === undefined ? '    ' : textOf(options['prefix'], 'lines')}`;
      const items = isTrue(options['quote'])
        ? textsOf(list, 'lines')
            .filter((item) => item !== '')
            .map(shellQuote)
        : textsOf(list, 'lines')
            .map((item) => item.replace(OPEN_END, ''))
            .filter((item) => item !== '');
      return items
        .map((item, index) => (index > 0 || isTrue(options['lead']) ? `${begin}${item}` : item))
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

function continueLines(text: string): string {
  const lines = text.split('\n').filter((line) => !/^[ \t\r]*\\?[ \t\r]*$/.test(withoutMarks(line)));
  const isCode = (line: string): boolean => !/^\s*#/.test(withoutMarks(line));
  const last = lines.findLastIndex(isCode);
  const joined = lines.map((line, index) => {
    if (!isCode(line)) return line;
    if (shellWords(withoutMarks(line)).some((word) => /^\d*<<-?["']?\w/.test(word)))
      throw new Error('"continued" cannot hold a heredoc: its lines are not continued');
    const bare = line.replace(OPEN_END, '');
    return index < last ? `${bare} \\` : bare;
  });
  return lines.length === 0 ? '' : `${joined.join('\n')}${text.endsWith('\n') ? '\n' : ''}`;
}
