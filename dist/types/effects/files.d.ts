import type { TextFile } from '../text/file.js';
/** What is at a path, links followed: a folder, or anything else that is there. */
export type Kind = 'file' | 'folder';
/** Files to be read, on the disk or of a revision. A relative path starts from the current folder. */
export interface ReadFiles {
    /** A file's text; nothing when there is no such file. */
    readonly readText: (path: string) => Promise<string | undefined>;
    /** Nothing when nothing is there. */
    readonly kind: (path: string) => Promise<Kind | undefined>;
    /** Names of the files in a folder, sorted; none when there is no folder. */
    readonly list: (folder: string) => Promise<readonly string[]>;
    /** Paths of all files below a folder, seen from it, with "/" and sorted. Links count as nothing. No folder: none. */
    readonly walk: (folder: string) => Promise<readonly string[]>;
    /** Paths of the files that a pattern means, seen from a folder, with "/" and sorted. */
    readonly glob: (folder: string, pattern: string) => Promise<readonly string[]>;
}
/** The disk. What a person can put right (no room, no permission) is thrown as `ProblemsFound`. */
export interface Files extends ReadFiles {
    /** Rejects as `node:fs` does, with the code ENOENT for a file that is not there. */
    readonly readBytes: (path: string) => Promise<Uint8Array>;
    /** All of the files, or none: each is written beside its place and then moved there. Makes folders. */
    readonly write: (files: readonly TextFile[]) => Promise<void>;
    /** Replaces one file; resolves once the text would outlive a power cut. */
    readonly writeDurable: (path: string, text: string) => Promise<void>;
    /** A file, or a folder with all that is in it; nothing happens when there is none. */
    readonly remove: (path: string) => Promise<void>;
    readonly makeFolder: (path: string) => Promise<void>;
    /** Makes `path` a link to `target`. Replaces an earlier link, never a folder; rejects as `node:fs` does. */
    readonly link: (target: string, path: string) => Promise<void>;
    /** A new folder for files that nobody keeps; whoever asks for it removes it. */
    readonly temporaryFolder: (prefix: string) => Promise<string>;
}
/** The files of one commit, by the paths that they would have on the disk. */
export interface Revision {
    /** The commit's full id. */
    readonly commit: string;
    readonly files: ReadFiles;
}
