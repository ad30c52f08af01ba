/** Compiles and renders the templates of Dockerfiles, and the `{{…}}` expressions in the matrix. */
import { type Place, type Problem } from '../problem/problem.js';
import type { TextFile } from '../text/file.js';
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
    readonly rendering: (name: string, context: Context) => {
        readonly text: string;
        readonly isRisky: boolean;
    };
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
    readonly printed: readonly {
        readonly text: string;
        readonly place: Place | undefined;
    }[];
}
/** `name` is the path below the templates folder without `.hbs`; every template is also a partial of that name. */
export interface TemplateFile extends TextFile {
    readonly name: string;
}
/** Loads Handlebars, and compiles each template when it is used first. */
export declare function createTemplates(files: readonly TemplateFile[]): Promise<Templates>;
