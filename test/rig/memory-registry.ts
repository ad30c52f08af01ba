/** A container registry in memory, to push to, pull from and move tags in. */

import { createHash, randomUUID } from 'node:crypto';
import type { Reply, Request } from './faulty-server.ts';
import { refusal, startFront, type Front, type FrontOptions } from './registry-front.ts';

export interface MemoryRegistryOptions extends FrontOptions {
  /**
   * What DELETE does. Default: it removes the tag or the manifest. `refuse` is 405 for both, as on GHCR;
   * `digest` is 400 for tags, as in Distribution 2.
   */
  readonly deleteTags?: 'allow' | 'refuse' | 'digest';
}

export interface MemoryRegistry extends Front {
  /** Where every tag of a repository points. */
  readonly tags: (path: string) => Readonly<Record<string, string>>;
  /** Stores a one-platform image whose content is `text`, under these tags or none; gives its digest. */
  readonly seed: (path: string, text: string, ...tags: string[]) => string;
  /** The same of an image that says which commit it was built from. */
  readonly seedCommit: (path: string, revision: string, ...tags: string[]) => string;
}

interface Stored {
  readonly blobs: Map<string, Buffer>;
  readonly uploads: Map<string, Buffer>;
  readonly manifests: Map<string, { readonly mediaType: string; readonly body: Buffer }>;
  readonly tags: Map<string, string>;
}

const IMAGE_TYPE = 'application/vnd.oci.image.manifest.v1+json';

function sha256(body: Buffer | string): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/** The part of the OCI distribution specification that pushing, pulling and tagging need, in memory. */
export async function startMemoryRegistry(options: MemoryRegistryOptions = {}): Promise<MemoryRegistry> {
  const repositories = new Map<string, Stored>();
  const stored = (path: string): Stored => {
    const repository = repositories.get(path) ?? {
      blobs: new Map(),
      uploads: new Map(),
      manifests: new Map(),
      tags: new Map(),
    };
    repositories.set(path, repository);
    return repository;
  };

  const front = await startFront(options, (request) => {
    const { pathname } = request.url;
    if (pathname === '/v2/') return { status: 200 };
    const [, path = '', kind = '', rest = ''] =
      /^\/v2\/(.+?)\/(blobs\/uploads|blobs|manifests|tags)\/(.*)$/.exec(pathname) ?? [];
    const repository = stored(path);
    if (kind === 'blobs/uploads') return upload(request, path, rest, repository);
    if (kind === 'blobs') return blob(request, rest, repository);
    if (kind === 'manifests') return manifest(request, path, rest, repository, options.deleteTags ?? 'allow');
    if (kind === 'tags' && rest === 'list')
      return {
        status: 200,
        body: Buffer.from(JSON.stringify({ name: path, tags: [...repository.tags.keys()].toSorted() })),
      };
    return refusal(404, 'UNSUPPORTED', 'not found');
  });

  return {
    ...front,
    tags: (path) => Object.fromEntries(stored(path).tags),
    seed: (path, text, ...tags) => seed(stored(path), text, {}, tags),
    seedCommit: (path, revision, ...tags) =>
      seed(stored(path), revision, { 'org.opencontainers.image.revision': revision }, tags),
  };
}

function seed(
  repository: Stored,
  text: string,
  annotations: Readonly<Record<string, string>>,
  tags: readonly string[],
): string {
  const config = Buffer.from(JSON.stringify({ text }));
  repository.blobs.set(sha256(config), config);
  const descriptor = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: sha256(config),
    size: config.length,
  };
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: IMAGE_TYPE,
      config: descriptor,
      layers: [],
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    }),
  );
  const digest = sha256(body);
  repository.manifests.set(digest, { mediaType: IMAGE_TYPE, body });
  for (const tag of tags) repository.tags.set(tag, digest);
  return digest;
}

function upload({ method, url, body }: Request, path: string, id: string, { uploads, blobs }: Stored): Reply {
  if (method === 'POST') {
    const started = randomUUID();
    uploads.set(started, Buffer.alloc(0));
    return { status: 202, headers: { location: `/v2/${path}/blobs/uploads/${started}` } };
  }
  const before = uploads.get(id);
  if (!before) return refusal(404, 'BLOB_UPLOAD_UNKNOWN', 'upload unknown');
  const content = Buffer.concat([before, body]);
  if (method === 'DELETE') {
    uploads.delete(id);
    return { status: 204 };
  }
  if (method === 'PATCH') {
    uploads.set(id, content);
    return { status: 202, headers: { location: url.pathname } };
  }
  const digest = sha256(content);
  if (method !== 'PUT' || url.searchParams.get('digest') !== digest)
    return refusal(400, 'DIGEST_INVALID', `content has the digest ${digest}`);
  uploads.delete(id);
  blobs.set(digest, content);
  return {
    status: 201,
    headers: { location: `/v2/${path}/blobs/${digest}`, 'docker-content-digest': digest },
  };
}

function blob({ method }: Request, digest: string, { blobs }: Stored): Reply {
  const body = blobs.get(digest);
  if (!body) return refusal(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
  if (method === 'DELETE') {
    blobs.delete(digest);
    return { status: 202 };
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', 'docker-content-digest': digest },
    body,
  };
}

function manifest(
  { method, headers, body }: Request,
  path: string,
  reference: string,
  repository: Stored,
  deleteTags: NonNullable<MemoryRegistryOptions['deleteTags']>,
): Reply {
  const { manifests, tags } = repository;
  const isDigest = reference.startsWith('sha256:');
  if (method === 'PUT') {
    const missing = missingParts(body, repository);
    if (missing) return refusal(404, 'MANIFEST_BLOB_UNKNOWN', `unknown: ${missing}`);
    const digest = sha256(body);
    if (isDigest && reference !== digest)
      return refusal(400, 'DIGEST_INVALID', `manifest has the digest ${digest}`);
    manifests.set(digest, { mediaType: headers['content-type'] ?? '', body });
    if (!isDigest) tags.set(reference, digest);
    return {
      status: 201,
      headers: { location: `/v2/${path}/manifests/${digest}`, 'docker-content-digest': digest },
    };
  }

  const digest = isDigest ? reference : (tags.get(reference) ?? '');
  const known = manifests.get(digest);
  if (method === 'DELETE' && deleteTags === 'refuse')
    return refusal(405, 'UNSUPPORTED', 'the operation is unsupported');
  if (method === 'DELETE' && !isDigest && deleteTags === 'digest')
    return refusal(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  if (!known) return refusal(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  if (method === 'DELETE') {
    if (isDigest) manifests.delete(digest);
    for (const [tag, target] of tags)
      if (tag === reference || (isDigest && target === digest)) tags.delete(tag);
    return { status: 202 };
  }
  return {
    status: 200,
    headers: { 'content-type': known.mediaType, 'docker-content-digest': digest },
    body: known.body,
  };
}

/** The digest of the first blob or manifest that this manifest names and the repository does not have. */
function missingParts(body: Buffer, { blobs, manifests }: Stored): string | undefined {
  type Part = { readonly digest: string };
  const {
    config,
    layers = [],
    manifests: children = [],
  } = JSON.parse(body.toString()) as { config?: Part; layers?: Part[]; manifests?: Part[] };
  return (
    [...(config ? [config] : []), ...layers].find(({ digest }) => !blobs.has(digest))?.digest ??
    children.find(({ digest }) => !manifests.has(digest))?.digest
  );
}
