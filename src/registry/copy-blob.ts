import pLimit from 'p-limit';
import type { Repository } from '../oci/reference.ts';
import { refused, RegistryError } from './registry-error.ts';
import { apiUrl, type Answer, type Purpose, type Question } from './request.ts';
import type { Retrying } from './retry.ts';

/** A blob to copy. `from` and `to` are repositories, `size` is in bytes. */
export interface BlobCopy {
  readonly from: string;
  readonly to: string;
  readonly digest: string;
  readonly size: number;
}

/** Each takes a part of the network and a few hundred kilobytes of memory, whatever the blob's size. */
const STREAMS_AT_ONCE = 4;

export interface BlobCopyEffects {
  readonly request: (purpose: Purpose, question: Question) => Promise<Answer>;
  readonly retrying: Retrying;
  readonly authorized: (purpose: Purpose, question: Question) => Promise<Answer>;
}

/**
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs: asked for first, then mounted
 * or streamed in one PUT. The target checks the digest of what arrives. Aborting the signal cuts a stream that is under
 * way; then the promise rejects with the signal's reason.
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
      const found = await request(
        { ...purpose, results: [404] },
        { method: 'HEAD', url: apiUrl(to, `blobs/${digest}`) },
      );
      if (found.status !== 404) return;

      const begin = apiUrl(to, 'blobs/uploads/');
      if (isLocal) {
        begin.searchParams.set('mount', digest);
        begin.searchParams.set('from', from.path);
      }
      const question: Question = { method: 'PUT', url: begin };
      // An upload that failed half-way is not gone on with: what the registry kept of it is not known.
      const answer = await retrying(purpose, question, async () => {
        const begun = await authorized(purpose, { method: 'POST', url: begin });
        const location = begun.headers.get('location');
        // 201: mounted. A registry that does not mount begins an upload instead.
        if (begun.status !== 202) return begun;
        if (location === null)
          throw new RegistryError(purpose.act, {
            ...question,
            status: begun.status,
            code: undefined,
            said: 'began an upload without a location',
            tries: 1,
            hint: 'see what stands between here and the registry',
          });
        const url = new URL(location, begun.url);
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
          // What the target did not read of the source is not to be sent either.
          attempt.abort();
        }
      });
      if (answer.status !== 201 && answer.status !== 204) throw refused(purpose, question, answer);
    };
    await limit(() =>
      copy().catch((cause: unknown) => {
        // A stream that was cut because of the signal is no fault of a registry.
        signal?.throwIfAborted();
        throw cause;
      }),
    );
  };
}
