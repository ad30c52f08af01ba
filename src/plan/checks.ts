import type { Matrix } from '../matrix/parse.ts';
import type { MatrixFile } from '../matrix/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Path } from '../yaml/source.ts';
import type { ImageTest } from './tests/model.ts';

/** Something that the matrix says, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/**
 * What the matrix asks of an image before it is published. Words of the target stand in for those of the matrix, key by
 * key; what a word means, and what holds where one is missing, is up to the gate that reads it.
 */
export interface Checks {
  /** `policy`: a key of the schema is here without further ado. */
  readonly policy: PlacedKeys<NonNullable<MatrixFile['policy']>>;
  /** `size-limit`; one size alone is `compressed`. */
  readonly sizeLimit: PlacedKeys<Exclude<NonNullable<MatrixFile['size-limit']>, string>>;
  readonly tests: readonly ImageTest[];
}

type PlacedKeys<T> = { readonly [Key in keyof T]: Placed<NonNullable<T[Key]>> };

/** What is asked of the images of one target, but for tests, which may use values of each image. */
export function declaredChecks(matrix: Matrix, target: string): Pick<Checks, 'policy' | 'sizeLimit'> {
  const { file } = matrix;
  const declared = file.targets[target];
  return {
    policy: {
      ...placed(matrix, ['policy'], file.policy),
      ...placed(matrix, ['targets', target, 'policy'], declared?.policy),
    },
    sizeLimit: {
      ...placedSizes(matrix, ['size-limit'], file['size-limit']),
      ...placedSizes(matrix, ['targets', target, 'size-limit'], declared?.['size-limit']),
    },
  };
}

function placedSizes(matrix: Matrix, path: Path, declared: MatrixFile['size-limit']): Checks['sizeLimit'] {
  return typeof declared === 'string'
    ? { compressed: { value: declared, place: matrix.source.at(path) } }
    : placed(matrix, path, declared);
}

function placed<T extends object>({ source }: Matrix, path: Path, declared: T | undefined): PlacedKeys<T> {
  const entries = Object.entries(declared ?? {}).map(([key, value]: [string, unknown]) => [
    key,
    { value, place: source.at([...path, key]) },
  ]);
  // Every key with its own value: fromEntries forgets which belongs to which.
  return Object.fromEntries(entries) as PlacedKeys<T>;
}
