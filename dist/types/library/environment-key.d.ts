/** A file of the build context. The mode counts where it is given: COPY keeps it. */
export type ContextFile = string | Uint8Array | {
    readonly content: string | Uint8Array;
    readonly mode: number;
};
/**
 * A key that changes with everything an image is made of: its Dockerfile, and every file that COPY and bind mounts take.
 * With `COPY . .` that is the whole context, not the lock file alone: an image of other sources is another image.
 *
 * @param files content by path from the build context; their order does not matter
 * @returns sha256 in hex: fits in a tag
 */
export declare function environmentKey(dockerfile: string, files: Readonly<Record<string, ContextFile>>): string;
