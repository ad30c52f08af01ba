import type { TarEntry } from './tar.ts';

/** What is known of an image's files, by path; `undefined` where nothing is. */
export type Entries = ReadonlyMap<string, TarEntry | undefined>;

/** A chain of symbolic links is followed so far, as Linux does. */
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
 * Finds the entry at a path by what is known already: links on the way are followed, one at the end only with `follow`.
 * `unknown` are the paths to learn about next; when it is empty, `entry` is the answer (absent: there is nothing).
 */
export function lookUp(
  path: string,
  follow: boolean,
  known: Entries,
): { readonly entry?: TarEntry; readonly unknown: readonly string[] } {
  let parts = path.split('/').filter(Boolean);
  let here: string[] = [];
  let entry = ROOT;
  let links = 0;
  while (parts.length > 0) {
    const [part = '', ...rest] = parts;
    if (part === '.' || part === '..') {
      here = part === '..' ? here.slice(0, -1) : here;
      entry = here.length === 0 ? ROOT : (known.get(`/${here.join('/')}`) ?? ROOT);
      parts = rest;
      continue;
    }
    const next = `/${[...here, part].join('/')}`;
    // Everything behind it, too: without links one look is enough.
    if (!known.has(next)) return { unknown: unknownFrom(here, parts, known) };
    const found = known.get(next);
    if (found === undefined) return { unknown: [] };
    if (found.kind === 'symlink' && (rest.length > 0 || follow)) {
      links += 1;
      if (links > MAX_LINKS) return { unknown: [] };
      parts = [...found.linkName.split('/').filter(Boolean), ...rest];
      if (found.linkName.startsWith('/')) here = [];
      entry = here.length === 0 ? ROOT : (known.get(`/${here.join('/')}`) ?? ROOT);
      continue;
    }
    if (rest.length > 0 && found.kind !== 'folder') return { unknown: [] };
    here = [...here, part];
    entry = found;
    parts = rest;
  }
  return { entry, unknown: [] };
}

function unknownFrom(here: readonly string[], parts: readonly string[], known: Entries): readonly string[] {
  const paths: string[] = [];
  const walked = [...here];
  for (const part of parts) {
    if (part === '.' || part === '..') break;
    walked.push(part);
    const path = `/${walked.join('/')}`;
    if (!known.has(path)) paths.push(path);
  }
  return paths;
}
