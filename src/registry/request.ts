/** One HTTP request to a registry: redirects, time limits, and the streams of large blobs. */

import type { Host } from '../effects/host.ts';
import { isPlainHttp, type Repository } from '../oci/reference.ts';
import { locationUrl } from './location.ts';

type Content = Uint8Array | URLSearchParams | ReadableStream<Uint8Array>;

/** One request to a registry or to its token server. */
export interface Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Exclude<Content, ReadableStream> | OpenStream;
  /** For a blob of any size: a try ends when nothing moves for too long, and the answer to a GET is a stream. */
  readonly large?: Large;
}

/** How the transfer of a large blob is cancelled. */
export interface Large {
  /** Ends a transfer that is under way, too. */
  readonly cancel: AbortSignal;
}

/** Opens the content again for every try. The time that this takes does not count towards the limit of the try. */
export type OpenStream = () => Promise<ReadableStream<Uint8Array>>;

/** Aborts when nothing has moved for too long, or with `cancel`. */
interface Idle {
  readonly signal: AbortSignal;
  /** The same stream; each of its chunks starts the time limit again. */
  readonly watched: (content: ReadableStream<Uint8Array>, end?: () => void) => ReadableStream<Uint8Array>;
  readonly end: () => void;
}

/** How long something may take, and the timer for it. */
interface TimeLimit {
  readonly after: Host['after'];
  readonly timeoutMs: number;
}

function idleLimit({ after, timeoutMs }: TimeLimit, cancel: AbortSignal): Idle {
  const controller = new AbortController();
  const start = (): (() => void) =>
    after(timeoutMs, () => controller.abort(timeoutError(`nothing moved for ${timeoutMs} ms`)));
  let stop = start();
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
    stop();
    cancel.removeEventListener('abort', abort);
  };
  const abort = (): void => {
    end();
    controller.abort(cancel.reason);
  };
  cancel.addEventListener('abort', abort, { once: true });
  if (cancel.aborted) abort();
  const touch = (chunk: Uint8Array, stream: TransformStreamDefaultController<Uint8Array>): void => {
    stop();
    if (!hasEnded) stop = start();
    stream.enqueue(chunk);
  };
  return {
    signal: controller.signal,
    watched: (content, end = () => {}) =>
      content.pipeThrough(new TransformStream({ transform: touch, flush: end })),
    end,
  };
}

/** The same error that AbortSignal.timeout gives. */
function timeoutError(message: string): DOMException {
  return new DOMException(message, 'TimeoutError');
}

/** The whole answer. The body is read within the try, so that a connection that breaks half-way is a failed try. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The body of a GET that is `large`; `body` is empty then. */
  readonly stream?: ReadableStream<Uint8Array>;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
}

/** An answer and how many tries it took. */
export interface Tried extends Answer {
  readonly tries: number;
}

/** The permissions that a token is requested for. */
export type Actions = 'pull' | 'pull,push' | 'pull,push,delete';

/** What a request is for: how the message of its failure starts, and which permissions it needs. */
export interface Purpose {
  readonly act: string;
  readonly repository: Repository;
  readonly actions: Actions;
  /** Path of another repository of the same registry that the request reads from. */
  readonly readsToo?: string;
  readonly signal?: AbortSignal | undefined;
  /** Statuses that are results, beside 2xx. */
  readonly results?: readonly number[];
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One request with its redirects. Redirects lead to storage hosts, which must not get the registry's login. */
export async function send(
  question: Question,
  { fetch, ...time }: TimeLimit & { readonly fetch: typeof globalThis.fetch },
): Promise<Answer> {
  const content = typeof question.body === 'function' ? await question.body() : question.body;
  if (!question.large) {
    const controller = new AbortController();
    const stop = time.after(time.timeoutMs, () =>
      controller.abort(timeoutError('The operation was aborted due to timeout')),
    );
    return follow(question, content, { fetch, signal: controller.signal }).finally(stop);
  }
  // The limit starts only now: opening the content is a request with a limit and retries of its own.
  const idle = idleLimit(time, question.large.cancel);
  let isLeftOpen = false;
  try {
    const answer = await follow(
      question,
      content instanceof ReadableStream ? idle.watched(content) : content,
      { fetch, signal: idle.signal },
    );
    if (!answer.stream) return answer;
    isLeftOpen = true;
    return { ...answer, stream: idle.watched(answer.stream, idle.end) };
  } finally {
    if (!isLeftOpen) idle.end();
  }
}

async function follow(
  question: Question,
  content: Content | undefined,
  { fetch, signal }: { readonly fetch: typeof globalThis.fetch; readonly signal: AbortSignal },
): Promise<Answer> {
  let { url, headers = {} } = question;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, {
      method: question.method,
      headers: { 'user-agent': 'docker-matrix-action', ...headers },
      redirect: 'manual',
      signal,
      ...(content === undefined ? {} : { body: content }),
      ...(content instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    if (question.large && question.method === 'GET' && response.status === 200 && response.body)
      return { status: 200, headers: response.headers, body: new Uint8Array(), stream: response.body, url };
    const body = await bodyOf(response);
    const location = response.headers.get('location');
    const followed = question.method === 'GET' || question.method === 'HEAD';
    if (!followed || !REDIRECTS.has(response.status) || location === null || redirects === MAX_REDIRECTS)
      return { status: response.status, headers: response.headers, body, url };

    const next = locationUrl(location, url);
    if (next.origin !== url.origin)
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
    url = next;
  }
}

/** Manifests, configurations and answers in JSON are far smaller; blobs of any size are streamed. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** The body of an answer. Throws an Error for one that is too large to be what was asked for. */
async function bodyOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > MAX_BODY_BYTES) throw new Error(`sent more than ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The address of something in a repository, by the registry's API. */
export function apiUrl(repository: Repository, rest = ''): URL {
  return new URL(
    `${isPlainHttp(repository.apiHost) ? 'http' : 'https'}://${repository.apiHost}/v2/${repository.path}/${rest}`,
  );
}

/** An address for messages: query and user part are left out, because signed storage addresses have secrets there. */
export function withoutSecrets(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
