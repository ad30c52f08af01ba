import type { Instruction } from '../instructions.ts';
import type { Found, Rule } from './rule.ts';
import { unquoted } from './shell-text.ts';

/** `name>=4`, `name[extra]>4`, ` >=4`; not `2>1`, `>out.txt` or `>>log`. */
const SPECIFIER =
  /(?<![<>=\w])(?:[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?)?\s?(?:[<>]=\s?v?\d[\w.*]*|(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$))/g;

export const versionSpecifier: Rule = {
  severity: 'error',
  about:
    'A version specifier in RUN without quotes: to a shell, `jupyterlab>=4` writes to a file named "=4", ' +
    'and `numpy<2` reads a file named "2".',
  check: ({ instructions }) =>
    instructions
      .filter(({ keyword, exec }) => keyword === 'RUN' && !exec)
      .flatMap((run) => [...commands(run), ...scripts(run)]),
};

function commands(run: Instruction): readonly Found[] {
  return specifiers(run.text).map(({ index, text }) => found(run.positionOf(index).line, text));
}

/** In scripts only where something is installed: they may be for Python as well as for a shell. */
function scripts(run: Instruction): readonly Found[] {
  return run.heredocs.flatMap(({ body, line }) =>
    body.flatMap((text, index) =>
      (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) =>
        found(line + index, specifier.text),
      ),
    ),
  );
}

function specifiers(text: string): readonly { readonly index: number; readonly text: string }[] {
  // Arithmetic and [[ ]] compare.
  const plain = unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) =>
    '_'.repeat(inside.length),
  );
  return [...plain.matchAll(SPECIFIER)].map((match) => ({
    index: match.index + (match[0].length - match[0].trimStart().length),
    text: match[0].trim(),
  }));
}

function found(line: number, text: string): Found {
  return {
    line,
    message: `"${text}" is not quoted, so that the shell ${text.includes('>') ? 'writes to' : 'reads'} a file instead`,
    hint: `write '${text}', or {{shell …}} in a template`,
  };
}
