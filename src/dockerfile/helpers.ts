import type { HelperDelegate } from 'handlebars';

/**
 * The helpers of stage templates. Small on purpose: what needs more belongs in the matrix's values.
 * Each throws a plain Error on wrong use; the caller adds the template's place.
 */
export const helpers: Readonly<Record<string, HelperDelegate>> = {
  eq: (left: unknown, right: unknown) => String(left) === String(right),
  ne: (left: unknown, right: unknown) => String(left) !== String(right),
  and: (...args: unknown[]) => args.slice(0, -1).every(Boolean),
  or: (...args: unknown[]) => args.slice(0, -1).some(Boolean),
  not: (value: unknown) => !value,
  /** `(choose condition then else)` */
  choose: (condition: unknown, then: unknown, otherwise: unknown) => (condition ? then : otherwise),
  concat: (...args: unknown[]) => args.slice(0, -1).map(String).join(''),
  list: (...args: unknown[]) => args.slice(0, -1),
  /** `{{join list " "}}` */
  join: (list: unknown, separator: unknown) => items(list, 'join').join(typeof separator === 'string' ? separator : ' '),
  /** Quotes a text, or each text of a list, for a POSIX shell. */
  shell: (value: unknown) => (Array.isArray(value) ? items(value, 'shell').map(shellQuote).join(' ') : shellQuote(String(value))),
  /** JSON, as the exec form of CMD and ENTRYPOINT takes it. */
  json: (value: unknown) => JSON.stringify(value),
};

function items(list: unknown, helper: string): string[] {
  if (!Array.isArray(list)) throw new Error(`"${helper}" takes a list, not ${typeof list === 'string' ? `"${list}"` : 'a mapping or true/false'}`);
  return list.map(String);
}

/** Leaves plain words alone; everything else goes into single quotes (POSIX XCU 2.2.2). */
function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
