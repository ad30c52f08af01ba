/** Uploads a small blob, such as the document of an artifact, to a repository. */

import type { Repository } from '../oci/reference.ts';
import { apiUrl, type Answer, type Purpose, type Question } from './request.ts';

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
    const { headers, url } = await request(purpose, {
      method: 'POST',
      url: apiUrl(repository, 'blobs/uploads/'),
    });
    const location = new URL(headers.get('location') ?? '', url);
    location.searchParams.set('digest', digest);
    await request(purpose, {
      method: 'PUT',
      url: location,
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
  };
}
