/** The kinds of tests that an image can have, and the verdict of one test. */
import type { Place } from '../../problem/problem.js';
/**
 * A test of an image. Entries under `test` and files of container-structure-test both become this, and are treated
 * the same from then on.
 */
export type ImageTest = CommandTest | FileTest | MetadataTest;
interface Named {
    readonly name: string;
    /** Where it was written. */
    readonly place: Place;
    /** The platforms that it runs on; absent for all platforms of the image. */
    readonly platforms?: readonly string[];
    /** Replace `$NAME` and `${NAME}` in the command or path with variables of the image, as container-structure-test. */
    readonly expand?: boolean;
}
/** Regular expressions that must be found in a text, and those that must not. */
export interface Expected {
    readonly found: readonly string[];
    readonly missing: readonly string[];
    /** `^` and `$` match at every line, not only at the beginning and end of the text. */
    readonly lines?: boolean;
}
export interface CommandTest extends Named {
    readonly kind: 'command';
    /** The program and its arguments. No shell is put in front. */
    readonly command: readonly string[];
    /** The command is a text of the user behind `/bin/sh -c`. */
    readonly isScript?: boolean;
    /** Commands that run first. The test sees what they changed. */
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
    /**
     * From container-structure-test, where commands and paths may use the value. `file`: it is for all tests, and may use
     * the image's variables; `setup`: it came with setup commands, and may use those of `file`, too.
     */
    readonly of?: 'file' | 'setup';
}
export interface FileTest extends Named {
    readonly kind: 'file';
    readonly path: string;
    /** Variables besides the image's that the path may use. */
    readonly env?: readonly Variable[];
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
     * `broken`: the test could not be run, so nothing is known. `skipped`: the builder cannot run the platform.
     */
    readonly outcome: {
        readonly kind: 'passed';
    } | {
        readonly kind: 'failed';
        readonly reasons: readonly string[];
        /** The last lines of its output. */
        readonly output: readonly string[];
    } | {
        readonly kind: 'broken';
        readonly message: string;
    } | {
        readonly kind: 'skipped';
    };
}
export {};
