import type { UnknownReleases } from '../effects/host.js';
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
    /** Its name, where it is known. */
    readonly defaultBranch?: string;
    /** For a pull request the branch it goes to, whose cache is read too. */
    readonly baseBranch?: string;
    /** RFC 3339 time of the commit: the same for every build of it. */
    readonly created?: string;
    /** URL of the sources. */
    readonly source?: string;
    /** Name of the GitHub event: push, schedule, pull_request … */
    readonly event?: string;
    /** The Git tag that the run is of, as it was written: `v1.4.0`. */
    readonly tag?: string;
    /** Number of the pull request that the run is of. */
    readonly pull?: string;
    /** The branch that a pull request goes to, or that a Git tag was pushed from where GitHub says so. */
    readonly baseRef?: string;
    /** RFC 3339 time at which the run began. */
    readonly now?: string;
    /** The repository's Git tags, or why they are not known; absent where nobody asked. */
    readonly releases?: readonly string[] | UnknownReleases;
    /** Whether this run may replace the registry cache: not for pull requests and tags, and only where it pushes. */
    readonly writesCache: boolean;
}
/** No run at all: what rendered files are made with. */
export declare const NO_RUN: RunFacts;
/**
 * A run that says of itself what was set: with a version it is of a Git tag and of no branch, unless one was set as
 * well; whether a branch is the default one goes by its name.
 */
export declare function withRunOverrides(facts: RunFacts, given: Readonly<Record<string, string>>): RunFacts;
