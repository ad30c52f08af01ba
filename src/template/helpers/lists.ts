/** Helpers for lists, mappings and texts: `list`, `join`, `includes`, `replace` and others. */

import { hasNames, isText, kindOf, listOf, mappingOf, textOf, textsOf, type Helpers } from './helper.ts';

/** Helpers for lists and mappings. */
export const lists: Helpers = {
  list: { usage: '(list a b …)', min: 0, max: Infinity, run: ({ args }) => args },
  // Reversed, because Handlebars passes options from the last to the first.
  map: {
    usage: '(map name=value …)',
    min: 0,
    max: 0,
    options: 'any',
    run: ({ options }) => Object.fromEntries(Object.entries(options).toReversed()),
  },
  first: {
    usage: '(first list)',
    min: 1,
    max: 1,
    run: ({ args: [list] }) => present(listOf(list, 'first').at(0), 'first'),
  },
  last: {
    usage: '(last list)',
    min: 1,
    max: 1,
    run: ({ args: [list] }) => present(listOf(list, 'last').at(-1), 'last'),
  },
  length: {
    usage: '(length list)',
    min: 1,
    max: 1,
    run: ({ args: [list] }) => listOf(list, 'length').length,
  },
  /** Whether a list has this text, a mapping this key, or a text this part. */
  includes: {
    usage: '(includes list item)',
    min: 2,
    max: 2,
    run: ({ args: [whole, item] }) => {
      const wanted = textOf(item, 'includes');
      if (isText(whole)) return textOf(whole, 'includes').includes(wanted);
      return hasNames(whole) ? Object.hasOwn(whole, wanted) : textsOf(whole, 'includes').includes(wanted);
    },
  },
  split: {
    usage: '(split text ",")',
    min: 2,
    max: 2,
    run: ({ args: [text, separator] }) =>
      textOf(text, 'split')
        .split(textOf(separator, 'split'))
        .filter((part) => part !== ''),
  },
  join: {
    usage: '(join list ",")',
    min: 1,
    max: 2,
    run: ({ args: [list, separator = ' '] }) =>
      listOf(list, 'join')
        .map((item) => textOf(item, 'join'))
        .join(textOf(separator, 'join')),
  },
  /** Joins texts to one text. With a list among the arguments, joins all of them to one list. */
  concat: {
    usage: '(concat a b …)',
    min: 1,
    max: Infinity,
    run: ({ args }) =>
      args.some(Array.isArray) ? args.flat() : args.map((item) => textOf(item, 'concat')).join(''),
  },
  keys: {
    usage: '(keys mapping)',
    min: 1,
    max: 1,
    run: ({ args: [mapping] }) => Object.keys(mappingOf(mapping, 'keys')),
  },
  lookup: {
    usage: '(lookup mapping key)',
    min: 2,
    max: 2,
    run: ({ args: [whole, key] }) => {
      const name = textOf(key, 'lookup');
      if (!hasNames(whole) && !Array.isArray(whole))
        throw new Error(`"lookup" takes a mapping or a list, not ${kindOf(whole)}`);
      if (Object.hasOwn(whole, name) && name !== 'length')
        return (whole as Readonly<Record<string, unknown>>)[name];
      throw new Error(`"lookup" finds no "${name}" (allowed: ${Object.keys(whole).join(', ')})`);
    },
  },
};

/** An item that must exist. */
function present(item: unknown, helper: string): unknown {
  if (item === undefined)
    throw new Error(`"${helper}" takes a list with something in it; ask with {{#if list}} first`);
  return item;
}

/** Helpers for texts. */
export const text: Helpers = {
  replace: {
    usage: '(replace text from to)',
    min: 3,
    max: 3,
    run: ({ args: [whole, from, to] }) =>
      textOf(whole, 'replace').replaceAll(textOf(from, 'replace'), () => textOf(to, 'replace')),
  },
  lower: {
    usage: '(lower text)',
    min: 1,
    max: 1,
    run: ({ args: [value] }) => textOf(value, 'lower').toLowerCase(),
  },
  upper: {
    usage: '(upper text)',
    min: 1,
    max: 1,
    run: ({ args: [value] }) => textOf(value, 'upper').toUpperCase(),
  },
  trim: { usage: '(trim text)', min: 1, max: 1, run: ({ args: [value] }) => textOf(value, 'trim').trim() },
};
