/** Finds a file of an image by its path, and follows symbolic links on the way. */

import type { TarEntry } from '../gate/tar.ts';

/** The files of an image that are known so far, by path; `undefined` for a path where there is nothing. */
export type Entries = ReadonlyMap<string, TarEntry | undefined>;

/** How many symbolic links are followed at most; the same number as in Linux. */
const MAX_LINKS = 40;

const ROOT: TarEntry = {
  name: '',
  kind: 'folder',
  mode: 0o755,
  uid: 0,
  gid: 0,
  linkName: '',
  content: new Uint8Array(),
};

/**
 * Finds the entry at a path among the known ones. Symbolic links on the way are followed; a link at the end only with
 * `follow`. `unknown` has paths that must be read from the image first. When it is empty, `entry` is the answer, and
 * absent when there is nothing at the path.
 */
export function lookUp(
  path: string,
  follow: boolean,
  known: Entries,
): { readonly entry?: TarEntry; readonly unknown: readonly string[] } {
  let parts = path.split('/').filter(Boolean);
  let folder: string[] = [];
  let entry = ROOT;
  let links = 0;
  // `a/` is the folder, also behind a link, and never a file.
  const wantsFolder = path.endsWith('/');
  while (parts.length > 0) {
    const [part = '', ...rest] = parts;
    if (part === '.' || part === '..') {
      folder = part === '..' ? folder.slice(0, -1) : folder;
      entry = folder.length === 0 ? ROOT : (known.get(`/${folder.join('/')}`) ?? ROOT);
      parts = rest;
      continue;
    }
    const next = `/${[...folder, part].join('/')}`;
    // The rest of the path is asked for as well: without links, reading once is enough then.
    if (!known.has(next)) return { unknown: unknownFrom(folder, parts, known) };
    const nextEntry = known.get(next);
    if (nextEntry === undefined) return { unknown: [] };
    if (nextEntry.kind === 'symlink' && (rest.length > 0 || follow || wantsFolder)) {
      links += 1;
      if (links > MAX_LINKS) return { unknown: [] };
      parts = [...nextEntry.linkName.split('/').filter(Boolean), ...rest];
      if (nextEntry.linkName.startsWith('/')) folder = [];
      entry = folder.length === 0 ? ROOT : (known.get(`/${folder.join('/')}`) ?? ROOT);
      continue;
    }
    if ((rest.length > 0 || wantsFolder) && nextEntry.kind !== 'folder') return { unknown: [] };
    folder = [...folder, part];
    entry = nextEntry;
    parts = rest;
  }
  return { entry, unknown: [] };
}

function unknownFrom(folder: readonly string[], parts: readonly string[], known: Entries): readonly string[] {
  const paths: string[] = [];
  const walked = [...folder];
  for (const part of parts) {
    if (part === '.' || part === '..') break;
    walked.push(part);
    const path = `/${walked.join('/')}`;
    if (!known.has(path)) paths.push(path);
  }
  return paths;
}
