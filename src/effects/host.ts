/** Everything a run does outside of its own process, in one place, so that tests can replace it. */

import type { TextFile } from '../text/file.ts';
import type { Env } from './environment.ts';
import type { Exec } from './exec.ts';
import type { Files, Revision } from './files.ts';

/** A cache that outlives the machine. Both functions may do nothing. What is restored is not trusted. */
export interface ToolCache {
  /** Whether the paths are there now. */
  restore(key: string, paths: readonly string[]): Promise<boolean>;
  save(key: string, paths: readonly string[]): Promise<void>;
}

/** Why the releases are not known, and what to do about it: without them no version can be called the highest. */
export interface UnknownReleases {
  readonly because: string;
  readonly hint: string;
}

/** The Git tags of a repository, or why they are not known. */
export type Releases = readonly string[] | UnknownReleases;

/**
 * How a commit stands to another one: it is the same, an ancestor (`older`), a descendant (`newer`), or neither. Or why
 * that is not known, and what to do about it.
 */
export type CommitOrder =
  | 'same'
  | 'older'
  | 'newer'
  | 'unrelated'
  | { readonly because: string; readonly hint: string };

/** A user's password or token, or the refresh token that `docker login` stores for some registries. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identity-token'; readonly username?: string; readonly identityToken: string };

/** Which Trivy the user chose. Without a version it is the default one. */
export interface TrivyChoice {
  readonly version?: string;
  /** SHA-256 of the release archive, in hex. Needed for a version that was not reviewed. */
  readonly sha256?: string;
  /** Path of a Trivy that the user installed. Then no other is tried. */
  readonly path?: string;
}

/** The kinds of projects that `init` has files for. */
export type StarterName = 'python' | 'uv';

/** Timers, which tests can make as short as they like. */
export interface Timers {
  /** Ends early, with an error, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Calls `act` once after this time, unless the returned function is called before. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

/** Every effect of a run, passed in once. */
export interface Host extends Timers {
  /** Absolute. Relative paths start here. */
  readonly cwd: string;
  /** All variables. Programs get those of their list only (`environmentOf`). */
  readonly env: Env;
  /**
   * Whether what is built comes from people who may push to the repository. For a pull request from a fork, logins and
   * tokens of the run are not for the build.
   */
  readonly isTrusted: boolean;
  /** Whether a matrix may name files outside of its repository (`--allow-outside`). */
  readonly allowsOutside: boolean;
  /** As Node names it: `linux`. */
  readonly platform: string;
  /** As Node names it: `x64`. */
  readonly arch: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** A unique text. */
  readonly uuid: () => string;
  readonly exec: Exec;
  readonly fetch: typeof globalThis.fetch;
  readonly files: Files;
  /**
   * Opens a revision of the repository that `folder` is in; nothing when it has no such revision.
   * Throws `ProblemsFound` where there is no Git or no repository.
   */
  readonly openRevision: (folder: string, revision: string) => Promise<Revision | undefined>;
  /**
   * Takes an absolute folder for this run, until the returned function is called. Throws `ProblemsFound` when another
   * run has it.
   */
  readonly lockFolder: (folder: string) => Promise<() => Promise<void>>;
  /** The login for a registry's host, where there is one. Throws `ProblemsFound` when Docker's logins are broken. */
  readonly credentials: (registry: string) => Promise<Credential | undefined>;
  /** Path of a Trivy that may run; installs one if needed. Throws `ProblemsFound` when there is none. */
  readonly installTrivy: (choice: TrivyChoice) => Promise<string>;
  /** Absolute. Tools and databases are kept here between runs. */
  readonly cacheFolder: string;
  /** The matrix and templates that `init` starts from. */
  readonly starterFiles: (name: StarterName) => Promise<readonly TextFile[]>;
  /** Shows progress to people. It is never part of a command's result. */
  readonly say: (line: string) => void;
  /** Groups what is said until the returned function is called, where the log can do that. */
  readonly group: (title: string) => () => void;
  /** Aborts when the user or the runner cancels. */
  readonly signal: AbortSignal;
  /** A cache for tools that outlives this machine. The Action has one. */
  readonly toolCache?: ToolCache;
  /** The same for the vulnerability database. Pull requests only read it. */
  readonly databaseCache?: ToolCache;
  /** How a commit stands to another one of the repository that a folder belongs to. */
  readonly compareCommits: (folder: string, revision: string, other: string) => Promise<CommitOrder>;
  /** The Git tags of the repository that a folder belongs to. */
  readonly releases?: (folder: string) => Promise<Releases>;
}
