/** What a Dockerfile consists of, whatever stands in its instructions. */

import { readInstructions } from './instructions.ts';

/**
 * The directives and instructions of a Dockerfile in their order, each with how many heredocs it has. Two texts that
 * differ in values only have the same.
 */
export function structureOf(text: string): readonly string[] {
  const directives = /^(?:[ \t]*#[ \t]*[a-zA-Z][a-zA-Z0-9]*[ \t]*=.*\r?\n)*/.exec(`${text}\n`)?.[0] ?? '';
  return [
    ...[...directives.matchAll(/^[ \t]*#[ \t]*(\w+)/gm)].map(([, name]) => `# ${name?.toLowerCase()}`),
    ...readInstructions(text).instructions.map(({ keyword, text: rest, heredocs }) =>
      [
        keyword,
        ...(keyword === 'ONBUILD' ? [(/^\w+/.exec(rest)?.[0] ?? '').toUpperCase()] : []),
        ...heredocs.map(() => '<<'),
      ].join(' '),
    ),
  ];
}
