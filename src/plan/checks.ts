/** What the matrix demands of an image before it is published: policy, size limits and tests. */

import type { Matrix } from '../matrix/parse.ts';
import type { MatrixFile } from '../matrix/schema.ts';
import type { Place } from '../problem/problem.ts';
import type { Path } from '../yaml/source.ts';
import type { ImageTest } from './tests/model.ts';

/** A value in the matrix, and where it is. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/**
 * What the matrix asks of an image before it is published. A key of the target replaces the same key of the matrix. The
 * gates that read the keys know their meaning and their defaults.
 */
export interface Checks {
  /** `policy`, with all keys that the schema has. */
  readonly policy: PlacedKeys<NonNullable<MatrixFile['policy']>>;
  /** `size-limit`. A single size is the key `compressed`. */
  readonly sizeLimit: PlacedKeys<Exclude<NonNullable<MatrixFile['size-limit']>, string>>;
  readonly tests: readonly ImageTest[];
}

type PlacedKeys<T> = { readonly [Key in keyof T]: Placed<NonNullable<T[Key]>> };

/** The checks of all images of a target. Tests are not among them: they may use values of a single image. */
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
  // Each key has the value of its own type, which the type of Object.fromEntries cannot express.
  return Object.fromEntries(entries) as PlacedKeys<T>;
}
