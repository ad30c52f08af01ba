/** Writes bbolt files, the format of Trivy's vulnerability database. */

// The format: go.etcd.io/bbolt v1.4, internal/common/page.go, meta.go and bucket.go. Here is only what a small
// read-only file needs: each bucket is one leaf page, with as many overflow pages as it takes, or lies inside its
// parent's page when it is small; there are no branch pages.

/** A bucket of buckets and values. Keys are sorted by their bytes when it is written. */
export interface Bucket {
  readonly [key: string]: Bucket | string;
}

const PAGE_SIZE = 4096;
const PAGE_HEADER = 16;
const ELEMENT = 16;
const LEAF_PAGE = 0x02;
const META_PAGE = 0x04;
const FREELIST_PAGE = 0x10;
const BUCKET_ELEMENT = 0x01;
/** bbolt reads a larger bucket inside its parent's page too, but never writes one. */
const INLINE_LIMIT = PAGE_SIZE / 4;
const FIRST_FREE_PAGE = 3;

/** The whole file: two meta pages, an empty free list, then the buckets. */
export function boltFile(root: Bucket): Buffer {
  const pages: Buffer[] = [];
  const rootPage = writeBucket(root, pages);
  const pageCount = FIRST_FREE_PAGE + pages.reduce((sum, page) => sum + page.length / PAGE_SIZE, 0);
  const freelist = page(2, FREELIST_PAGE, 0, Buffer.alloc(0));
  return Buffer.concat([
    metaPage(0, rootPage, pageCount),
    metaPage(1, rootPage, pageCount),
    freelist,
    ...pages,
  ]);
}

/** Appends the bucket's page after its children's and returns its number. */
function writeBucket(bucket: Bucket, pages: Buffer[]): number {
  const { body, count } = leaf(bucket, pages);
  const number = FIRST_FREE_PAGE + pages.reduce((sum, written) => sum + written.length / PAGE_SIZE, 0);
  pages.push(page(number, LEAF_PAGE, count, body));
  return number;
}

/** What stands for a bucket in its parent: the number of its page, or 0 and the page itself. */
function bucketValue(bucket: Bucket, pages: Buffer[]): Buffer {
  const header = Buffer.alloc(16);
  if (Object.values(bucket).every((value) => typeof value === 'string')) {
    const { body, count } = leaf(bucket, pages);
    if (PAGE_HEADER + body.length <= INLINE_LIMIT)
      return Buffer.concat([header, pageHeader(0, LEAF_PAGE, count, 0), body]);
  }
  header.writeBigUInt64LE(BigInt(writeBucket(bucket, pages)), 0);
  return header;
}

/** The elements (flags, position from the element itself, sizes), then all keys and values. */
function leaf(bucket: Bucket, pages: Buffer[]): { body: Buffer; count: number } {
  const items = Object.entries(bucket)
    .map(([key, value]) => ({
      key: Buffer.from(key),
      value: typeof value === 'string' ? Buffer.from(value) : bucketValue(value, pages),
      flags: typeof value === 'string' ? 0 : BUCKET_ELEMENT,
    }))
    .toSorted((a, b) => Buffer.compare(a.key, b.key));
  if (items.length > 0xffff) throw new Error('more keys than one page can count');

  const elements = Buffer.alloc(ELEMENT * items.length);
  let position = elements.length;
  items.forEach(({ key, value, flags }, index) => {
    const at = index * ELEMENT;
    elements.writeUInt32LE(flags, at);
    elements.writeUInt32LE(position - at, at + 4);
    elements.writeUInt32LE(key.length, at + 8);
    elements.writeUInt32LE(value.length, at + 12);
    position += key.length + value.length;
  });
  return {
    body: Buffer.concat([elements, ...items.flatMap(({ key, value }) => [key, value])]),
    count: items.length,
  };
}

function page(number: number, flags: number, count: number, body: Buffer): Buffer {
  const pages = Math.ceil((PAGE_HEADER + body.length) / PAGE_SIZE);
  return Buffer.concat([pageHeader(number, flags, count, pages - 1), body], pages * PAGE_SIZE);
}

function pageHeader(number: number, flags: number, count: number, overflow: number): Buffer {
  const header = Buffer.alloc(PAGE_HEADER);
  header.writeBigUInt64LE(BigInt(number), 0);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(count, 10);
  header.writeUInt32LE(overflow, 12);
  return header;
}

function metaPage(number: number, rootPage: number, pageCount: number): Buffer {
  const meta = Buffer.alloc(64);
  meta.writeUInt32LE(0xed0cdaed, 0); // magic
  meta.writeUInt32LE(2, 4); // version
  meta.writeUInt32LE(PAGE_SIZE, 8);
  meta.writeBigUInt64LE(BigInt(rootPage), 16);
  meta.writeBigUInt64LE(2n, 32); // page of the free list
  meta.writeBigUInt64LE(BigInt(pageCount), 40);
  meta.writeBigUInt64LE(BigInt(number), 48); // transaction
  meta.writeBigUInt64LE(fnv1a(meta.subarray(0, 56)), 56);
  return page(number, META_PAGE, 0, meta);
}

/** 64-bit FNV-1a. */
function fnv1a(bytes: Buffer): bigint {
  return bytes.reduce(
    (hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
}
