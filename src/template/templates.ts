/** Compiles and renders the templates of Dockerfiles, and the `{{…}}` expressions in the matrix. */

import { readMarks, withoutMarks } from '../text/line-marks.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { placeIn, placeOfFailure, templateReason } from './failure.ts';
import { helpers, kindOf } from './helpers.ts';
import { hasNames, holds, isEmpty, isText } from './helpers/helper.ts';
import { markContent, type Content } from './mark-content.ts';
import { BLOCKS, CALLS, definedValue, Located, makeStrict, placeOf, printable } from './strict.ts';
import { reasonOf } from '../text/reason.ts';

/** The values that a template can use, by name. */
export type Context = Readonly<Record<string, unknown>>;

/** All templates of a matrix. A name that is not defined is an error, never an empty text. */
export interface Templates {
  /** The templates' names, sorted. */
  readonly names: readonly string[];
  /** How many lines a template has. */
  readonly lines: (name: string) => number;
  /** Renders a template of the templates folder. Throws `ProblemsFound` with the template's line and column. */
  readonly render: (name: string, context: Context) => string;
  /**
   * The same, and whether values may have changed which instructions there are. False when none of them can: no value
   * is the first word of a line, empty there, a comment, the beginning of a heredoc, or ends in a `\`.
   */
  readonly rendering: (
    name: string,
    context: Context,
  ) => { readonly text: string; readonly isRisky: boolean };
  /** For each line that `render` gives, its place in this template or in one it includes. Slow; for messages only. */
  readonly trace: (name: string, context: Context) => readonly Place[];
  /** The rendered text with the marks (`line-marks.ts`) that `trace` reads. */
  readonly marked: (name: string, context: Context) => string;
  /**
   * The text of a template with "x" in place of every value that it prints: what is the template's own, whatever the
   * values are. Conditions and lists are those of the values.
   *
   * @param kept the position of a value that is printed as it is, to find out what that one does
   */
  readonly withoutValues: (name: string, context: Context, kept?: number) => WithoutValues;
  /** Renders an expression written in the matrix, as `python:{{python}}-slim`; problems get the given place. */
  readonly expression: (text: string, context: Context, place: Place) => string;
  /** What is wrong with the syntax of an expression of the matrix. Whether its names are defined is not checked. */
  readonly syntaxProblem: (text: string, place: Place) => Problem | undefined;
  /** The top-level names that an expression uses. */
  readonly uses: (text: string) => ReadonlySet<string>;
  /** Those of them that must be defined: without helpers, and without names that a block defines (`as |item|`). */
  readonly needs: (text: string) => ReadonlySet<string>;
}

export interface WithoutValues {
  readonly text: string;
  /** The values that the template prints, in their order. */
  readonly printed: readonly { readonly text: string; readonly place: Place | undefined }[];
}

/** `name` is the path below the templates folder without `.hbs`; every template is also a partial of that name. */
export interface TemplateFile extends TextFile {
  readonly name: string;
}

/** Templates that include each other more deeply include themselves, without end. */
const MAX_DEPTH = 64;

type Environment = ReturnType<typeof import('handlebars').create>;
type Compiled = (context: Context, runtime?: unknown) => string;

/** Loads Handlebars, and compiles each template when it is used first. */
export async function createTemplates(files: readonly TemplateFile[]): Promise<Templates> {
  const { default: Handlebars } = await import('handlebars');
  const byName = new Map(files.map((file) => [file.name, file]));
  let isRisky = false;
  const plain = createRenderer(Handlebars.create(), files, {
    print: (text, place, isFirst) => {
      if (place && (isFirst || RISKY.test(text))) isRisky = true;
      return text;
    },
  });
  let marking: ReturnType<typeof createRenderer> | undefined;
  const marked = (): typeof plain =>
    (marking ??= createRenderer(Handlebars.create(), files, {
      prepare: (program, index) =>
        visitNodes(program, 'ContentStatement', (node) => markContent(node as unknown as Content, index)),
    }));
  const printed: { readonly text: string; readonly place: Place | undefined }[] = [];
  let keptValue: number | undefined;
  let shielding: ReturnType<typeof createRenderer> | undefined;
  const shielded = (): typeof plain =>
    (shielding ??= createRenderer(Handlebars.create(), files, {
      print: (text, place) => (printed.push({ text, place }) - 1 === keptValue ? text : 'x'),
    }));

  const render = ({ renderFile }: typeof plain, name: string, context: Context): string => {
    const file = byName.get(name);
    if (!file) throw new Error(`no template "${name}"`);
    try {
      return renderFile(file, bare(Object.getOwnPropertyDescriptors(context)));
    } catch (cause) {
      throw templateProblem(cause as Located | ProblemsFound, { file: file.path, line: 1, column: 1 });
    }
  };

  /** A parsed expression; nothing when its syntax is wrong, which is reported when it is rendered. */
  const parsed = (text: string): hbs.AST.Program | undefined => {
    try {
      return plain.environment.parse(text);
    } catch {
      return undefined;
    }
  };
  const uses = (text: string): ReadonlySet<string> => {
    const names = new Set<string>();
    const program = parsed(text);
    if (program) {
      visitNodes(program, 'PathExpression', (node) => {
        const {
          data,
          parts: [first],
        } = node as hbs.AST.PathExpression;
        if (!data && first !== undefined) names.add(first);
      });
    }
    return names;
  };

  return {
    names: [...byName.keys()].toSorted(),
    lines: (name) => byName.get(name)?.text.trimEnd().split('\n').length ?? 0,
    render: (name, context) => render(plain, name, context),
    rendering: (name, context) => {
      isRisky = false;
      const text = render(plain, name, context);
      return { text, isRisky: isRisky || text.includes('<<') };
    },
    marked: (name, context) => render(marked(), name, context),
    withoutValues: (name, context, kept) => {
      printed.length = 0;
      keptValue = kept;
      return { text: render(shielded(), name, context), printed: [...printed] };
    },
    trace: (name, context) => {
      const file = byName.get(name);
      if (!file) throw new Error(`no template "${name}"`);
      const text = render(plain, name, context);
      const traced = render(marked(), name, context);
      // A helper may do something else with a marked text. Then marks say nothing, and all lines get the first place.
      return readMarks(withoutMarks(traced) === text ? traced : text.replace(/[^\n]/g, ''), files, file);
    },
    expression: (text, context, place) => {
      if (!text.includes('{{')) return text;
      try {
        return plain.compile(`expression ${text}`, text)(bare(Object.getOwnPropertyDescriptors(context)));
      } catch (cause) {
        throw templateProblem(
          isPlaced(cause) ? cause : new Located(templateReason(cause, [...byName.keys()]), undefined),
          place,
        );
      }
    },
    syntaxProblem: (text, place) => {
      try {
        makeStrict(plain.environment.parse(text));
        return undefined;
      } catch (cause) {
        return templateProblem(
          cause instanceof Located
            ? cause
            : new Located(templateReason(cause, [...byName.keys()]), undefined),
          place,
        ).problems[0];
      }
    },
    uses,
    needs: (text) => {
      const defined = new Set<string>(['if', 'unless', 'each', 'with', ...plain.helpers]);
      const program = parsed(text);
      if (program)
        visitNodes(program, 'Program', (node) =>
          (node as hbs.AST.Program).blockParams?.forEach((name) => defined.add(name)),
        );
      return new Set([...uses(text)].filter((name) => !defined.has(name)));
    },
  };
}

/** A value that may change which instructions there are: a comment on a line, or an end that continues the line. */
const RISKY = /^\s*#|[\\`]\s*$/m;

/** How one way of rendering differs from another. */
interface Rendering {
  /** May change each template when it has been parsed. */
  readonly prepare?: (program: hbs.AST.Program, index: number) => void;
  /** What is written in place of a text that is printed. */
  readonly print?: (text: string, place: Place | undefined, isFirst: boolean) => string;
}

/** A Handlebars environment that knows all templates. */
function createRenderer(
  environment: Environment,
  files: readonly TemplateFile[],
  { prepare = () => {}, print = (text) => text }: Rendering = {},
) {
  const helperNames = registerHelpers(environment, print);
  const options = {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: { log: false, ...Object.fromEntries(helperNames.map((name) => [name, true])) },
  };
  const compiled = new Map<string, Compiled>();
  const compile = (key: string, text: string, path?: string): Compiled => {
    let template = compiled.get(key);
    if (!template) {
      const program = environment.parse(text, path === undefined ? {} : { srcName: path });
      makeStrict(program);
      prepare(
        program,
        files.findIndex((file) => file.path === path),
      );
      template = environment.compile(program, options) as Compiled;
      compiled.set(key, template);
    }
    return template;
  };

  let depth = 0;
  const renderFile = (file: TextFile, context: Context, runtime?: unknown): string => {
    try {
      depth++;
      if (depth > MAX_DEPTH)
        throw new Located(
          'this template includes itself, or one that includes it, without end',
          placeIn(file, /\{\{~?#?>/),
        );
      return compile(file.path, file.text, file.path)(context, runtime);
    } catch (cause) {
      throw isPlaced(cause)
        ? cause
        : new Located(
            templateReason(
              cause,
              files.map(({ name }) => name),
              file,
            ),
            placeOfFailure(cause, file),
          );
    } finally {
      depth--;
    }
  };
  // Partials are functions, so that a failure is reported in the file of the partial.
  for (const file of files)
    environment.registerPartial(file.name, (context: Context, runtime: unknown) =>
      renderFile(file, context, runtime),
    );
  return { environment, compile, renderFile, helpers: helperNames };
}

interface CallOptions {
  readonly loc: hbs.AST.SourceLocation;
  readonly hash: Readonly<Record<string, unknown>>;
  readonly fn?: (context: unknown) => string;
}

/** Registers all helpers, and gives the names of all that compiled templates call. */
function registerHelpers(
  environment: Environment,
  print: NonNullable<Rendering['print']>,
): readonly string[] {
  /** Runs a helper. An error in it is reported at the place where the template calls it. */
  const placed = (options: unknown, act: (place: Place | undefined) => unknown): unknown => {
    const place = placeOf((options as CallOptions).loc);
    try {
      return act(place);
    } catch (cause) {
      throw isPlaced(cause) ? cause : new Located(reasonOf(cause), place);
    }
  };
  for (const [name, helper] of Object.entries(helpers)) {
    environment.registerHelper(name, function call(this: unknown, ...args: unknown[]) {
      const { hash, fn } = args.at(-1) as CallOptions;
      return placed(args.at(-1), () =>
        helper.run({ args: args.slice(0, -1), options: hash, block: () => fn?.(this) ?? '' }),
      );
    });
  }
  environment.registerHelper(CALLS.value, function value(this: unknown, ...args: unknown[]) {
    const [head, ...names] = args.slice(0, -1);
    return placed(args.at(-1), (place) => definedValue(this, head, names as string[], place));
  });
  environment.registerHelper(
    CALLS.print,
    (value: unknown, helper: string, isFirst: boolean, options: unknown) =>
      placed(options, (place) => print(printable(value, helper, place), place, isFirst)),
  );
  environment.registerHelper(CALLS.scope, (context: unknown, options: CallOptions) =>
    bare({
      ...(hasNames(context) ? Object.getOwnPropertyDescriptors(context) : {}),
      ...Object.getOwnPropertyDescriptors(options.hash),
    }),
  );

  const { each, blockHelperMissing } = environment.helpers;
  if (!each || !blockHelperMissing) throw new Error('Handlebars has no "each"');
  environment.registerHelper(CALLS.holds, (value: unknown, helper: string, options: unknown) =>
    placed(options, () => holds(value, helper)),
  );
  environment.registerHelper(
    CALLS.section,
    function section(this: unknown, value: unknown, options: unknown) {
      return blockHelperMissing.call(
        this,
        placed(options, () => sectionOf(value)),
        options,
      ) as unknown;
    },
  );
  environment.registerHelper('each', function eachItem(this: unknown, list: unknown, options: unknown) {
    if (typeof list !== 'object')
      placed(options, () => {
        throw new Error(`"each" takes a list or a mapping, not ${kindOf(list)}`);
      });
    return each.call(this, list, options) as unknown;
  });
  environment.unregisterHelper('log');
  return [...Object.keys(helpers), ...Object.keys(BLOCKS), ...Object.values(CALLS)];
}

/** What `{{#name}} … {{/name}}` is about: true or false, or what is named, unless it is empty. */
function sectionOf(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  // With an axis value that has values of its own, the block is about these.
  const decides = isText(value) && (!hasNames(value) || String(value) === 'false');
  return decides
    ? holds(value, '{{#name}}') && (String(value) === 'true' || value)
    : !isEmpty(value) && value;
}

/** Whether an error has a place already: one in a template, or in a value that was rendered for it. */
function isPlaced(cause: unknown): cause is Located | ProblemsFound {
  return cause instanceof Located || cause instanceof ProblemsFound;
}

/** Lets contexts be converted to text: Handlebars compares them with `!=`, in `{{#each}}` with a text too. */
const NOTHING: object = Object.freeze(
  Object.defineProperty(Object.create(null) as object, Symbol.toPrimitive, { value: () => '' }),
);

/**
 * A context without the names that every JavaScript object has: so `{{toString}}` is not defined. Takes descriptors,
 * because copying the values would render all of them.
 */
function bare(context: PropertyDescriptorMap): Context {
  return Object.create(NOTHING, context) as Context;
}

function visitNodes(node: unknown, type: string, visit: (node: hbs.AST.Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === type) visit(node as hbs.AST.Node);
  for (const [key, child] of Object.entries(node)) if (key !== 'loc') visitNodes(child, type, visit);
}

function templateProblem(cause: Located | ProblemsFound, place: Place): ProblemsFound {
  if (cause instanceof ProblemsFound) return cause;
  return new ProblemsFound([
    error('template', cause.message, { place: cause.place ?? place, hint: cause.hint }),
  ]);
}
