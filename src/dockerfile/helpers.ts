import { AxisValue } from '../matrix/axis-value.ts';

/** A helper of templates. Its arguments are counted when a template is compiled, so `run` can rely on them. */
export interface Helper {
  /** How it is written, for messages. */
  readonly usage: string;
  readonly min: number;
  readonly max: number;
  readonly run: (...args: readonly unknown[]) => unknown;
}

/**
 * The helpers of stage templates. Small on purpose: what needs more belongs in the matrix's values.
 * Each throws a plain Error on wrong use; the caller adds the template's place.
 */
export const helpers: Readonly<Record<string, Helper>> = {
  eq: { usage: '(eq left right)', min: 2, max: 2, run: (left, right) => text(left, 'eq') === text(right, 'eq') },
  ne: { usage: '(ne left right)', min: 2, max: 2, run: (left, right) => text(left, 'ne') !== text(right, 'ne') },
  and: { usage: '(and one two …)', min: 1, max: Infinity, run: (...args) => args.every(isTrue) },
  or: { usage: '(or one two …)', min: 1, max: Infinity, run: (...args) => args.some(isTrue) },
  not: { usage: '(not condition)', min: 1, max: 1, run: (value) => !isTrue(value) },
  choose: { usage: '(choose condition then else)', min: 3, max: 3, run: (condition, then, otherwise) => (isTrue(condition) ? then : otherwise) },
  concat: { usage: '(concat one two …)', min: 1, max: Infinity, run: (...args) => args.map((arg) => text(arg, 'concat')).join('') },
  list: { usage: '(list one two …)', min: 0, max: Infinity, run: (...args) => args },
  join: { usage: '{{join list ","}}', min: 1, max: 2, run: (list, separator = ' ') => items(list, 'join').join(text(separator, 'join')) },
  /** Quotes a text, or each text of a list, for a POSIX shell. */
  shell: { usage: '{{shell textOrList}}', min: 1, max: 1, run: (value) => (Array.isArray(value) ? items(value, 'shell').map(shellQuote).join(' ') : shellQuote(text(value, 'shell'))) },
  /** JSON, as the exec form of CMD and ENTRYPOINT takes it. */
  json: { usage: '{{json value}}', min: 1, max: 1, run: (value) => JSON.stringify(value) },
};

/** True as `{{#if}}` takes it: an empty list is not. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function items(list: unknown, helper: string): string[] {
  if (!Array.isArray(list)) throw new Error(`"${helper}" takes a list, not ${kindOf(list)}`);
  return list.map((item) => text(item, helper));
}

function text(value: unknown, helper: string): string {
  if (!isText(value)) throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
  return String(value);
}

/** Whether a value can be printed as it is: text, true/false, a number such as `@index`, or an axis value. */
export function isText(value: unknown): boolean {
  return value instanceof AxisValue || ['string', 'boolean', 'number'].includes(typeof value);
}

/** What a value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isText(value)) return typeof value === 'boolean' ? String(value) : `the text "${String(value)}"`;
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** Leaves plain words alone; everything else goes into single quotes (POSIX XCU 2.2.2). */
function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
