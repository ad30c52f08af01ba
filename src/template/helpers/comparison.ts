/** Helpers that compare and decide: `eq`, `ge`, `matches`, `and`, `choose` and others. */

import { patternTest } from '../../matrix/condition.ts';
import { compareVersions } from '../../version/order.ts';
import { holds, isEmpty, textOf, textsOf, type Helper, type Helpers } from './helper.ts';

const compare = (name: string, holds: (order: number) => boolean): Helper => ({
  usage: `(${name} left right)`,
  min: 2,
  max: 2,
  run: ({ args: [left, right] }) => holds(compareVersions(textOf(left, name), textOf(right, name))),
});

/** `eq` and `ne` compare texts exactly; `lt` to `ge` compare versions (3.9 is less than 3.10), or else texts. */
export const comparison: Helpers = {
  eq: {
    usage: '(eq left right)',
    min: 2,
    max: 2,
    run: ({ args: [left, right] }) => textOf(left, 'eq') === textOf(right, 'eq'),
  },
  ne: {
    usage: '(ne left right)',
    min: 2,
    max: 2,
    run: ({ args: [left, right] }) => textOf(left, 'ne') !== textOf(right, 'ne'),
  },
  lt: compare('lt', (order) => order < 0),
  le: compare('le', (order) => order <= 0),
  gt: compare('gt', (order) => order > 0),
  ge: compare('ge', (order) => order >= 0),
  /** Patterns are those of rules: `>=3.13`, a glob, or exact text. Of a list, one pattern must match. */
  matches: {
    usage: '(matches value ">=3.13")',
    min: 2,
    max: 2,
    run: ({ args: [value, patterns] }) =>
      textsOf(patterns, 'matches').some((pattern) => patternTest(pattern)(textOf(value, 'matches'))),
  },
};

/** What decides by values that are true or false. */
export const logic: Helpers = {
  and: {
    usage: '(and a b …)',
    min: 1,
    max: Infinity,
    run: ({ args }) => args.every((value) => holds(value, 'and')),
  },
  or: {
    usage: '(or a b …)',
    min: 1,
    max: Infinity,
    run: ({ args }) => args.some((value) => holds(value, 'or')),
  },
  not: { usage: '(not a)', min: 1, max: 1, run: ({ args: [value] }) => !holds(value, 'not') },
  choose: {
    usage: '(choose condition then else)',
    min: 3,
    max: 3,
    run: ({ args: [condition, then, otherwise] }) => (holds(condition, 'choose') ? then : otherwise),
  },
  /** Decides nothing: a `false` that somebody wrote stays. */
  default: {
    usage: '(default value fallback)',
    min: 2,
    max: 2,
    run: ({ args: [value, fallback] }) => (isEmpty(value) ? fallback : value),
  },
};
