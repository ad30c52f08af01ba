/** Lint rule: version specifiers such as `numpy<2` must be quoted in RUN. */

import type { Instruction } from '../instructions.ts';
import type { Found, Rule } from './rule.ts';
import { unquoted } from './shell-text.ts';

/** The name of a package, with or without extras: `name`, `name[extra]`. */
const PACKAGE = String.raw`[A-Za-z][\w.-]*(?:\[[\w,.\s-]*\])?`;
/** `>=4` or `<= v2`, also with a blank in front. */
const OR_EQUAL = String.raw`[<>]=\s?v?\d[\w.*]*`;
/** `>4` or `<2.1`, right behind the name of a package: anything else is a redirection of the shell. */
const STRICT = String.raw`(?<=[\w\]])[<>]\d+(?:\.\d+|\.\*)*(?=[\s,;)&|]|$)`;
/** `name>=4`, `name[extra]>4`, ` >=4`; not `2>1`, `>out.txt` or `>>log`. */
const SPECIFIER = new RegExp(String.raw`(?<![<>=\w])(?:${PACKAGE})?\s?(?:${OR_EQUAL}|${STRICT})`, 'g');

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
  return specifiers(run.text).map(({ index, text }) => findingOf(run.positionOf(index).line, text));
}

/** In heredocs, only lines that install something: a heredoc may be Python, where `<` compares. */
function scripts(run: Instruction): readonly Found[] {
  return run.heredocs.flatMap(({ body, line }) =>
    body.flatMap((text, index) =>
      (/\b(?:install|add|download)\s/.test(text) ? specifiers(text) : []).map((specifier) =>
        findingOf(line + index, specifier.text),
      ),
    ),
  );
}

function specifiers(text: string): readonly { readonly index: number; readonly text: string }[] {
  // In (( )) and [[ ]] the shell compares.
  const plain = unquoted(text).replace(/\(\([\s\S]*?\)\)|\[\[[\s\S]*?\]\]/g, (inside) =>
    '_'.repeat(inside.length),
  );
  return [...plain.matchAll(SPECIFIER)].map((match) => ({
    index: match.index + (match[0].length - match[0].trimStart().length),
    text: match[0].trim(),
  }));
}

function findingOf(line: number, text: string): Found {
  return {
    line,
    message: `"${text}" is not quoted, so that the shell ${text.includes('>') ? 'writes to' : 'reads'} a file instead`,
    hint: `write '${text}', or {{shell …}} in a template`,
  };
}
