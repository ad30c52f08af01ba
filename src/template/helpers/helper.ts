import { AxisValue } from '../../matrix/axes.ts';

/** How a template used a helper. */
export interface Use {
  readonly args: readonly unknown[];
  /** `name=value` */
  readonly options: Readonly<Record<string, unknown>>;
  /** What stands between `{{#name}}` and `{{/name}}`, rendered. */
  readonly block: () => string;
}

/**
 * A helper of templates. Arguments are counted when a template is compiled, so `run` can rely on their number. It throws
 * a plain Error when they are of the wrong kind; the template's place is added outside.
 */
export interface Helper {
  /** As written in a template; shown when it is used wrongly. */
  readonly usage: string;
  readonly min: number;
  readonly max: number;
  /** Names of options; `any` for a helper that takes whatever names there are. */
  readonly options?: readonly string[] | 'any';
  readonly block?: true;
  readonly run: (use: Use) => unknown;
}

export type Helpers = Readonly<Record<string, Helper>>;

/** The text of a value. Lists and mappings have none. */
export function textOf(value: unknown, helper: string): string {
  if (isText(value)) return String(value);
  throw new Error(`"${helper}" takes text, not ${kindOf(value)}`);
}

export function listOf(value: unknown, helper: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new Error(`"${helper}" takes a list, not ${kindOf(value)}`);
}

/** A list's texts; one text counts as a list of one. */
export function textsOf(value: unknown, helper: string): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item) => textOf(item, helper));
}

export function mappingOf(value: unknown, helper: string): Readonly<Record<string, unknown>> {
  if (isMapping(value)) return value;
  throw new Error(`"${helper}" takes a mapping, not ${kindOf(value)}`);
}

/** Whether a value can be printed as it is: text, true/false, a number such as `@index`, or an axis value. */
export function isText(value: unknown): value is string | boolean | number | AxisValue {
  return ['string', 'boolean', 'number'].includes(typeof value) || value instanceof AxisValue;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof AxisValue && Object.keys(value).length === 0)
  );
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
