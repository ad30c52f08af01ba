/** What a template helper is, and how helpers read their arguments. */

import { AxisValue } from '../../matrix/axes.ts';
import { isMapping } from '../../yaml/shape.ts';

/** One call of a helper in a template. */
export interface Use {
  readonly args: readonly unknown[];
  /** Its named arguments: `name=value`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What stands between `{{#name}}` and `{{/name}}`, rendered. */
  readonly block: () => string;
}

/**
 * A helper of templates. The number of arguments is checked when a template is compiled, so `run` can rely on it.
 * When an argument is of the wrong kind, `run` throws a plain Error; the caller adds the place in the template.
 */
export interface Helper {
  /** As written in a template; shown when it is used wrongly. */
  readonly usage: string;
  readonly min: number;
  readonly max: number;
  /** Names of options; `any` for a helper that takes whatever names there are. */
  readonly options?: readonly string[] | 'any';
  /** Whether it is used as a block: `{{#name}} … {{/name}}`. */
  readonly block?: true;
  /** Whether what it gives may have line breaks in a template. Of any other text they would end an instruction. */
  readonly givesLines?: true;
  readonly run: (use: Use) => unknown;
}

export type Helpers = Readonly<Record<string, Helper>>;

/** The text of a value; an Error for a list or mapping. */
export function textOf(value: unknown, helper: string): string {
  if (isText(value)) return String(value);
  throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
}

/** A list; an Error for any other value. */
export function listOf(value: unknown, helper: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new Error(`"${helper}" takes a list, not ${kindOf(value)}`);
}

/** A list's texts; one text counts as a list of one. */
export function textsOf(value: unknown, helper: string): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item) => textOf(item, helper));
}

/** A mapping; an Error for any other value. */
export function mappingOf(value: unknown, helper: string): Readonly<Record<string, unknown>> {
  if (hasNames(value)) return value;
  throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}

/** Whether a value can be printed as it is: text, true/false, a number such as `@index`, or an axis value. */
export function isText(value: unknown): value is string | boolean | number | AxisValue {
  return ['string', 'boolean', 'number'].includes(typeof value) || value instanceof AxisValue;
}

/** Whether a helper can look names up in a value: in a mapping, or in an axis value that carries values. */
export function hasNames(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && !(value instanceof AxisValue && Object.keys(value).length === 0);
}

/** Texts that a person means as "false", and that would hold as texts which are there. */
const MEANT_AS_FALSE = /^(?:false|no|off|n|f|0|none|null|nil|~|disabled)$/i;

/**
 * Whether a value holds, wherever that is asked: `{{#if}}`, `{{#unless}}`, `and`, `choose` and others. true and false
 * are the same as text: that is what values of axes and rendered values are. What is empty does not hold; any other
 * text does, because it is there. An Error for a text that looks like false, and for any other value of an axis: that
 * is always there, so that nothing would be decided.
 */
export function holds(value: unknown, helper: string): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'number') return value !== 0;
  if (!isText(value)) return isMapping(value) && Object.keys(value).length > 0;
  const text = String(value);
  if (text === 'true' || text === 'false') return text === 'true';
  if (MEANT_AS_FALSE.test(text.trim()))
    throw new Error(
      `"${helper}" would hold for "${text}", because it is a text; ` +
        `write true or false, or compare it: (eq … ${JSON.stringify(text)})`,
    );
  if (value instanceof AxisValue)
    throw new Error(`"${helper}" would hold for every value of this axis; say for which: (eq … "VALUE")`);
  return text !== '';
}

/** Whether there is nothing in a value: an empty text, list or mapping. `false` is something. */
export function isEmpty(value: unknown): boolean {
  return isText(value) ? String(value) === '' : Object.keys(value ?? {}).length === 0;
}

/** What a value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isText(value)) return typeof value === 'boolean' ? String(value) : `the text "${String(value)}"`;
  return Array.isArray(value) ? 'a list' : 'a mapping';
}
