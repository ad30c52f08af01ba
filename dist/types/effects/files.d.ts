/** How files are read and written, as the rest of the code sees it; host/files.ts really does it. */
import type { TextFile } from '../text/file.js';
/** What is at a path, after following links: a folder, or anything else. */
export type Kind = 'file' | 'folder';
/** Files that can be read: on the disk, or of a Git commit. A relative path starts from the current folder. */
export interface ReadFiles {
    /** A file's text; nothing when there is no such file. */
    readonly readText: (path: string) => Promise<string | undefined>;
    /** The absolute path without links; nothing when nothing is there, and for a commit, which no link leads out of. */
    readonly realPath: (path: string) => Promise<string | undefined>;
    /** What is at the path; nothing when nothing is there. */
    readonly kind: (path: string) => Promise<Kind | undefined>;
    /** Names of the files in a folder, sorted; none when there is no folder. */
    readonly list: (folder: string) => Promise<readonly string[]>;
    /** Paths of all files below a folder, seen from it, with "/" and sorted. Links are skipped. No folder: none. */
    readonly walk: (folder: string) => Promise<readonly string[]>;
    /** Paths of the files that match a pattern, seen from a folder, with "/" and sorted. */
    readonly glob: (folder: string, pattern: string) => Promise<readonly string[]>;
}
/** A file of a build context. */
export interface ContextFile {
    /** In bytes. */
    readonly size: number;
    /** Its modification time, in nanoseconds, which is what BuildKit goes by. */
    readonly modified: string;
    /** Stands for its change time, which no program can set. */
    readonly changed: string;
    /** Of its content; absent where there is too much to read. */
    readonly hash?: string;
}
/** The disk. Errors that a user can put right (no room, no permission) are thrown as `ProblemsFound`. */
export interface Files extends ReadFiles {
    /** Rejects as `node:fs` does, with the code ENOENT for a file that is not there. */
    readonly readBytes: (path: string) => Promise<Uint8Array>;
    /** The regular files of a build context by their paths; of those that are as they were known, nothing is read. */
    readonly contextFiles: (folder: string, options: {
        readonly known: ReadonlyMap<string, ContextFile>;
        readonly without: readonly string[];
    }) => Promise<ReadonlyMap<string, ContextFile>>;
    /** Writes all of the files or none: each is written to a temporary file and then moved. Makes folders. */
    readonly write: (files: readonly TextFile[]) => Promise<void>;
    /** Replaces one file. Resolves once the text is safe on the disk, also from a power cut. */
    readonly writeDurable: (path: string, text: string) => Promise<void>;
    /** Removes a file, or a folder with everything in it. Nothing happens when there is none. */
    readonly remove: (path: string) => Promise<void>;
    readonly makeFolder: (path: string) => Promise<void>;
    /** Makes `path` a link to `target`. Replaces an earlier link, never a folder; rejects as `node:fs` does. */
    readonly link: (target: string, path: string) => Promise<void>;
    /** Makes a new folder for temporary files. The caller removes it. */
    readonly temporaryFolder: (prefix: string) => Promise<string>;
}
/** The files of one commit, by the paths that they would have on the disk. */
export interface Revision {
    /** The commit's full id. */
    readonly commit: string;
    readonly files: ReadFiles;
}
