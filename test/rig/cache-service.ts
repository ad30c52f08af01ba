/** GitHub's cache service on this machine, with faults on request, for what restores and saves caches. */

import { randomUUID } from 'node:crypto';
import {
  startFaultyServer,
  type Fault,
  type FaultyServer,
  type Reply,
  type Request,
} from './faulty-server.ts';

export interface CacheServiceOptions {
  /** Faults match "POST /twirp/…/CreateCacheEntry" and "PUT /blobs/…?sig=…". */
  readonly faults?: readonly Exclude<Fault, { kind: 'expire' }>[];
  /** What the token of the run may do; runs of forks may only read. Default: read and write. */
  readonly access?: 'write' | 'read' | 'none';
}

export interface CacheService extends FaultyServer {
  /** What the runner sets for an action, so that @actions/cache and BuildKit's `type=gha` find the service. */
  readonly env: Readonly<
    Record<'ACTIONS_RESULTS_URL' | 'ACTIONS_RUNTIME_TOKEN' | 'ACTIONS_CACHE_SERVICE_V2', string>
  >;
  /** The keys of all entries that were uploaded and finalized, oldest first. */
  readonly keys: () => readonly string[];
}

/** One saved cache. It has `content` once it is uploaded, and can be restored once it is finalized as well. */
interface Entry {
  readonly key: string;
  readonly version: string;
  readonly id: string;
  readonly signature: string;
  readonly blocks: Map<string, Buffer>;
  content?: Buffer;
  finalized: boolean;
}

/** The body of all three requests of github.actions.results.api.v1.CacheService, with the keys of its JSON. */
interface Query {
  readonly key: string;
  readonly version: string;
  readonly restore_keys?: readonly string[];
  readonly size_bytes?: string;
}

/**
 * GitHub's cache service v2: twirp over JSON for the entries, and a store of blobs with signed addresses in the manner
 * of Azure. https://github.com/actions/toolkit/tree/main/packages/cache/src/generated/results/api/v1
 */
export async function startCacheService({
  faults = [],
  access = 'write',
}: CacheServiceOptions = {}): Promise<CacheService> {
  const entries: Entry[] = [];
  const token = randomUUID();

  const server = await startFaultyServer({
    faults,
    failure: twirpFailure,
    answer: (request) => {
      const method = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(
        request.url.pathname,
      )?.[1];
      if (method === undefined) return blob(request, entries);
      if (request.headers.authorization !== `Bearer ${token}`)
        return twirpFailure(401, 'unauthenticated', 'no valid token');
      return twirp(method, request, entries, access);
    },
  });

  return {
    ...server,
    env: {
      ACTIONS_RESULTS_URL: `http://${server.host}/`,
      ACTIONS_RUNTIME_TOKEN: token,
      ACTIONS_CACHE_SERVICE_V2: 'true',
    },
    keys: () => entries.filter(({ finalized }) => finalized).map(({ key }) => key),
  };
}

function twirp(
  method: string,
  { url, body }: Request,
  entries: Entry[],
  access: 'write' | 'read' | 'none',
): Reply {
  const query = JSON.parse(body.toString()) as Query;
  if (method === 'GetCacheEntryDownloadURL') {
    if (access === 'none')
      return twirpFailure(403, 'permission_denied', 'cache read denied: the token has no readable scopes');
    const restored = findEntry(query, entries);
    return json(
      200,
      restored
        ? { ok: true, signed_download_url: signedUrl(url, restored), matched_key: restored.key }
        : { ok: false },
    );
  }
  const existing = entries.find(({ key, version }) => key === query.key && version === query.version);
  if (method === 'CreateCacheEntry') {
    if (access !== 'write')
      return json(200, { ok: false, message: 'cache write denied: the token is read-only' });
    if (existing)
      return twirpFailure(
        409,
        'already_exists',
        'cache entry with the same key, version, and scope already exists',
      );
    const entry: Entry = {
      key: query.key,
      version: query.version,
      id: randomUUID(),
      signature: randomUUID(),
      blocks: new Map(),
      finalized: false,
    };
    entries.push(entry);
    return json(200, { ok: true, signed_upload_url: signedUrl(url, entry) });
  }
  if (method === 'FinalizeCacheEntryUpload') {
    if (!existing || existing.content?.length !== Number(query.size_bytes)) return json(200, { ok: false });
    existing.finalized = true;
    return json(200, { ok: true, entry_id: String(entries.indexOf(existing) + 1) });
  }
  return twirpFailure(404, 'bad_route', `no such method: ${method}`);
}

/** The entry with exactly this key; else the newest whose key begins with it; else so with each restore key in turn. */
function findEntry({ key, version, restore_keys = [] }: Query, entries: readonly Entry[]): Entry | undefined {
  const usable = entries.filter((entry) => entry.finalized && entry.version === version).toReversed();
  const exact = usable.find((entry) => entry.key === key);
  return (
    exact ??
    [key, ...restore_keys]
      .map((start) => usable.find((entry) => entry.key.startsWith(start)))
      .find((entry) => entry !== undefined)
  );
}

function signedUrl({ origin }: URL, { id, signature }: Entry): string {
  return `${origin}/blobs/${id}?sig=${signature}`;
}

/** https://learn.microsoft.com/en-us/rest/api/storageservices/operations-on-block-blobs */
function blob({ method, url, headers, body }: Request, entries: readonly Entry[]): Reply {
  const entry = entries.find(({ id }) => url.pathname === `/blobs/${id}`);
  if (entry?.signature !== url.searchParams.get('sig'))
    return { status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } };
  if (entry && method === 'PUT') return upload(entry, url.searchParams, body);

  const content = entry?.content;
  if (!content) return { status: 404, headers: { 'x-ms-error-code': 'BlobNotFound' } };
  const [range, from = '', to = ''] =
    /^bytes=(\d+)-(\d*)$/.exec(String(headers['x-ms-range'] ?? headers.range)) ?? [];
  if (range === undefined) return { status: 200, headers: storeHeaders(), body: content };
  const part = content.subarray(Number(from), to === '' ? undefined : Number(to) + 1);
  return {
    status: 206,
    headers: {
      ...storeHeaders(),
      'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${content.length}`,
    },
    body: part,
  };
}

/** Takes a whole blob in one request, or its blocks one by one and then the list with their order. */
function upload(entry: Entry, query: URLSearchParams, body: Buffer): Reply {
  const part = query.get('comp');
  if (part === 'block') entry.blocks.set(query.get('blockid') ?? '', body);
  else if (part !== 'blocklist') entry.content = body;
  else {
    const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(
      ([, id = '']) => id,
    );
    if (!ids.every((id) => entry.blocks.has(id)))
      return { status: 400, headers: { 'x-ms-error-code': 'InvalidBlockList' } };
    entry.content = Buffer.concat(ids.flatMap((id) => entry.blocks.get(id) ?? []));
  }
  return { status: 201, headers: storeHeaders() };
}

function storeHeaders(): Record<string, string> {
  return {
    etag: '"1"',
    'last-modified': new Date().toUTCString(),
    'accept-ranges': 'bytes',
    'x-ms-request-id': '1',
    'x-ms-version': '2025-01-05',
  };
}

function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** https://twitchtv.github.io/twirp/docs/errors.html */
function twirpFailure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return json(status, { code, msg: message }, headers);
}
