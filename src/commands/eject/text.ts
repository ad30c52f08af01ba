/** Shows what `eject` wrote. */

import type { Ejected } from './request.ts';

/** The result for people at a terminal. */
export function ejectedText({ written, untouched, deletable, commands, lost }: Ejected): string {
  const width = Math.max(...commands.map(({ command }) => command.length));
  return [
    ...written.map((path) => `wrote ${path}`),
    ...untouched.map((path) => `left  ${path} as it is: it always was your own`),
    '',
    'Nothing was deleted. What only docker-matrix reads can go now:',
    ...deletable.map((path) => `  ${path}`),
    '  and the step of a workflow that uses docker-matrix-action',
    '',
    'From now on:',
    ...commands.map(({ command, does }) => `  ${command.padEnd(width)}  # ${does}`),
    ...(lost.length === 0 ? [] : ['', 'Plain bake does not:', ...lost.map((line) => `  ${line}`)]),
  ].join('\n');
}
