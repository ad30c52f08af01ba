/** A text file as a value: `path` is how the user would name it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
