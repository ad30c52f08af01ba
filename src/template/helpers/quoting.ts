/** Helpers that quote values for the shell, for JSON and for Dockerfile instructions. */

import { AxisValue } from '../../matrix/axes.ts';
import { textOf, textsOf, type Helpers } from './helper.ts';

/** A text as one word of a shell command. Plain words stay; all else goes into single quotes (POSIX XCU 2.2.2). */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A text as a value of ENV, LABEL or ARG, in which BuildKit expands no variables. Single quotes are enough unless the
 * text has one itself, or an escape character, which BuildKit also obeys between single quotes.
 */
export function dockerfileQuote(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return /['\\`]/.test(text) ? `"${text.replace(/[\\"$]/g, '\\$&')}"` : `'${text}'`;
}

export const quoting: Helpers = {
  /** Of a list, every text is quoted, with blanks between them. */
  shell: {
    usage: '{{shell value}}',
    min: 1,
    max: 1,
    run: ({ args: [value] }) => textsOf(value, 'shell').map(shellQuote).join(' '),
  },
  json: {
    usage: '{{json value}}',
    min: 1,
    max: 1,
    run: ({ args: [value] }) =>
      JSON.stringify(value, (_key, item: unknown) => (item instanceof AxisValue ? String(item) : item)),
  },
  dockerfile: {
    usage: '{{dockerfile value}}',
    min: 1,
    max: 1,
    run: ({ args: [value] }) => dockerfileQuote(textOf(value, 'dockerfile')),
  },
  /**
   * `{{flags "--extra" list}}`. With several names, an item such as `p:e` is split at ":", one part for each name.
   * An item with fewer parts than names takes the last names.
   */
  flags: {
    usage: '{{flags "--name" list}}, or {{flags "--package" "--extra" list}} for items like a:b',
    min: 2,
    max: Infinity,
    run: ({ args }) => {
      const names = args.slice(0, -1).map((name) => textOf(name, 'flags'));
      return textsOf(args.at(-1), 'flags')
        .map((item) => flagsOf(item, names))
        .join(' ');
    },
  },
};

function flagsOf(item: string, names: readonly string[]): string {
  const parts = names.length === 1 ? [item] : item.split(':');
  if (parts.length > names.length)
    throw new Error(`"flags" has ${names.length} names for the ${parts.length} parts of "${item}"`);
  return parts
    .map((part, index) => `${names[names.length - parts.length + index] ?? ''} ${shellQuote(part)}`)
    .join(' ');
}
