/** What the matrix demands of an image before it is published: policy, size limits and tests. */
import type { Matrix } from '../matrix/parse.js';
import type { MatrixFile } from '../matrix/schema.js';
import type { Place } from '../problem/problem.js';
import type { ImageTest } from './tests/model.js';
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
type PlacedKeys<T> = {
    readonly [Key in keyof T]: Placed<NonNullable<T[Key]>>;
};
/** The checks of all images of a target. Tests are not among them: they may use values of a single image. */
export declare function declaredChecks(matrix: Matrix, target: string): Pick<Checks, 'policy' | 'sizeLimit'>;
export {};
