/** Uploads a small blob, such as the document of an artifact, to a repository. */

import type { Repository } from '../oci/reference.ts';
import { reasonOf } from '../text/reason.ts';
import { locationUrl } from './location.ts';
import { RegistryError } from './registry-error.ts';
import { apiUrl, type Answer, type Purpose, type Question } from './request.ts';

/** Where an upload that has begun goes on. Throws a RegistryError for an answer that does not say. */
export function uploadUrl(purpose: Purpose, question: Question, { status, headers, url }: Answer): URL {
  const location = headers.get('location');
  try {
    if (location === null) throw new Error('began an upload without a location');
    return locationUrl(location, url);
  } catch (cause) {
    throw new RegistryError(purpose.act, {
      ...question,
      status,
      code: undefined,
      said: reasonOf(cause),
      tries: 1,
      hint: 'see what stands between here and the registry',
    });
  }
}

/**
 * Uploads a small blob in one piece, unless the repository has it.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#post-then-put
 */
export function createBlobUpload(request: (purpose: Purpose, question: Question) => Promise<Answer>) {
  return async (
    repository: Repository,
    digest: string,
    body: Uint8Array,
    signal?: AbortSignal,
  ): Promise<void> => {
    const purpose: Purpose = {
      act: `cannot upload ${digest} to ${repository.name}`,
      repository,
      actions: 'pull,push',
      signal,
    };
    const { status } = await request(
      { ...purpose, results: [404] },
      { method: 'HEAD', url: apiUrl(repository, `blobs/${digest}`) },
    );
    if (status !== 404) return;
    const begin: Question = { method: 'POST', url: apiUrl(repository, 'blobs/uploads/') };
    const location = uploadUrl(purpose, begin, await request(purpose, begin));
    location.searchParams.set('digest', digest);
    await request(purpose, {
      method: 'PUT',
      url: location,
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
  };
}
