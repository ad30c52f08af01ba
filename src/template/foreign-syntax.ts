/** What people write in other template languages, and how Handlebars has it: `a == "b"`, `x | upper`, `elif`. */

/** An expression that is not Handlebars. */
export interface Rewritten {
  /** What is wrong with it. */
  readonly message: string;
  /** The same in Handlebars; nothing where that is not certain. */
  readonly value: string | undefined;
  /** The part that is wrong, in the text. */
  readonly index: number;
  readonly length: number;
}

/** A longer text is not looked at. */
const LONGEST = 500;
const ATOM = /^(?:"[^"]*"|'[^']*'|@?[\w./-]+)$/;
/** Operators, the loosest first, and the helpers in their place. */
const OPERATORS: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/\|\|/, { '||': 'or' }],
  [/&&/, { '&&': 'and' }],
  [
    /===?|!==?|<=|>=|<|>/,
    { '==': 'eq', '===': 'eq', '!=': 'ne', '!==': 'ne', '<=': 'le', '>=': 'ge', '<': 'lt', '>': 'gt' },
  ],
  [/\s\+\s/, { '+': 'concat' }],
];

/**
 * Rewrites an expression of another template language; nothing for one that has none of their syntax.
 *
 * @param isPrinted whether its value is printed: then `a || "b"` gives the text of one of them
 */
export function inHandlebars(text: string, isPrinted: boolean): Rewritten | undefined {
  const fault = text.length > LONGEST ? undefined : firstFault(text);
  if (!fault) return undefined;
  const value = valueOf(text, isPrinted ? 'default' : 'or');
  return {
    ...fault,
    // A helper that is printed, or is what a block is about, has parentheses only inside of another one.
    value: isPrinted ? value?.replace(/^\((.*)\)$/s, '$1') : value,
  };
}

/** Quoted parts as spaces of the same length, so that nothing in them is taken for syntax. */
function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
}

/** The first thing that Handlebars does not have. */
function firstFault(text: string): Omit<Rewritten, 'value'> | undefined {
  const masked = withoutQuotes(text);
  const fault = (
    pattern: RegExp,
    message: (found: string) => string,
  ): Omit<Rewritten, 'value'> | undefined => {
    const match = pattern.exec(masked);
    const found = match?.[0].trim() ?? '';
    return match
      ? { message: message(found), index: match.index + match[0].indexOf(found), length: found.length }
      : undefined;
  };
  return (
    fault(/["']/, (found) => `the quote ${found} is never closed`) ??
    fault(
      /\|\||&&|===?|!==?|<=|>=|<|>|\s\+\s|!(?=[\w(])|\s\?\s/,
      (found) => `"${found}" is no operator of templates: helpers compare and combine`,
    ) ??
    fault(/\|/, () => '"|" passes nothing on: a helper stands before what it takes') ??
    fault(/[\w]\(/, () => 'a helper takes what follows it, without parentheses and commas') ??
    fault(/[\w\]]\[/, () => 'an entry of a list or mapping is looked up by a helper') ??
    fault(/^\s*[.$](?=[A-Za-z_])/, (found) => `a name does not begin with "${found}"`) ??
    fault(/,/, () => 'arguments are separated by spaces, not by commas')
  );
}

/** An expression as a value of Handlebars, as an argument has it; nothing when it is none that is known. */
function valueOf(text: string, or: 'or' | 'default' = 'or'): string | undefined {
  const trimmed = text.trim();
  if (ATOM.test(trimmed)) return trimmed.replace(/^\.(?=\w)/, '');
  const masked = withoutQuotes(trimmed);
  const ternary = /\s\?\s(.*)\s:\s/.exec(masked);
  if (ternary) {
    const [condition, rest] = cut(trimmed, ternary.index, 3);
    const [then, otherwise] = cut(rest, ternary[1]?.length ?? 0, 3);
    return call('choose', [condition, then, otherwise]);
  }
  for (const [operator, helpers] of OPERATORS) {
    const match = operator.exec(masked);
    if (!match) continue;
    const helper = helpers[match[0].trim()] ?? '';
    return call(helper === 'or' ? or : helper, cut(trimmed, match.index, match[0].length));
  }
  if (trimmed.startsWith('!')) return call('not', [trimmed.slice(1)]);
  const pipe = masked.lastIndexOf('|');
  if (pipe >= 0) {
    const [, name, inParentheses, behindColon] =
      /^\s*([\w-]+)\s*(?:\((.*)\)|:(.*))?\s*$/s.exec(trimmed.slice(pipe + 1)) ?? [];
    if (name === undefined) return undefined;
    return call(name, [trimmed.slice(0, pipe), ...list(inParentheses ?? behindColon ?? '')]);
  }
  const called = /^([\w-]+)\((.*)\)$/s.exec(trimmed);
  if (called) return call(called[1] ?? '', list(called[2] ?? ''));
  const entry = /^(.+)\[(.+)\]$/s.exec(trimmed);
  if (entry) return call('lookup', [entry[1] ?? '', entry[2] ?? '']);
  if (/^\$\w/.test(trimmed)) return valueOf(trimmed.slice(1));
  if (/^\([^()]*\)$/.test(trimmed)) return valueOf(trimmed.slice(1, -1)) ?? trimmed;
  // A helper that is written as it should be, but for its commas.
  const [name = '', ...items] = trimmed.split(/[\s,]+/);
  return !/["'()]/.test(trimmed) && items.length > 0 ? call(name, items) : undefined;
}

function cut(text: string, index: number, length: number): [string, string] {
  return [text.slice(0, index), text.slice(index + length)];
}

/** The entries between commas that are in no quotes. */
function list(text: string): readonly string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? [];
}

function call(helper: string, args: readonly string[]): string | undefined {
  const values = args.map((arg) => valueOf(arg));
  return values.includes(undefined) ? undefined : `(${[helper, ...values].join(' ')})`;
}

/** Words of other template languages that look like helpers or values. */
const WORDS: Readonly<Record<string, string>> = {
  elif: '{{else if …}}',
  elseif: '{{else if …}}',
  elsif: '{{else if …}}',
  end: '{{/if}} or {{/each}}: the end names its block',
  endeach: '{{/each}}',
  endfor: '{{/each}}',
  endif: '{{/if}}',
  endunless: '{{/unless}}',
  endwith: '{{/with}}',
  fi: '{{/if}}',
  for: '{{#each list as |item|}} … {{/each}}',
  foreach: '{{#each list as |item|}} … {{/each}}',
  include: '{{> name}}, for the template name.hbs',
  range: '{{#each list as |item|}} … {{/each}}',
};

/** What to write in place of a word of another template language, as a hint; nothing for any other word. */
export function insteadOfWord(word: string): string | undefined {
  return Object.hasOwn(WORDS, word) ? `write ${WORDS[word]}` : undefined;
}
