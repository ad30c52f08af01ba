import type { Rule } from './rule.ts';

const ARCHITECTURE = /(?<![A-Za-z0-9])(?:x86_64|amd64|aarch64|arm64)(?![A-Za-z0-9])/;
/** Whoever asks which architecture it is may name them. */
const ASKS =
  /TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM|\buname\b|--print-architecture|--print-foreign|\$\(arch\)|\bplatform\.machine\b/;

export const fixedArchitecture: Rule = {
  severity: 'warning',
  about:
    'The name of one architecture in RUN, ADD, COPY, ENV or ARG of a stage that is built for several: ' +
    'the others get its files.',
  check: ({ instructions, severalArchitectures }) =>
    instructions.flatMap(({ keyword, line, text, heredocs, positionOf }) => {
      if (!severalArchitectures || !['RUN', 'ADD', 'COPY', 'ENV', 'ARG'].includes(keyword)) return [];
      const bodies = heredocs.flatMap((heredoc) =>
        heredoc.body.map((body, index) => ({ body, line: heredoc.line + index })),
      );
      if (ASKS.test([text, ...bodies.map(({ body }) => body)].join('\n'))) return [];
      const direct = ARCHITECTURE.exec(text);
      const inside = direct ? undefined : bodies.find(({ body }) => ARCHITECTURE.test(body));
      const name = direct?.[0] ?? ARCHITECTURE.exec(inside?.body ?? '')?.[0];
      if (name === undefined) return [];
      return [
        {
          line: direct ? positionOf(direct.index).line : (inside?.line ?? line),
          message: `"${name}" is written out in a stage that is built for several architectures`,
          hint: 'use $TARGETARCH (after ARG TARGETARCH), or {{architecture "NAME" (map amd64=… arm64=…)}}',
        },
      ];
    }),
};
