import type { Matrix } from '../matrix/parse.js';
import type { MatrixFile } from '../matrix/schema.js';
import type { Place } from '../problem/problem.js';
import type { ImageTest } from './tests/model.js';
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
type PlacedKeys<T> = {
    readonly [Key in keyof T]: Placed<NonNullable<T[Key]>>;
};
/** What is asked of the images of one target, but for tests, which may use values of each image. */
export declare function declaredChecks(matrix: Matrix, target: string): Pick<Checks, 'policy' | 'sizeLimit'>;
export {};
