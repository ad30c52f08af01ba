/** A key for the image of an environment, which changes with everything that the image is made of. */
/** A file of the build context. A mode that is given is part of the key, because COPY keeps the mode. */
export type ContextFile = string | Uint8Array | {
    readonly content: string | Uint8Array;
    readonly mode: number;
};
/**
 * A key that changes with everything an image is made of: its Dockerfile, and every file that COPY or a bind mount
 * takes. With `COPY . .` that is the whole build context, not only the lock file.
 *
 * @param files content by path from the build context; their order does not matter
 * @returns a sha256 in hex, which can be used as a tag
 */
export declare function environmentKey(dockerfile: string, files: Readonly<Record<string, ContextFile>>): string;
