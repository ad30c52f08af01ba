/** The type of a text file that is in memory: a template, or a Dockerfile before it is written. */
/** A text file as a value: `path` is how the user would name it. */
export interface TextFile {
    readonly path: string;
    readonly text: string;
}
