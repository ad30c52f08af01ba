/** Copies one blob, such as a layer, from one repository to another. */

import pLimit from 'p-limit';
import type { Repository } from '../oci/reference.ts';
import { refused } from './registry-error.ts';
import { apiUrl, type Answer, type Purpose, type Question } from './request.ts';
import type { Retrying } from './retry.ts';
import { uploadUrl } from './upload-blob.ts';

/** A blob to copy. `from` and `to` are repositories, `size` is in bytes. */
export interface BlobCopy {
  readonly from: string;
  readonly to: string;
  readonly digest: string;
  readonly size: number;
}

/** A stream takes a few hundred kilobytes of memory, whatever the size of its blob, and a share of the network. */
const STREAMS_AT_ONCE = 4;

/** What copying a blob needs of the registry client. */
export interface BlobCopyEffects {
  readonly request: (purpose: Purpose, question: Question) => Promise<Answer>;
  readonly retrying: Retrying;
  readonly authorized: (purpose: Purpose, question: Question) => Promise<Answer>;
}

/**
 * Makes the function that copies one blob. A blob that the target has is left alone. Otherwise it is mounted (within
 * one registry) or streamed in one PUT; the target checks its digest. Aborting the signal ends a stream at once; then
 * the promise rejects with the signal's reason.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
export function createBlobCopy({
  request,
  retrying,
  authorized,
}: BlobCopyEffects): (
  from: Repository,
  to: Repository,
  blob: Pick<BlobCopy, 'digest' | 'size'>,
  signal?: AbortSignal,
) => Promise<void> {
  const limit = pLimit(STREAMS_AT_ONCE);

  async function open(
    from: Repository,
    digest: string,
    cancel: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const purpose: Purpose = {
      act: `cannot read the blob ${from.name}@${digest}`,
      repository: from,
      actions: 'pull',
      signal: cancel,
    };
    const answer = await request(purpose, {
      method: 'GET',
      url: apiUrl(from, `blobs/${digest}`),
      large: { cancel },
    });
    return answer.stream ?? new Blob([Buffer.from(answer.body)]).stream();
  }

  return async (from, to, { digest, size }, signal) => {
    const copy = async (): Promise<void> => {
      signal?.throwIfAborted();
      const isLocal = from.apiHost === to.apiHost;
      const purpose: Purpose = {
        act: `cannot copy the blob ${digest} from ${from.name} to ${to.name}`,
        repository: to,
        actions: 'pull,push',
        signal,
        ...(isLocal ? { readsToo: from.path } : {}),
      };
      const existing = await request(
        { ...purpose, results: [404] },
        { method: 'HEAD', url: apiUrl(to, `blobs/${digest}`) },
      );
      if (existing.status !== 404) return;

      const uploadsUrl = apiUrl(to, 'blobs/uploads/');
      if (isLocal) {
        uploadsUrl.searchParams.set('mount', digest);
        uploadsUrl.searchParams.set('from', from.path);
      }
      const question: Question = { method: 'PUT', url: uploadsUrl };
      // A try starts a new upload: what the registry kept of one that failed half-way is not known.
      const answer = await retrying(purpose, question, async () => {
        const upload = await authorized(purpose, { method: 'POST', url: uploadsUrl });
        // 201: mounted. A registry that does not mount begins an upload instead.
        if (upload.status !== 202) return upload;
        const url = uploadUrl(purpose, question, upload);
        url.searchParams.append('digest', digest);
        const attempt = new AbortController();
        const cancel = signal ? AbortSignal.any([attempt.signal, signal]) : attempt.signal;
        try {
          return await authorized(purpose, {
            method: 'PUT',
            url,
            headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
            body: () => open(from, digest, cancel),
            large: { cancel },
          });
        } finally {
          // Stops the download too: the target may have answered before it read all of the source.
          attempt.abort();
        }
      });
      if (answer.status !== 201 && answer.status !== 204) throw refused(purpose, question, answer);
    };
    await limit(() =>
      copy().catch((cause: unknown) => {
        // A stream that the signal ended is not the registry's fault: reject with the signal's reason instead.
        signal?.throwIfAborted();
        throw cause;
      }),
    );
  };
}
