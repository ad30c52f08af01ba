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

/** As `{{#if}}` has it: false, empty texts and empty lists are not true. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What a value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isText(value)) return typeof value === 'boolean' ? String(value) : `the text "${String(value)}"`;
  return Array.isArray(value) ? 'a list' : 'a mapping';
}
