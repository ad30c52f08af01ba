/** Shows what `init` wrote. */

import type { InitReport } from './request.ts';

/** What `init` wrote, what to look at, and what to do next. */
export function initText({ written, notes, next }: InitReport): string {
  const width = Math.max(...next.map(({ command }) => command.length));
  return [
    ...written.map((path) => `wrote ${path}`),
    ...notes.map((note) => `note: ${note}`),
    '',
    'Next:',
    ...next.map(({ command, meaning }) => `  ${command.padEnd(width)}  # ${meaning}`),
  ].join('\n');
}
