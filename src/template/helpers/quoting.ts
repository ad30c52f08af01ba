import { AxisValue } from '../../matrix/axes.ts';
import { textOf, textsOf, type Helpers } from './helper.ts';

/** Leaves plain words alone; everything else goes into single quotes (POSIX XCU 2.2.2). */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A text that ENV, LABEL and ARG take as it is, without expanding variables. Single quotes hold everything but
 * themselves and the escape character, by which BuildKit splits words inside of them too.
 */
export function dockerfileQuote(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return /['\\`]/.test(text) ? `"${text.replace(/[\\"$]/g, '\\$&')}"` : `'${text}'`;
}

export const quoting: Helpers = {
  /** Of a list, each text, with blanks between. */
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
  /** `{{flags "--extra" list}}`; with several names, an item is split at ":" (`p:e`), and a short one takes the last names. */
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
