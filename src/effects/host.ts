import type { TextFile } from '../text/file.ts';
import type { Exec } from './exec.ts';

/** A cache that outlives the machine. Both may do nothing; what they restore is not trusted. */
export interface ToolCache {
  /** Whether the paths are there now. */
  restore(key: string, paths: readonly string[]): Promise<boolean>;
  save(key: string, paths: readonly string[]): Promise<void>;
}

/** Without the list of releases no tag may be called the highest: this is what to do about it. */
export interface UnknownReleases {
  readonly because: string;
  readonly hint: string;
}

/** Git tags of a repository, or why they are not known. */
export type Releases = readonly string[] | UnknownReleases;

/** What scanning needs of the file system. */
export interface ScanFiles {
  readText(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Makes `view` an OCI layout that holds only one platform of `digest` in `layout`; throws when it has none. */
  platformView(layout: string, digest: string, platform: string, view: string): Promise<void>;
  /** Makes `cacheDir` a cache folder of Trivy whose database is the one in `database`. */
  linkDatabase(database: string, cacheDir: string): Promise<void>;
}

/** Every effect of a run, passed in once. */
export interface Host {
  readonly exec: Exec;
  readonly fetch: typeof fetch;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends early, with an error, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly files: HostFiles;
  readonly scanFiles: ScanFiles;
  /** Progress for people; never part of a command's result. */
  readonly say: (line: string) => void;
  /** Collapses what is said until the returned function is called, where the log can do that. */
  readonly group: (title: string) => () => void;
  /** Aborts when the user or the runner cancels. */
  readonly signal: AbortSignal;
  /** A cache that outlives this machine; the Action has one. */
  readonly toolCache?: ToolCache;
  /** The Git tags of the repository that a folder belongs to. */
  readonly releases?: (folder: string) => Promise<Releases>;
  /** The same for the vulnerability database; pull requests only read it. */
  readonly databaseCache?: ToolCache;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface HostFiles {
  readonly readText: (path: string) => Promise<string | undefined>;
  readonly readBytes: (path: string) => Promise<Uint8Array>;
  /** Writes each file beside its place and moves it there, so that none is ever half written. Makes folders. */
  readonly write: (files: readonly TextFile[]) => Promise<void>;
  /** Replaces one file; resolves once the text would outlive a power cut. */
  readonly writeDurable: (path: string, text: string) => Promise<void>;
  /** Names of the files in a folder; none when there is no folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly remove: (path: string) => Promise<void>;
}
