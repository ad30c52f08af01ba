/** Renders the expressions in tags, such as {{version}} or {{date 'YYYYMMDD'}}. */

import { error, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import { extendContext } from '../values/scope.ts';
import { DATE_TOKENS, dateFormatProblem, formatDate, isTimeZone } from './date.ts';
import { missingFact, nothingLeft, TAG_FACTS } from './tag-facts.ts';
import type { NoTag } from './tag.ts';

/** `date 'YYYYMMDD' tz='Asia/Tokyo'` */
const DATE_CALL = /\s*(date|commit_date)\s+(?:'([^']*)'|"([^"]*)")\s*(?:tz\s*=\s*(?:'([^']*)'|"([^"]*)")\s*)?/
  .source;
/** The same in braces: two or, as Handlebars has it, three of them or `{{&`. With `~` the blanks beside them go too. */
const DATE_IN_BRACES = [
  new RegExp(String.raw`(?:\s*\{\{~|\{\{)\{${DATE_CALL}\}(?:~\}\}\s*|\}\})`, 'g'),
  new RegExp(String.raw`(?<!\{)(?:\s*\{\{~|\{\{)&?${DATE_CALL}(?:~\}\}\s*|\}\})`, 'g'),
];
/** A wrongly written date expression. `{{date}}` without an argument is none: it may be a value of the image. */
const WRONG_DATE = /\{\{~?[{&]?\s*(date|commit_date)\s+[^}~\s][^}]*\}\}|\((date|commit_date)\s/;

/** When a run began, and when its commit was made. RFC 3339; absent where it is not known. */
export interface Times {
  readonly date: string | undefined;
  readonly commit_date: string | undefined;
}

/**
 * Replaces the two expressions of tags that templates do not have, because what is rendered must not change from run to
 * run: `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}` and `{{commit_date …}}`.
 */
function replaceDates(
  text: string,
  write: (name: keyof Times, format: string, timeZone: string) => string,
): string {
  return DATE_IN_BRACES.reduce(
    (written, pattern) =>
      written.replace(
        pattern,
        (_all, name: keyof Times, format?: string, inDouble?: string, zone?: string, zoneInDouble?: string) =>
          write(name, format ?? inDouble ?? '', zone ?? zoneInDouble ?? 'UTC'),
      ),
    text,
  );
}

/** Checks the date expressions in a text. `plain` is the text with a sample date in place of each of them. */
export function readDates(text: string, place: Place): { plain: string; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const plain = replaceDates(text, (_name, format, timeZone) => {
    const wrong = dateFormatProblem(format);
    if (wrong !== undefined)
      problems.push(error('invalid-date', wrong, { place, hint: `there are ${DATE_TOKENS}` }));
    if (!isTimeZone(timeZone))
      problems.push(
        error('invalid-date', `"${timeZone}" is no time zone; expected a name such as Asia/Tokyo`, { place }),
      );
    return problems.length > 0 ? '' : formatDate('2000-01-01T00:00:00Z', format, timeZone);
  });
  const wrongDate = WRONG_DATE.exec(plain);
  const name = wrongDate?.[1] ?? wrongDate?.[2];
  if (name !== undefined)
    problems.push(
      error('invalid-date', `"${name}" takes a format, and may have a time zone`, {
        place,
        hint: `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}`,
      }),
    );
  return { plain, problems };
}

/** Replaces date expressions with dates. `missing` are the times that the text needs and that are not known. */
export function expandDates(text: string, times: Times): { text: string; missing: readonly (keyof Times)[] } {
  const missing = new Set<keyof Times>();
  const expanded = replaceDates(text, (name, format, timeZone) => {
    const time = times[name];
    if (time === undefined) missing.add(name);
    return time === undefined ? '' : formatDate(time, format, timeZone);
  });
  return { text: expanded, missing: [...missing] };
}

type Texts = Readonly<Record<string, string>>;
type Context = Readonly<Record<string, unknown>>;

/** The names that an expression may use. */
interface Known {
  /** The image's values. */
  readonly context: Context;
  /** What is known of the run; values of the same name win. */
  readonly facts: Texts;
  /** Names for this text only; they win over both others. */
  readonly more?: Texts | undefined;
}

/** Renders a text with expressions. When it needs a fact that the run does not have, it gives the reason. */
export type RenderExpression = (text: string, place: Place, known: Known) => string | NoTag;

/**
 * Makes a function that renders expressions, and renders the same text with the same values only once. This matters for
 * `highest`, which asks for every image and every release what the tag would be: mostly the same few texts.
 */
export function createRenderExpression(templates: Templates, times: Times): RenderExpression {
  const read = new Map<string, ReturnType<typeof readText>>();
  const readOnce = (text: string): ReturnType<typeof readText> => {
    const known = read.get(text) ?? readText(text, templates, times);
    read.set(text, known);
    return known;
  };
  const renderedForAll = new Map<string, string>();
  const renderedByImage = new WeakMap<Context, Map<string, string>>();
  const renderedFor = (context: Context): Map<string, string> => {
    const rendered = renderedByImage.get(context) ?? new Map<string, string>();
    renderedByImage.set(context, rendered);
    return rendered;
  };

  return (text, place, { context, facts, more = {} }) => {
    if (!text.includes('{{')) return text;
    const { dated, missing, uses, neededFacts, seesAll } = readOnce(text);
    const unknownFacts = neededFacts.filter(
      (fact) => !(fact in facts) && !(fact in more) && !Object.hasOwn(context, fact),
    );
    if (missing.length > 0 || unknownFacts.length > 0)
      return { none: [...missing, ...unknownFacts].map(missingFact).join('; ') };
    // What is there but cannot be spelt would leave a tag such as `x-`, which means something else in every such run.
    const unspelt = neededFacts.find(
      (fact) => facts[fact] === '' && !(fact in more) && !Object.hasOwn(context, fact),
    );
    if (unspelt !== undefined) return nothingLeft(unspelt);

    const usesImage = seesAll || uses.some((name) => !(name in more) && Object.hasOwn(context, name));
    const rendered = usesImage ? renderedFor(context) : renderedForAll;
    const runValues = (): Texts => ({ ...withoutNames(facts, context), ...more });
    // Only what the text can see tells two renderings apart.
    const seen = seesAll
      ? Object.entries(runValues())
      : uses.map((name) => more[name] ?? (Object.hasOwn(context, name) ? undefined : facts[name]));
    const key = JSON.stringify([dated, seen]);
    const cached = rendered.get(key);
    if (cached !== undefined) return cached;
    const result = templates.expression(dated, extendContext(context, runValues()), place);
    rendered.set(key, result);
    return result;
  };
}

/** The part of rendering that is the same for every image and release: dates written out, and the names in use. */
function readText(text: string, templates: Templates, times: Times) {
  const { text: dated, missing } = expandDates(text, times);
  const calls = dated.match(/\{\{.*?\}\}/gs) ?? [];
  const uses = [...templates.uses(dated)];
  return {
    dated,
    missing,
    uses,
    neededFacts: TAG_FACTS.filter((fact) => uses.includes(fact)),
    /** Included templates and `this` can read any value. A path such as `a.b` is treated like them. */
    seesAll: calls.some((call) => /[>@.]|\bthis\b/.test(call)),
  };
}

function withoutNames(texts: Texts, names: Context): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !Object.hasOwn(names, name)));
}
