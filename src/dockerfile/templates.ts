import { error, ProblemsFound, type Place } from '../problem.ts';
import { closest } from '../matrix/suggest.ts';
import type { TextFile } from '../matrix/source.ts';
import { helpers } from './helpers.ts';

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
  /** Renders an expression written in the matrix, as `python:{{python}}-slim`; problems get the given place. */
  readonly expression: (text: string, context: Context, place: Place) => string;
  /** The top-level names that an expression uses. */
  readonly uses: (text: string) => ReadonlySet<string>;
}

/** `name` is the path below the templates folder without `.hbs`; every template is also a partial of that name. */
export interface TemplateFile extends TextFile {
  readonly name: string;
}

interface Node {
  readonly type: string;
  strict?: boolean;
  readonly data?: boolean;
  readonly parts?: readonly string[];
}

/** Loads Handlebars (once needed) and compiles on first use. */
export async function createTemplates(files: readonly TemplateFile[]): Promise<Templates> {
  const { default: Handlebars } = await import('handlebars');
  const environment = Handlebars.create();
  for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, helper);
  const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])) };
  const byName = new Map(files.map((file) => [file.name, file]));

  const parse = (text: string): hbs.AST.Program => {
    const program = environment.parse(text);
    // Handlebars' strict mode checks what is printed, but not what is passed to a helper or block; this mark makes it.
    visitNodes(program, (node) => {
      if (node.type === 'PathExpression') node.strict = true;
    });
    return program;
  };

  const compiled = new Map<string, (context: Context) => string>();
  const compile = (key: string, text: string): ((context: Context) => string) => {
    let template = compiled.get(key);
    if (!template) {
      template = environment.compile(parse(text), options);
      compiled.set(key, template);
    }
    return template;
  };
  for (const file of files) {
    // A function as partial, so that a failure can say which file it happened in.
    const partial = (context: Context, runtime: unknown): string => {
      try {
        return (compile(file.path, file.text) as (context: Context, runtime: unknown) => string)(context, runtime);
      } catch (cause) {
        throw locate(cause, file);
      }
    };
    environment.registerPartial(file.name, partial);
  }

  return {
    names: [...byName.keys()].toSorted(),
    lines: (name) => byName.get(name)?.text.trimEnd().split('\n').length ?? 0,
    render: (name, context) => {
      const file = byName.get(name);
      if (!file) throw new Error(`no template "${name}"`);
      try {
        return compile(file.path, file.text)(context);
      } catch (cause) {
        throw templateProblem(locate(cause, file), context);
      }
    },
    expression: (text, context, place) => {
      try {
        return text.includes('{{') ? compile(`expression ${text}`, text)(context) : text;
      } catch (cause) {
        throw templateProblem(new Located(reasonOf(cause), place), context);
      }
    },
    uses: (text) => {
      const names = new Set<string>();
      try {
        visitNodes(environment.parse(text), (node) => {
          const [first] = node.parts ?? [];
          if (node.type === 'PathExpression' && !node.data && first !== undefined) names.add(first);
        });
      } catch {
        // A broken expression uses nothing; rendering it says what is wrong.
      }
      return names;
    },
  };
}

function visitNodes(node: unknown, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && typeof node.type === 'string') visit(node as Node);
  for (const [key, child] of Object.entries(node)) if (key !== 'loc') visitNodes(child, visit);
}

/** A failure inside a template, once its place is known. */
class Located extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

function locate(cause: unknown, file: TextFile): Located | ProblemsFound {
  if (cause instanceof Located || cause instanceof ProblemsFound) return cause;
  const { lineNumber, column } = cause as { lineNumber?: number; column?: number };
  const parsed = /^Parse error on line (\d+)/.exec(cause instanceof Error ? cause.message : '');
  const line = lineNumber ?? (parsed ? Number(parsed[1]) : undefined);
  const reason = reasonOf(cause);
  // Handlebars counts columns from 0; a failing helper has no position at all: the first use of its words is close.
  const word = line === undefined ? /"([^"]+)"/.exec(reason)?.[1] : undefined;
  const offset = word === undefined ? -1 : file.text.indexOf(word);
  const before = file.text.slice(0, Math.max(offset, 0)).split('\n');
  return new Located(reason, {
    file: file.path,
    line: line ?? before.length,
    column: line === undefined ? (before.at(-1)?.length ?? 0) + 1 : (column ?? 0) + 1,
  });
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const undefinedName = /^"([^"]+)" not defined in /.exec(message);
  if (undefinedName) return `"${undefinedName[1]}" is not defined`;
  const inText = /^Cannot use 'in' operator to search for '([^']+)' in (.*)$/s.exec(message);
  if (inText) return `"${inText[1]}" is not defined: "${inText[2]}" is text and has nothing inside`;
  const helper = /unknown helper (\S+)/.exec(message);
  if (helper) return `"${helper[1]}" is no helper (allowed: ${Object.keys(helpers).join(', ')})`;
  const partial = /^The partial (\S+) could not be found/.exec(message);
  if (partial) return `"${partial[1]}" is no template to include`;
  const expected = /^Parse error on line \d+:\n[\s\S]*?\n(Expecting [\s\S]*)$/.exec(message);
  if (expected || message.startsWith('Parse error')) return 'the template is not valid Handlebars here: check that braces, quotes and blocks are closed';
  return message.replace(/ - \d+:\d+$/, '');
}

function templateProblem(cause: Located | ProblemsFound, context: Context): ProblemsFound {
  if (cause instanceof ProblemsFound) return cause;
  const name = /^"([^"]+)" is not defined$/.exec(cause.message)?.[1];
  const suggestion = name === undefined ? undefined : closest(name, Object.keys(context));
  return new ProblemsFound([
    error('template', `${cause.message}${suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`}`, {
      place: cause.place,
      hint: name !== undefined && suggestion === undefined ? `defined here: ${Object.keys(context).toSorted().join(', ')}` : undefined,
    }),
  ]);
}
