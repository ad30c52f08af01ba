import { isPlainHttp, type Repository } from '../oci/reference.ts';

type Content = Uint8Array | URLSearchParams | ReadableStream<Uint8Array>;

/** One request, as it is put to a registry or to its token server. */
export interface Question {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Exclude<Content, ReadableStream> | OpenStream;
  /** For a blob of any size: the time limit of each try is one of silence, and the answer to a GET is left to be read. */
  readonly large?: Large;
}

export interface Large {
  /** Ends what is under way, too. */
  readonly cancel: AbortSignal;
}

/** Opens the content anew for every try. What that takes does not count towards the limit of the try. */
export type OpenStream = () => Promise<ReadableStream<Uint8Array>>;

/** Aborts when nothing has moved for too long, or with `cancel`. */
interface Idle {
  readonly signal: AbortSignal;
  /** Passes a stream on, whose chunks are what moves. */
  readonly watched: (content: ReadableStream<Uint8Array>, end?: () => void) => ReadableStream<Uint8Array>;
  readonly end: () => void;
}

function idleLimit(timeoutMs: number, cancel: AbortSignal): Idle {
  const controller = new AbortController();
  // The same error as of AbortSignal.timeout.
  const timer = setTimeout(
    () => controller.abort(new DOMException(`nothing moved for ${timeoutMs} ms`, 'TimeoutError')),
    timeoutMs,
  );
  const end = (): void => {
    clearTimeout(timer);
    cancel.removeEventListener('abort', abort);
  };
  const abort = (): void => {
    end();
    controller.abort(cancel.reason);
  };
  cancel.addEventListener('abort', abort, { once: true });
  if (cancel.aborted) abort();
  const touch = (chunk: Uint8Array, stream: TransformStreamDefaultController<Uint8Array>): void => {
    timer.refresh();
    stream.enqueue(chunk);
  };
  return {
    signal: controller.signal,
    watched: (content, end = () => {}) =>
      content.pipeThrough(new TransformStream({ transform: touch, flush: end })),
    end,
  };
}

/** The whole answer: the body is read inside the try, so that a connection cut half-way counts as a failed try. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Instead of `body`, of a question that is `large`. */
  readonly stream?: ReadableStream<Uint8Array>;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
}

/** An answer and how many tries it took. */
export interface Tried extends Answer {
  readonly tries: number;
}

/** What a token is asked for. */
export type Actions = 'pull' | 'pull,push' | 'pull,push,delete';

/** What a request is for: how its failure starts, and whose permission it needs. */
export interface Purpose {
  readonly act: string;
  readonly repository: Repository;
  readonly actions: Actions;
  /** Path of another repository of the same registry that is read from. */
  readonly readsToo?: string;
  readonly signal?: AbortSignal | undefined;
  /** Statuses that are results, beside 2xx. */
  readonly results?: readonly number[];
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One request with its redirects. Redirects lead to storage hosts, which must not see what the registry may see. */
export async function send(
  question: Question,
  { fetch, timeoutMs }: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number },
): Promise<Answer> {
  const content = typeof question.body === 'function' ? await question.body() : question.body;
  if (!question.large) return follow(question, content, { fetch, signal: AbortSignal.timeout(timeoutMs) });
  // Only now: opening the content has a limit, and pauses between tries, of its own.
  const idle = idleLimit(timeoutMs, question.large.cancel);
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
    const body = new Uint8Array(await response.arrayBuffer());
    const location = response.headers.get('location');
    const followed = question.method === 'GET' || question.method === 'HEAD';
    if (!followed || !REDIRECTS.has(response.status) || location === null || redirects === MAX_REDIRECTS)
      return { status: response.status, headers: response.headers, body, url };

    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new Error(`was redirected from https to ${withoutSecrets(next)}, which is refused`);
    if (next.origin !== url.origin)
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
    url = next;
  }
}

export function apiUrl(repository: Repository, rest = ''): URL {
  return new URL(
    `${isPlainHttp(repository.apiHost) ? 'http' : 'https'}://${repository.apiHost}/v2/${repository.path}/${rest}`,
  );
}

/** For messages: the query and the user part of signed storage addresses carry secrets. */
export function withoutSecrets(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
