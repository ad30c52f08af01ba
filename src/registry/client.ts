/** The client of container registries: looks up, reads, tags, copies and removes what is in them. */

import pLimit from 'p-limit';
import { isDigest, parseRepository, type Repository } from '../oci/reference.ts';
import { error, ProblemsFound } from '../problem/problem.ts';
import { checkDigest, digestOf, MANIFEST_TYPES, mediaType } from './content.ts';
import { createBlobCopy } from './copy-blob.ts';
import { refused, RegistryError } from './registry-error.ts';
import type { Descriptor, Manifest, Registry, RegistryEffects, RegistryLimits } from './registry.ts';
import { apiUrl, send, type Answer, type Purpose, type Question } from './request.ts';
import { createRetrying } from './retry.ts';
import { createAuthorized } from './token.ts';
import { NO_UNTAG, untag } from './untag.ts';
import { createBlobUpload, uploadUrl } from './upload-blob.ts';

/** A client that remembers tokens. Make one for a process, so that all requests together keep to its limit. */
export function createRegistry(
  { fetch, credentials, sleep, after, random, now }: RegistryEffects,
  { limit = 8, timeoutMs = 30_000, maxRetryAfterMs = 60_000 }: RegistryLimits = {},
): Registry {
  const bounded = pLimit(limit);
  const sendNow = (question: Question): Promise<Answer> => send(question, { fetch, after, timeoutMs });
  // Streams do not count here (copy-blob.ts limits them): an upload waits for its download, which must not wait for it.
  const sendBounded = (question: Question): Promise<Answer> =>
    question.large ? sendNow(question) : bounded(() => sendNow(question));
  const retrying = createRetrying({ sleep, random, now, timeoutMs, maxRetryAfterMs });
  const authorized = createAuthorized({
    credentials,
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

  const oneUntag = pLimit(1);
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
    // The specification only recommends these headers. What is missing is taken from the manifest itself.
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
        alone: oneUntag,
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
        const question: Question = { method: 'POST', url: apiUrl(repository, 'blobs/uploads/') };
        const answer = await request(purpose, question);
        // Not every registry can cancel an upload, or says where. One that is not cancelled expires by itself.
        const cancel = async (): Promise<unknown> =>
          request(purpose, { method: 'DELETE', url: uploadUrl(purpose, question, answer) });
        await cancel().catch(() => undefined);
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

/** The repository of a name as the matrix has it. Throws `ProblemsFound` for a name that is not one. */
export function known(name: string): Repository {
  const repository = parseRepository(name);
  if (typeof repository === 'string') throw new ProblemsFound([error('repository-name', repository)]);
  return repository;
}

/** A tag or digest as messages name it: `repository:tag` or `repository@digest`. */
export function nameOf(repository: Repository, reference: string): string {
  return `${repository.name}${isDigest(reference) ? '@' : ':'}${reference}`;
}
