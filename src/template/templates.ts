import { readMarks, withoutMarks } from '../text/line-marks.ts';
import { error, ProblemsFound, type Place, type Problem } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { placeIn, placeOfFailure, reasonOf } from './failure.ts';
import { helpers, kindOf } from './helpers.ts';
import { isMapping } from './helpers/helper.ts';
import { markContent, type Content } from './mark-content.ts';
import { BLOCKS, CALLS, definedValue, Located, makeStrict, placeOf, printable } from './strict.ts';

/** What a template sees: names to values. */
export type Context = Readonly<Record<string, unknown>>;

/** Compiled templates. Everything is strict: a name that is not there is an error, never an empty text. */
export interface Templates {
  /** The templates' names, sorted. */
  readonly names: readonly string[];
  /** How many lines a template has. */
  readonly lines: (name: string) => number;
  /** Renders a template of the templates folder. Throws `ProblemsFound` with the template's line and column. */
  readonly render: (name: string, context: Context) => string;
  /** For each line that `render` gives, its place in this template or in one it includes. Slow: for messages. */
  readonly trace: (name: string, context: Context) => readonly Place[];
  /** What `trace` reads: the rendered text with marks (`line-marks.ts`). */
  readonly marked: (name: string, context: Context) => string;
  /** Renders an expression written in the matrix, as `python:{{python}}-slim`; problems get the given place. */
  readonly expression: (text: string, context: Context, place: Place) => string;
  /** What keeps an expression of the matrix from being read at all; whether its names exist is not asked. */
  readonly syntaxProblem: (text: string, place: Place) => Problem | undefined;
  /** The top-level names that an expression uses. */
  readonly uses: (text: string) => ReadonlySet<string>;
  /** Those of them that have to be values: no helpers, and no names that a block gives. */
  readonly needs: (text: string) => ReadonlySet<string>;
}

/** `name` is the path below the templates folder without `.hbs`; every template is also a partial of that name. */
export interface TemplateFile extends TextFile {
  readonly name: string;
}

/** Templates that include each other this deep do so without end. */
const MAX_DEPTH = 64;

type Environment = ReturnType<typeof import('handlebars').create>;
type Compiled = (context: Context, runtime?: unknown) => string;

/** Loads Handlebars (once needed) and compiles on first use. */
export async function createTemplates(files: readonly TemplateFile[]): Promise<Templates> {
  const { default: Handlebars } = await import('handlebars');
  const byName = new Map(files.map((file) => [file.name, file]));
  const plain = createRenderer(Handlebars.create(), files, () => {});
  let marking: ReturnType<typeof createRenderer> | undefined;
  const marked = (): typeof plain =>
    (marking ??= createRenderer(Handlebars.create(), files, (program, index) =>
      visitNodes(program, 'ContentStatement', (node) => markContent(node as unknown as Content, index)),
    ));

  const render = ({ renderFile }: typeof plain, name: string, context: Context): string => {
    const file = byName.get(name);
    if (!file) throw new Error(`no template "${name}"`);
    try {
      return renderFile(file, bare(Object.getOwnPropertyDescriptors(context)));
    } catch (cause) {
      throw templateProblem(cause as Located | ProblemsFound, { file: file.path, line: 1, column: 1 });
    }
  };

  /** A broken expression uses nothing; rendering it says what is wrong. */
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
    marked: (name, context) => render(marked(), name, context),
    trace: (name, context) => {
      const file = byName.get(name);
      if (!file) throw new Error(`no template "${name}"`);
      const text = render(plain, name, context);
      const traced = render(marked(), name, context);
      // Where marks have changed what is rendered, they cannot say where it comes from: everything is the first line then.
      return readMarks(withoutMarks(traced) === text ? traced : text.replace(/[^\n]/g, ''), files, file);
    },
    expression: (text, context, place) => {
      if (!text.includes('{{')) return text;
      try {
        return plain.compile(`expression ${text}`, text)(bare(Object.getOwnPropertyDescriptors(context)));
      } catch (cause) {
        throw templateProblem(
          isPlaced(cause) ? cause : new Located(reasonOf(cause, [...byName.keys()]), undefined),
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
          cause instanceof Located ? cause : new Located(reasonOf(cause, [...byName.keys()]), undefined),
          place,
        ).problems[0];
      }
    },
    uses,
    needs: (text) => {
      const given = new Set<string>(['if', 'unless', 'each', 'with', ...plain.helpers]);
      const program = parsed(text);
      if (program)
        visitNodes(program, 'Program', (node) =>
          (node as hbs.AST.Program).blockParams?.forEach((name) => given.add(name)),
        );
      return new Set([...uses(text)].filter((name) => !given.has(name)));
    },
  };
}

/** One Handlebars environment with the templates as its partials; `prepare` may change a parsed template. */
function createRenderer(
  environment: Environment,
  files: readonly TemplateFile[],
  prepare: (program: hbs.AST.Program, index: number) => void,
) {
  const known = registerHelpers(environment);
  const options = {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: { log: false, ...Object.fromEntries(known.map((name) => [name, true])) },
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
            reasonOf(
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
  // Functions as partials, so that a failure can say which file it happened in.
  for (const file of files)
    environment.registerPartial(file.name, (context: Context, runtime: unknown) =>
      renderFile(file, context, runtime),
    );
  return { environment, compile, renderFile, helpers: known };
}

interface CallOptions {
  readonly loc: hbs.AST.SourceLocation;
  readonly hash: Readonly<Record<string, unknown>>;
  readonly fn?: (context: unknown) => string;
}

/** Gives the names of all helpers that there are then. */
function registerHelpers(environment: Environment): readonly string[] {
  /** Runs at the call's place: what it throws is a problem there. */
  const placed = (options: unknown, act: (place: Place | undefined) => unknown): unknown => {
    const place = placeOf((options as CallOptions).loc);
    try {
      return act(place);
    } catch (cause) {
      throw isPlaced(cause)
        ? cause
        : new Located(cause instanceof Error ? cause.message : String(cause), place);
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
  environment.registerHelper(CALLS.print, (value: unknown, options: unknown) =>
    placed(options, (place) => printable(value, place)),
  );
  environment.registerHelper(CALLS.scope, (context: unknown, options: CallOptions) =>
    bare({
      ...(isMapping(context) ? Object.getOwnPropertyDescriptors(context) : {}),
      ...Object.getOwnPropertyDescriptors(options.hash),
    }),
  );

  const { each, blockHelperMissing } = environment.helpers;
  if (!each || !blockHelperMissing) throw new Error('Handlebars has no "each"');
  environment.registerHelper(
    CALLS.section,
    function section(this: unknown, value: unknown, options: unknown) {
      return blockHelperMissing.call(this, value, options) as unknown;
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

/** Whether a failure says where it is: ours, or one of a value that was rendered because a template uses it. */
function isPlaced(cause: unknown): cause is Located | ProblemsFound {
  return cause instanceof Located || cause instanceof ProblemsFound;
}

/** Handlebars compares contexts with `!=`, and in `{{#each}}` one of them can be text: an object must convert to something. */
const NOTHING: object = Object.freeze(
  Object.defineProperty(Object.create(null) as object, Symbol.toPrimitive, { value: () => '' }),
);

/** Without what every JavaScript object has: `{{toString}}` is as undefined as any other name. Looks at no value. */
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
