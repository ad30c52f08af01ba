import { createHash } from 'node:crypto';

/** A file of the build context. The mode counts where it is given: COPY keeps it. */
export type ContextFile =
  | string
  | Uint8Array
  | { readonly content: string | Uint8Array; readonly mode: number };

/**
 * A key that changes with everything an image is made of: its Dockerfile, and every file that COPY and bind mounts take.
 * With `COPY . .` that is the whole context, not the lock file alone: an image of other sources is another image.
 *
 * @param files content by path from the build context; their order does not matter
 * @returns sha256 in hex: fits in a tag
 */
export function environmentKey(dockerfile: string, files: Readonly<Record<string, ContextFile>>): string {
  const hash = createHash('sha256');
  // Every part with its length before it, so that no two inputs run together to the same bytes.
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  };
  add(dockerfile);
  for (const [path, file] of Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { content, mode } =
      typeof file === 'string' || file instanceof Uint8Array ? { content: file, mode: undefined } : file;
    add(path);
    add(mode === undefined ? '' : (mode & 0o7777).toString(8));
    add(content);
  }
  return hash.digest('hex');
}
