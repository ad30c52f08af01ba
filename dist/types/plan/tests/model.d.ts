import type { Place } from '../../problem/problem.js';
/**
 * What is asked of an image. Entries of `test:` and container-structure-test files both become these; nothing after
 * that knows which of the two a test was.
 */
export type ImageTest = CommandTest | FileTest | MetadataTest;
interface Named {
    readonly name: string;
    /** Where it was written. */
    readonly place: Place;
    /** The platforms it is for; all of the image's when absent. */
    readonly platforms?: readonly string[];
    /** `$NAME` and `${NAME}` in the command or path are the image's variables, as in container-structure-test. */
    readonly expand?: boolean;
}
/** Regular expressions in one text: those that must be found, and those that must not. */
export interface Expected {
    readonly found: readonly string[];
    readonly missing: readonly string[];
    /** `^` and `$` are the beginning and end of any line, not of the whole text. */
    readonly lines?: boolean;
}
export interface CommandTest extends Named {
    readonly kind: 'command';
    /** Argument vector; no shell beside the one it names. */
    readonly command: readonly string[];
    /** Commands that run before it, and what they change is there. */
    readonly setup: readonly (readonly string[])[];
    readonly env: readonly Variable[];
    readonly user?: string;
    readonly network: boolean;
    readonly seconds: number;
    readonly exitCode: number;
    readonly stdout: Expected;
    readonly stderr: Expected;
}
export interface Variable {
    readonly name: string;
    readonly value: string;
    /** `global`: its value may use the image's variables, and the command's words may use it; of container-structure-test. */
    readonly global?: boolean;
}
export interface FileTest extends Named {
    readonly kind: 'file';
    readonly path: string;
    readonly exists: boolean;
    /** Octal digits, or as Go and container-structure-test write it: `-rwxr-xr-x`. */
    readonly mode?: string;
    readonly uid?: number;
    readonly gid?: number;
    readonly executableBy?: 'owner' | 'group' | 'other' | 'any';
    readonly content?: Expected;
}
export interface MetadataTest extends Named {
    readonly kind: 'metadata';
    readonly user?: string;
    readonly workdir?: string;
    readonly entrypoint?: readonly string[];
    readonly cmd?: readonly string[];
    readonly env: readonly ExpectedValue[];
    readonly unsetEnv: readonly string[];
    readonly labels: readonly ExpectedValue[];
    readonly ports: readonly string[];
    readonly noPorts: readonly string[];
    readonly volumes: readonly string[];
    readonly noVolumes: readonly string[];
    readonly healthcheck?: boolean;
}
export interface ExpectedValue {
    readonly name: string;
    readonly value: string;
    /** Whether `value` is a regular expression. */
    readonly pattern: boolean;
}
/** What became of one test on one platform of an image. */
export interface TestVerdict {
    readonly image: string;
    readonly platform: string;
    readonly test: string;
    readonly place: Place;
    readonly seconds: number;
    /**
     * `broken`: it could not be run or looked at, so nothing is known. `skipped`: the builder cannot run the platform.
     */
    readonly outcome: {
        readonly kind: 'passed';
    } | {
        readonly kind: 'failed';
        readonly reasons: readonly string[];
        /** The last lines of its output. */ readonly output: readonly string[];
    } | {
        readonly kind: 'broken';
        readonly message: string;
    } | {
        readonly kind: 'skipped';
    };
}
export {};
