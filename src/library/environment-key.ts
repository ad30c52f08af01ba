/** A key for the image of an environment, which changes with everything that the image is made of. */

import { createHash } from 'node:crypto';

/** A file of the build context. A mode that is given is part of the key, because COPY keeps the mode. */
export type ContextFile =
  | string
  | Uint8Array
  | { readonly content: string | Uint8Array; readonly mode: number };

/**
 * A key that changes with everything an image is made of: its Dockerfile, and every file that COPY or a bind mount
 * takes. With `COPY . .` that is the whole build context, not only the lock file.
 *
 * @param files content by path from the build context; their order does not matter
 * @returns a sha256 in hex, which can be used as a tag
 */
export function environmentKey(dockerfile: string, files: Readonly<Record<string, ContextFile>>): string {
  const hash = createHash('sha256');
  // The length goes before every part: otherwise two different lists of files could give the same bytes.
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
