import { error, type Place, type Problem } from '../problem/problem.ts';
import type { Templates } from '../template/templates.ts';
import { extendContext } from '../values/scope.ts';
import { DATE_TOKENS, dateFormatProblem, formatDate, isTimeZone } from './date.ts';
import { missingFact, TAG_FACTS } from './tag-facts.ts';
import type { NoTag } from './tag.ts';

/**
 * The two expressions of tags that templates do not have, because what is rendered must not change from run to run:
 * `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}` and `{{commit_date …}}`.
 */
const DATE =
  /\{\{~?\s*(date|commit_date)\s+(?:'([^']*)'|"([^"]*)")\s*(?:tz\s*=\s*(?:'([^']*)'|"([^"]*)")\s*)?~?\}\}/g;
/** What looks like one but is none. A value of this name, `{{date}}`, has no argument. */
const LEFT = /\{\{~?\s*(date|commit_date)\s+[^}~\s][^}]*\}\}|\((date|commit_date)\s/;

/** When a run began, and when its commit was made. RFC 3339; absent where it is not known. */
export interface Times {
  readonly date: string | undefined;
  readonly commit_date: string | undefined;
}

/** What is wrong with the dates in a text, and the text with dates of some day in their place. */
export function readDates(text: string, place: Place): { plain: string; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const plain = text.replace(
    DATE,
    (_all, _name, single?: string, double?: string, zone?: string, zoneDouble?: string) => {
      const format = single ?? double ?? '';
      const timeZone = zone ?? zoneDouble ?? 'UTC';
      const wrong = dateFormatProblem(format);
      if (wrong !== undefined)
        problems.push(error('invalid-date', wrong, { place, hint: `there are ${DATE_TOKENS}` }));
      if (!isTimeZone(timeZone))
        problems.push(
          error('invalid-date', `"${timeZone}" is no time zone; expected a name such as Asia/Tokyo`, {
            place,
          }),
        );
      return problems.length > 0 ? '' : formatDate('2000-01-01T00:00:00Z', format, timeZone);
    },
  );
  const left = LEFT.exec(plain);
  const name = left?.[1] ?? left?.[2];
  if (name !== undefined)
    problems.push(
      error('invalid-date', `"${name}" takes a format, and may have a time zone`, {
        place,
        hint: `write {{${name} 'YYYYMMDD'}} or {{${name} 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}`,
      }),
    );
  return { plain, problems };
}

/** The text with its dates written out, and which of the times it needs were missing. */
export function expandDates(text: string, times: Times): { text: string; missing: readonly (keyof Times)[] } {
  const missing = new Set<keyof Times>();
  const expanded = text.replace(
    DATE,
    (_all, name: keyof Times, single?: string, double?: string, zone?: string, zoneDouble?: string) => {
      const time = times[name];
      if (time === undefined) missing.add(name);
      return time === undefined ? '' : formatDate(time, single ?? double ?? '', zone ?? zoneDouble ?? 'UTC');
    },
  );
  return { text: expanded, missing: [...missing] };
}

type Texts = Readonly<Record<string, string>>;
type Context = Readonly<Record<string, unknown>>;

/** What an expression may use. */
interface Known {
  /** The image's values. */
  readonly context: Context;
  /** What is known of the run; values of the same name win. */
  readonly facts: Texts;
  /** Names for this text alone, which win over both. */
  readonly more?: Texts | undefined;
}

/** Renders an expression; gives why not, when the run lacks a fact. */
export type RenderExpression = (text: string, place: Place, known: Known) => string | NoTag;

/**
 * A way to render the expressions of tags that does so once for the same text with the same values: `highest` asks for
 * each image what each release would give, which mostly hangs on the minor version and on nothing of the image.
 */
export function createRenderExpression(templates: Templates, times: Times): RenderExpression {
  const read = new Map<string, ReturnType<typeof readText>>();
  const readOnce = (text: string): ReturnType<typeof readText> => {
    const known = read.get(text) ?? readText(text, templates, times);
    read.set(text, known);
    return known;
  };
  const ofAll = new Map<string, string>();
  const ofImage = new WeakMap<Context, Map<string, string>>();
  const imagesOwn = (context: Context): Map<string, string> => {
    const own = ofImage.get(context) ?? new Map<string, string>();
    ofImage.set(context, own);
    return own;
  };

  return (text, place, { context, facts, more = {} }) => {
    if (!text.includes('{{')) return text;
    const { dated, missing, uses, seesAll } = readOnce(text);
    const lacking = [
      ...missing,
      ...TAG_FACTS.filter(
        (fact) => uses.has(fact) && !(fact in facts) && !(fact in more) && !Object.hasOwn(context, fact),
      ),
    ];
    if (lacking.length > 0) return { none: lacking.map(missingFact).join('; ') };

    const ofRun = { ...withoutNames(facts, context), ...more };
    const usesImage = seesAll || [...uses].some((name) => !(name in more) && Object.hasOwn(context, name));
    const rendered = usesImage ? imagesOwn(context) : ofAll;
    const key = JSON.stringify([dated, Object.entries(ofRun).filter(([name]) => seesAll || uses.has(name))]);
    const before = rendered.get(key);
    if (before !== undefined) return before;
    const result = templates.expression(dated, extendContext(context, ofRun), place);
    rendered.set(key, result);
    return result;
  };
}

/** What is the same for every image and release: the text with its dates written out, and what it uses. */
function readText(text: string, templates: Templates, times: Times) {
  const { text: dated, missing } = expandDates(text, times);
  const calls = dated.match(/\{\{.*?\}\}/gs) ?? [];
  return {
    dated,
    missing,
    uses: templates.uses(dated),
    /** Templates that it includes, and `this`, may look at any value; a path is taken for one of them. */
    seesAll: calls.some((call) => /[>@.]|\bthis\b/.test(call)),
  };
}

function withoutNames(texts: Texts, names: Context): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !Object.hasOwn(names, name)));
}
