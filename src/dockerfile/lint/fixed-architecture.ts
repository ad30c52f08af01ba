/** Lint rule: no name of one architecture in a stage that is built for several. */

import type { Rule } from './rule.ts';

const NAME = '(?:x86_64|amd64|aarch64|arm64)';
const ARCHITECTURE = new RegExp(`(?<![A-Za-z0-9])${NAME}(?![A-Za-z0-9])`);
/** A pattern of a case label. */
const LABEL = `["']?[\\w*?.-]+["']?`;
/**
 * Ways to find out the architecture, or to compare with it. An instruction with one of them may name architectures.
 * What is compared may come from elsewhere: from a variable of the stage, or from a program.
 */
const ASKS_FOR_ARCHITECTURE = new RegExp(
  [
    'TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM',
    String.raw`\buname\b|--print-arch|--print-foreign|\$\(arch\)|\bplatform\.machine\b`,
    // A case label, behind "in" or the label above, or on a line of its own.
    `(?:^|\\bin\\b|;[;&]&?)[ \\t]*\\(?(?:${LABEL}[ \\t]*\\|[ \\t]*)*["']?${NAME}["']?` +
      `(?:[ \\t]*\\|[ \\t]*${LABEL})*[ \\t]*\\)`,
    // A test: [ "$ARCH" = "arm64" ].
    `\\$[^\\s=]+[ \\t]+[=!]?=[ \\t]+["']?${NAME}["']?(?=\\s|$)`,
  ].join('|'),
  'm',
);

export const fixedArchitecture: Rule = {
  severity: 'warning',
  about:
    'The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: ' +
    'the others get its files.',
  check: ({ instructions, platforms }) => {
    if (new Set(platforms.map((platform) => platform.split('/')[1])).size < 2) return [];
    return instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
      if (!['RUN', 'ADD', 'COPY', 'ENV', 'ARG'].includes(keyword)) return [];
      const bodies = heredocs.flatMap((heredoc) =>
        heredoc.body.map((body, index) => ({ body, line: heredoc.line + index })),
      );
      if (ASKS_FOR_ARCHITECTURE.test([text, ...bodies.map(({ body }) => body)].join('\n'))) return [];
      const inText = ARCHITECTURE.exec(text);
      const inHeredoc = inText ? undefined : bodies.find(({ body }) => ARCHITECTURE.test(body));
      const name = inText?.[0] ?? ARCHITECTURE.exec(inHeredoc?.body ?? '')?.[0];
      if (name === undefined) return [];
      return [
        {
          line: inText ? positionOf(inText.index).line : (inHeredoc?.line ?? line),
          message: `"${name}" is written out in a stage that is built for several architectures`,
          hint: 'use $TARGETARCH (after ARG TARGETARCH), or {{architecture "NAME" (map amd64=… arm64=…)}}',
        },
      ];
    });
  },
};
