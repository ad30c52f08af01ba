/** A value for templates: text, true/false, a list, or a mapping of values. */
export type Value =
  | string
  | boolean
  | readonly Value[]
  | {
      readonly [key: string]: Value;
    };
/** What a matrix says, of the shape that docs/matrix.md describes; `parseMatrix` has checked it. */
export type MatrixFile = Readonly<Record<string, unknown>>;
