/** Reads tar archives as BuildKit writes them. */

/** One entry of a tar archive. */
export interface TarEntry {
  /** Path in the archive, without a slash at the end. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'other';
  /** Permission bits with setuid, setgid and sticky: at most 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkName: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;

/**
 * Reads an archive as BuildKit writes it: ustar with PAX headers for what does not fit (POSIX.1-2017, "pax").
 * Throws when it ends within an entry.
 */
export function readTar(bytes: Uint8Array): readonly TarEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: TarEntry[] = [];
  let extended: Readonly<Record<string, string>> = {};
  for (let at = 0; at + BLOCK <= buffer.length;) {
    const header = buffer.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = Number(extended['size'] ?? octal(header, 124, 12));
    const content = buffer.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new Error('the archive of files is cut off');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x') {
      extended = paxRecords(content);
      continue;
    }
    // Defaults for all entries that follow. BuildKit writes none that matter here.
    if (type === 'g') continue;
    const prefix = text(header, 345, 155);
    entries.push({
      name: (extended['path'] ?? [prefix, text(header, 0, 100)].filter(Boolean).join('/'))
        .replace(/^\.\//, '')
        .replace(/\/+$/, ''),
      kind:
        type === '0' || type === '\0' ? 'file' : type === '5' ? 'folder' : type === '2' ? 'symlink' : 'other',
      mode: octal(header, 100, 8) & 0o7777,
      uid: Number(extended['uid'] ?? octal(header, 108, 8)),
      gid: Number(extended['gid'] ?? octal(header, 116, 8)),
      linkName: extended['linkpath'] ?? text(header, 157, 100),
      content,
    });
    extended = {};
  }
  return entries;
}

function text(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8');
}

/** A number in octal digits. When its first bit is set it is a big-endian number, which GNU uses for large ones. */
function octal(header: Buffer, at: number, length: number): number {
  if ((header[at] ?? 0) & 0x80)
    return header.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.parseInt(text(header, at, length).trim() || '0', 8);
}

/** `LENGTH KEY=VALUE\n`, where the length is in bytes and counts itself. */
function paxRecords(content: Buffer): Readonly<Record<string, string>> {
  const records: Record<string, string> = {};
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.subarray(at, space).toString('latin1'));
    if (space < 0 || !(length > 0)) break;
    const record = content.subarray(space + 1, at + length - 1).toString('utf8');
    const equals = record.indexOf('=');
    records[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return records;
}
