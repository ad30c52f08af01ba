import pLimit from 'p-limit';
import { error, ProblemsFound } from '../problem/problem.ts';
import { createBlobCopy, type BlobCopy } from './copy-blob.ts';
import { checkDigest, digestOf, MANIFEST_TYPES, mediaType } from './content.ts';
import { isDigest, parseRepository, type Repository } from '../oci/reference.ts';
import { refused, RegistryError } from './registry-error.ts';
import { apiUrl, send, type Answer, type Purpose, type Question } from './request.ts';
import { createRetrying } from './retry.ts';
import { createAuthorized, type Credential } from './token.ts';
import { createBlobUpload } from './upload-blob.ts';
import { NO_UNTAG, untag } from './untag.ts';

export type { Credential } from './token.ts';

/** What a registry knows a manifest by, without its bytes. `size` is in bytes. */
export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

/** A manifest or index as stored: a digest holds only for exactly these bytes. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
}

/** `status` is absent when the registry gave no answer. */
export type PushCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly status?: number; readonly reason: string };

/**
 * The part of https://github.com/opencontainers/distribution-spec that publishing needs. Repositories are names as
 * `parseRepository` reads them. Every method rejects with a RegistryError when the registry refuses or stays silent;
 * "it is not there" is a result. A `signal` ends the waiting for another try, not a request that is under way, but for the
 * stream of a blob, which may take long.
 */
export interface Registry {
  /** What a tag or digest points to; a HEAD request. */
  resolve(repository: string, reference: string, signal?: AbortSignal): Promise<Descriptor | undefined>;
  /** The bytes behind a tag or digest, checked against the digest. */
  manifest(repository: string, reference: string, signal?: AbortSignal): Promise<Manifest | undefined>;
  /** Points a tag at a manifest that the repository has already, by putting the same bytes again. */
  tag(repository: string, tag: string, manifest: Manifest, signal?: AbortSignal): Promise<void>;
  /** Removes a tag and nothing else; many registries cannot. A tag that is gone already counts as deleted. */
  untag(repository: string, tag: string): Promise<'deleted' | 'unsupported'>;
  /** A small blob, such as an image's configuration, in memory and checked against its digest. */
  blob(repository: string, digest: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /** Puts a manifest under its digest, without a tag. Its blobs, or the manifests that it names, must be there. `linked`: the registry lists it with its subject. */
  store(repository: string, manifest: Manifest, signal?: AbortSignal): Promise<{ readonly linked: boolean }>;
  /** Brings a small blob to a repository. One that is there is left alone. */
  upload(repository: string, body: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Brings a blob from one repository to another: mounted within one registry, else streamed. One that is there is left alone. */
  copyBlob(copy: BlobCopy, signal?: AbortSignal): Promise<void>;
  /** Whether pushing is allowed, found out by starting an upload and cancelling it. Never rejects for the registry's sake. */
  checkPush(repository: string): Promise<PushCheck>;
}

export interface RegistryEffects {
  readonly fetch: typeof fetch;
  /** Asked once a registry wants to know who we are; `host` as in `Repository`. Nothing means: stay anonymous. */
  readonly credentials: (host: string) => Promise<Credential | undefined>;
  /** Resolves after so many milliseconds; may end early, either way, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Milliseconds since 1970; for the lifetime of tokens and for Retry-After dates. */
  readonly now?: () => number;
  /** How many requests are under way at once, to all registries together. Default 8. */
  readonly limit?: number;
  /** For one try, its redirects and body included. Default 30 s. */
  readonly timeoutMs?: number;
  /** The longest Retry-After that is honoured. Default 60 s. */
  readonly maxRetryAfterMs?: number;
}

/** A client that remembers tokens; make one for a process, so that its bound on requests holds for all of them. */
export function createRegistry(effects: RegistryEffects): Registry {
  const { sleep, random, now = Date.now, limit = 8, timeoutMs = 30_000, maxRetryAfterMs = 60_000 } = effects;
  const bounded = pLimit(limit);
  // Streams have a bound of their own: one that waits for its source must not keep the source from its turn.
  const sendBounded = (question: Question): Promise<Answer> =>
    question.large
      ? send(question, { fetch: effects.fetch, timeoutMs })
      : bounded(() => send(question, { fetch: effects.fetch, timeoutMs }));
  const retrying = createRetrying({ sleep, random, now, timeoutMs, maxRetryAfterMs });
  const authorized = createAuthorized({
    credentials: effects.credentials,
    send: sendBounded,
    ask: (purpose, question) => retrying(purpose, question, () => sendBounded(question)),
    now,
  });

  async function request(purpose: Purpose, question: Question): Promise<Answer> {
    const answer = await retrying(purpose, question, () => authorized(purpose, question));
    if ((answer.status >= 200 && answer.status < 300) || purpose.results?.includes(answer.status))
      return answer;
    throw refused(purpose, question, answer);
  }

  const alone = pLimit(1);
  const copyBlob = createBlobCopy({ request, retrying, authorized });
  const uploadBlob = createBlobUpload(request);

  async function getManifest(purpose: Purpose, reference: string): Promise<Manifest | undefined> {
    const question: Question = {
      method: 'GET',
      url: apiUrl(purpose.repository, `manifests/${reference}`),
      headers: { accept: MANIFEST_TYPES },
    };
    const { status, headers, body } = await request({ ...purpose, results: [404] }, question);
    if (status === 404) return undefined;
    const claimed = isDigest(reference) ? reference : headers.get('docker-content-digest');
    if (claimed !== null && isDigest(claimed)) checkDigest(purpose, question, body, claimed);
    return {
      digest: claimed !== null && isDigest(claimed) ? claimed : digestOf(body, 'sha256'),
      mediaType: mediaType(headers, body),
      body,
    };
  }

  async function lookUp(
    repository: Repository,
    reference: string,
    signal?: AbortSignal,
  ): Promise<Descriptor | undefined> {
    const purpose: Purpose = {
      act: `cannot look up ${nameOf(repository, reference)}`,
      repository,
      actions: 'pull',
      signal,
      results: [404],
    };
    const { status, headers } = await request(purpose, {
      method: 'HEAD',
      url: apiUrl(repository, `manifests/${reference}`),
      headers: { accept: MANIFEST_TYPES },
    });
    if (status === 404) return undefined;
    const digest = headers.get('docker-content-digest');
    const size = headers.get('content-length');
    const type = headers.get('content-type');
    if (digest !== null && isDigest(digest) && size !== null && type !== null)
      return { digest, mediaType: type.replace(/;.*/, ''), size: Number(size) };
    // The headers are only recommended; the bytes say it all.
    const manifest = await getManifest(purpose, reference);
    return manifest && { digest: manifest.digest, mediaType: manifest.mediaType, size: manifest.body.length };
  }

  return {
    async resolve(name, reference, signal) {
      return lookUp(known(name), reference, signal);
    },

    async manifest(name, reference, signal) {
      const repository = known(name);
      return getManifest(
        {
          act: `cannot read the manifest of ${nameOf(repository, reference)}`,
          repository,
          actions: 'pull',
          signal,
        },
        reference,
      );
    },

    async tag(name, tag, manifest, signal) {
      const repository = known(name);
      const purpose: Purpose = {
        act: `cannot point ${nameOf(repository, tag)} at ${manifest.digest}`,
        repository,
        actions: 'pull,push',
        signal,
      };
      const question: Question = {
        method: 'PUT',
        url: apiUrl(repository, `manifests/${tag}`),
        headers: { 'content-type': manifest.mediaType },
        body: manifest.body,
      };
      const stored = (await request(purpose, question)).headers.get('docker-content-digest');
      if (stored === null || stored === manifest.digest) return;
      throw new RegistryError(purpose.act, {
        ...question,
        status: undefined,
        code: 'DIGEST_INVALID',
        said: `stored ${stored} instead`,
        tries: 1,
        hint: 'look for a proxy between here and the registry that changes manifests',
      });
    },

    async store(name, manifest, signal) {
      const repository = known(name);
      const purpose: Purpose = {
        act: `cannot store ${nameOf(repository, manifest.digest)}`,
        repository,
        actions: 'pull,push',
        signal,
      };
      const { headers } = await request(purpose, {
        method: 'PUT',
        url: apiUrl(repository, `manifests/${manifest.digest}`),
        headers: { 'content-type': manifest.mediaType },
        body: manifest.body,
      });
      return { linked: headers.has('oci-subject') };
    },

    async upload(name, body, signal) {
      await uploadBlob(known(name), digestOf(body, 'sha256'), body, signal);
    },

    async copyBlob(copy, signal) {
      await copyBlob(known(copy.from), known(copy.to), copy, signal);
    },

    async untag(name, tag) {
      const repository = known(name);
      const purpose: Purpose = {
        act: `cannot remove the tag ${nameOf(repository, tag)}`,
        repository,
        actions: 'pull,push,delete',
        results: [404, ...NO_UNTAG],
      };
      return untag(repository.path, tag, {
        remove: async (reference) =>
          (await request(purpose, { method: 'DELETE', url: apiUrl(repository, `manifests/${reference}`) }))
            .status,
        exists: async (reference) => (await lookUp(repository, reference)) !== undefined,
        read: (reference) => getManifest(purpose, reference),
        put: async (reference, manifest) => {
          await request(
            { ...purpose, results: [] },
            {
              method: 'PUT',
              url: apiUrl(repository, `manifests/${reference}`),
              headers: { 'content-type': manifest.mediaType },
              body: manifest.body,
            },
          );
        },
        alone,
      });
    },

    async blob(name, digest, signal) {
      const repository = known(name);
      const purpose: Purpose = {
        act: `cannot read the blob ${repository.name}@${digest}`,
        repository,
        actions: 'pull',
        signal,
        results: [404],
      };
      const question: Question = { method: 'GET', url: apiUrl(repository, `blobs/${digest}`) };
      const { status, body } = await request(purpose, question);
      if (status === 404) return undefined;
      checkDigest(purpose, question, body, digest);
      return body;
    },

    async checkPush(name) {
      const repository = known(name);
      const purpose: Purpose = {
        act: `cannot start an upload to ${repository.name}`,
        repository,
        actions: 'pull,push',
      };
      try {
        const { headers, url } = await request(purpose, {
          method: 'POST',
          url: apiUrl(repository, 'blobs/uploads/'),
        });
        const location = headers.get('location');
        // Cancelling is a courtesy that not every registry offers; an upload left alone ends by itself.
        if (location !== null)
          await request(purpose, { method: 'DELETE', url: new URL(location, url) }).catch(() => undefined);
        return { ok: true };
      } catch (cause) {
        if (!(cause instanceof RegistryError)) throw cause;
        return {
          ok: false,
          ...(cause.status === undefined ? {} : { status: cause.status }),
          reason: `the ${cause.status === undefined ? 'request' : 'registry'} ${cause.said}`,
        };
      }
    },
  };
}

function known(name: string): Repository {
  const repository = parseRepository(name);
  if (typeof repository === 'string') throw new ProblemsFound([error('repository-name', repository)]);
  return repository;
}

function nameOf(repository: Repository, reference: string): string {
  return `${repository.name}${isDigest(reference) ? '@' : ':'}${reference}`;
}
