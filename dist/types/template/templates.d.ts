import { type Place, type Problem } from '../problem/problem.js';
import type { TextFile } from '../text/file.js';
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
/** Loads Handlebars (once needed) and compiles on first use. */
export declare function createTemplates(files: readonly TemplateFile[]): Promise<Templates>;
