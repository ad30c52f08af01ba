/** What is known of the run that tags are made for: version, commit, branch, event and so on. */
import type { UnknownReleases } from '../effects/host.js';
/**
 * What is known of one run, and differs from run to run. So none of it is in a rendered file: bake gets it from the
 * override file.
 */
export interface RunFacts {
    /** The version of a release: `1.4.0` for the Git tag v1.4.0. */
    readonly version?: string;
    /** The commit, in full. */
    readonly revision?: string;
    /** The branch, or for a pull request the branch it comes from. */
    readonly branch?: string;
    /** Whether `branch` is the default branch of the repository. All branches read the cache of the default branch. */
    readonly isDefaultBranch: boolean;
    /** Name of the default branch, where it is known. */
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
/** The facts when there is no run: rendered files are made with these. */
export declare const NO_RUN: RunFacts;
/**
 * Replaces facts with those set by the user. With a version the run is one of a Git tag, so it has no branch, unless
 * a branch is set as well. Whether a set branch is the default branch is told by its name.
 */
export declare function withRunOverrides(facts: RunFacts, overrides: Readonly<Record<string, string>>): RunFacts;
