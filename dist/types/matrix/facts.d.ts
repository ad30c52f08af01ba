/**
 * What is known of one run and changes from run to run. None of it reaches a rendered file;
 * all of it reaches bake through the override.
 */
export interface RunFacts {
    /** Of a release: `1.4.0` for the Git tag v1.4.0. */
    readonly version?: string;
    /** The commit, in full. */
    readonly revision?: string;
    /** The branch, or for a pull request the branch it comes from. */
    readonly branch?: string;
    /** Whether `branch` is the repository's default branch; the cache of the default branch is read by all others. */
    readonly isDefaultBranch: boolean;
    /** For a pull request the branch it goes to, whose cache is read too. */
    readonly baseBranch?: string;
    /** RFC 3339 time of the commit: the same for every build of it. */
    readonly created?: string;
    /** URL of the sources. */
    readonly source?: string;
    /** Whether this run may replace the registry cache: not for pull requests and tags, and only where it pushes. */
    readonly writesCache: boolean;
}
/** No run at all: what rendered files are made with. */
export declare const NO_RUN: RunFacts;
